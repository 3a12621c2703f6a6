import { isMapping, type Mapping, mappingOf } from 'cdk8s-gpulab/lib/core/private/mapping';

/** What a chart's values.schema.json says of one key, as far as we read it. */
export interface ValueSchema {
  /** Alternatives in the words of a key tree; none: it does not say. */
  readonly types: readonly string[];

  /** Members of a map that it names. */
  readonly properties: ReadonlyMap<string, Mapping>;

  /** Are other members refused (true), allowed by name (false), or not spoken of? */
  readonly isClosed?: boolean;

  /** Is it the definition of something that many charts share, such as a type of Kubernetes? */
  readonly isShared: boolean;
}

const TYPES: { readonly [type: string]: string } = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};
/** References to references. */
const DEEPEST = 10;

/** Reads a values.schema.json: types, choices, members, and references inside the file. Conditions (`if`, `not`) are left aside. */
export class SchemaReader {
  constructor(private readonly root: Mapping) {}

  read(schema: unknown = this.root): ValueSchema | undefined {
    const { merged, isShared } = this.resolved(schema);
    if (!merged) return undefined;
    const properties = Object.entries(mappingOf(merged.properties));
    return {
      types: this.typesOf(merged),
      properties: new Map(properties.filter((entry): entry is [string, Mapping] => isMapping(entry[1]))),
      isClosed: closedness(merged),
      isShared,
    };
  }

  private typesOf(schema: Mapping): string[] {
    if (Array.isArray(schema.enum) && schema.enum.every((one) => typeof one === 'string'))
      return schema.enum.map((one) => JSON.stringify(one));
    const alternatives = (schema.anyOf ?? schema.oneOf) as unknown;
    if (schema.type === undefined && Array.isArray(alternatives)) {
      const all = alternatives.map((one) => this.resolved(one).merged).map((one) => (one ? this.typesOf(one) : []));
      return all.some((types) => types.length === 0) ? [] : [...new Set(all.flat())];
    }
    const names = [schema.type].flat().filter((name) => name !== 'null');
    const types = names.map((name) => (typeof name === 'string' ? TYPES[name] : undefined));
    return types.every((type) => type !== undefined) ? [...new Set(types)] : [];
  }

  private resolved(schema: unknown): { readonly merged?: Mapping; readonly isShared: boolean } {
    let at = schema;
    let isShared = false;
    for (let depth = 0; isMapping(at) && typeof at.$ref === 'string' && depth < DEEPEST; depth++) {
      const { $ref, ...own } = at as Mapping & { $ref: string };
      const target = this.target($ref);
      isShared = true;
      at = isMapping(target) ? { ...target, ...own } : own;
    }
    return { merged: isMapping(at) ? at : undefined, isShared };
  }

  private target(reference: string): unknown {
    if (!reference.startsWith('#')) return undefined;
    let at: unknown = this.root;
    for (const step of reference.slice(1).split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      at = isMapping(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
    return at;
  }
}

function closedness({ additionalProperties, patternProperties }: Mapping): boolean | undefined {
  if (patternProperties !== undefined) return false;
  if (additionalProperties === undefined) return undefined;
  return additionalProperties === false;
}
