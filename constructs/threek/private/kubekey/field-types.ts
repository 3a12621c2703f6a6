/** A field of a KubeKey file: what may stand there, and in which versions of kk. */
export interface Field {
  readonly kind: 'text' | 'secret' | 'whole' | 'boolean' | 'texts' | 'map' | 'anything' | 'object' | 'list' | 'byName';

  /** The only values of a text. */
  readonly values?: readonly string[];

  /** Least and greatest of a whole number. */
  readonly range?: readonly [least: number, most: number];

  /** Fields of an object, of each item of a list, or of each member of a map by name. */
  readonly fields?: Fields;

  /** Must it be there? */
  readonly required?: boolean;

  /** First version of kk that reads it, and last one; as `3.1`. */
  readonly since?: string;
  readonly until?: string;

  /** Values that only newer versions know, and their version. */
  readonly newValues?: { readonly [value: string]: string };
}

export type Fields = { readonly [name: string]: Field };

export const TEXT: Field = { kind: 'text' };
export const SECRET: Field = { kind: 'secret' };
export const BOOLEAN: Field = { kind: 'boolean' };
export const TEXTS: Field = { kind: 'texts' };
export const MAP: Field = { kind: 'map' };
export const ANYTHING: Field = { kind: 'anything' };
export const oneOf = (...values: string[]): Field => ({ kind: 'text', values });
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER): Field => ({
  kind: 'whole',
  range: [least, most],
});
export const object = (fields: Fields): Field => ({ kind: 'object', fields });
export const listOf = (fields: Fields): Field => ({ kind: 'list', fields });
export const byName = (fields: Fields): Field => ({ kind: 'byName', fields });
export const required = (field: Field): Field => ({ ...field, required: true });
export const since = (version: string, field: Field): Field => ({ ...field, since: version });
export const until = (version: string, field: Field): Field => ({ ...field, until: version });
