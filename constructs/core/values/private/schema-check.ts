import { keyOf } from '../../checks/private/key';
import { isMapping, type Mapping } from '../../private/mapping';
import { nearest, suggestion } from '../../private/nearest';
import { nanosOf } from '../../private/quantity';
import { isSecretPath } from '../../private/secret-key';
import { shown, visible } from '../../private/visible';
import { isWellFormedText } from '../../private/well-formed-text';
import { goPattern } from './go-pattern';
import type { JsonSchema } from './schema';
import { patternWords } from './value-schemas';

/** One thing that a schema does not allow. */
export interface SchemaIssue {
  /** From the values to the offending one; for `unknown` and `missing` its last step is the key in question. */
  readonly path: readonly (string | number)[];

  readonly problem: 'unknown' | 'missing' | 'type' | 'value';

  /** What was got and what is allowed. */
  readonly message: string;

  /** The nearest key or text, or what to do. */
  readonly hint?: string;

  /** Of an unknown key: what the path would be with the nearest known one. */
  readonly meant?: readonly (string | number)[];
}

/**
 * Every place where `value` is not as `schema` wants it. Knows exactly the keywords that we write, and judges as Helm does:
 * lengths in characters, patterns of Go, 1.0 is a whole number, beside a `$ref` nothing counts.
 *
 * Source: santhosh-tekuri/jsonschema 6.0.3, which Helm 3.22.0 and 4.3.1 use.
 */
export function schemaIssues(schema: JsonSchema, value: unknown): SchemaIssue[] {
  const check = new Check(schema);
  check.run(schema, value, []);
  return check.issues;
}

type Path = SchemaIssue['path'];

const TYPES: { readonly [type: string]: { readonly words: string; is(value: unknown): boolean } } = {
  string: { words: 'text', is: (value) => typeof value === 'string' },
  integer: { words: 'a whole number', is: Number.isInteger },
  number: { words: 'a number', is: Number.isFinite },
  boolean: { words: 'true or false', is: (value) => typeof value === 'boolean' },
  array: { words: 'a list', is: Array.isArray },
  object: { words: 'a mapping (key: value)', is: isMapping },
  null: { words: 'nothing', is: (value) => value === null },
};

const INFINITY = Number.POSITIVE_INFINITY;
/** Every number has bounds in the schema; those that keep arithmetic exact are no news, unless they are what is broken. */
const isDeclared = (bound: number): boolean => Math.abs(bound) < Number.MAX_SAFE_INTEGER;
/** Texts that are a number or a truth as soon as the quotes are gone (YAML 1.1). */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const TRUE = /^(true|yes|on|y)$/i;
const FALSE = /^(false|no|off|n)$/i;

class Check {
  readonly issues: SchemaIssue[] = [];

  constructor(private readonly root: JsonSchema) {}

  run(schema: JsonSchema, value: unknown, path: Path): void {
    if (schema.$ref !== undefined) this.run(this.target(schema.$ref), value, path);
    else if (!this.allowsType(schema, value)) this.wrongType(schema, value, path);
    else if (schema.enum && !schema.enum.includes(value as string)) this.notListed(schema, value, path);
    else if (schema.anyOf) this.alternatives(schema.anyOf, value, path);
    else this.all(schema, value, path);
  }

  /** What `allOf` says is only of interest when the rest holds. */
  private all(schema: JsonSchema, value: unknown, path: Path): void {
    const before = this.issues.length;
    this.content(schema, value, path);
    if (this.issues.length > before) return;
    for (const part of schema.allOf ?? []) this.run(part, value, path);
  }

  private content(schema: JsonSchema, value: unknown, path: Path): void {
    if (typeof value === 'string') this.text(schema, value, path);
    else if (typeof value === 'number') this.number(schema, value, path);
    else if (Array.isArray(value)) this.list(schema, value, path);
    else if (isMapping(value)) this.mapping(schema, value, path);
  }

  /** A `$ref` of ours is always `#/definitions/NAME`. */
  private target(ref: string): JsonSchema {
    return this.root.definitions![ref.slice('#/definitions/'.length)];
  }

  /** Types that a schema names, itself or through its alternatives; undefined for any type. */
  private typesOf(schema: JsonSchema): readonly string[] | undefined {
    if (schema.$ref !== undefined) return this.typesOf(this.target(schema.$ref));
    if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
    return schema.anyOf?.flatMap((alternative) => this.typesOf(alternative) ?? Object.keys(TYPES));
  }

  private allowsType(schema: JsonSchema, value: unknown): boolean {
    if (typeof schema.type === 'string') return TYPES[schema.type].is(value);
    return this.typesOf(schema)?.some((type) => TYPES[type].is(value)) ?? true;
  }

  /** When none fits, the first of the right type tells what is wrong. */
  private alternatives(schemas: readonly JsonSchema[], value: unknown, path: Path): void {
    let first: readonly SchemaIssue[] | undefined;
    for (const schema of schemas) {
      if (!this.allowsType(schema, value)) continue;
      const check = new Check(this.root);
      check.run(schema, value, path);
      if (check.issues.length === 0) return;
      first ??= check.issues;
    }
    this.issues.push(...first!);
  }

  private mapping(schema: JsonSchema, value: Mapping, path: Path): void {
    const { properties = {}, propertyNames, additionalProperties } = schema;
    for (const key of Object.keys(value)) {
      const at = [...path, key];
      if (propertyNames) this.key(propertyNames, key, at);
      if (Object.hasOwn(properties, key)) this.run(properties[key], value[key], at);
      else if (additionalProperties === false) this.unknown(key, Object.keys(properties), at);
      else if (typeof additionalProperties === 'object') this.run(additionalProperties, value[key], at);
    }
    for (const key of schema.required ?? []) {
      if (!Object.hasOwn(value, key)) this.missing(properties[key], [...path, key]);
    }
  }

  private key({ pattern, maxLength }: JsonSchema, key: string, path: Path): void {
    if (maxLength !== undefined && lengthOf(key) > maxLength) {
      this.bad(path, `a key has length ${lengthOf(key)}; at most ${maxLength} is allowed`);
    } else if (!isWellFormedText(key)) this.bad(path, `the key ${shown(key)} holds half a character`);
    else if (pattern !== undefined && !goPattern(pattern).test(key)) {
      this.bad(path, `the key ${shown(key)} ${mismatch(pattern)}`);
    }
  }

  private list({ items }: JsonSchema, value: readonly unknown[], path: Path): void {
    if (items) for (let i = 0; i < value.length; i++) this.run(items, value[i], [...path, i]);
  }

  private text(schema: JsonSchema, value: string, path: Path): void {
    const { pattern, minLength, maxLength, not } = schema;
    if (this.size('has length', lengthOf(value), minLength, maxLength, path)) return;
    if (!isWellFormedText(value)) this.bad(path, `${nameOf(path)} holds half a character: ${shownAt(path, value)}`);
    else if (pattern !== undefined && !goPattern(pattern).test(value)) {
      const hint = patternWords(pattern) === undefined ? schema.description : undefined;
      this.bad(path, `${nameOf(path)} is ${shownAt(path, value)}, which ${mismatch(pattern)}`, hint);
    } else if (not?.enum.includes(value)) {
      this.bad(
        path,
        `${nameOf(path)} is ${shownAt(path, value)}, which is forbidden`,
        `none of ${not.enum.join(', ')} is allowed`,
      );
    }
  }

  private number(schema: JsonSchema, value: number, path: Path): void {
    this.size('is', value, schema.minimum, schema.maximum, path, mebibyteHint(schema, value));
  }

  /** Reports a number that is out of its bounds; was it? */
  private size(is: string, size: number, least = -INFINITY, most = INFINITY, path: Path, hint?: string): boolean {
    if (size >= least && size <= most) return false;
    const allowed =
      size < least && !isDeclared(most)
        ? `at least ${least}`
        : size > most && !isDeclared(least)
          ? `at most ${most}`
          : `${least} to ${most}`;
    this.bad(path, `${nameOf(path)} ${is} ${size}; ${allowed} is allowed`, hint);
    return true;
  }

  private notListed(schema: JsonSchema, value: unknown, path: Path): void {
    const message = `${nameOf(path)} is ${shownAt(path, value)}; ${this.wanted(schema)} is wanted`;
    this.bad(path, message, nearestHint(schema.enum!, value));
  }

  private wrongType(schema: JsonSchema, value: unknown, path: Path): void {
    const got = value === null ? 'has no value' : `is ${describe(path, value)}`;
    const message = `${nameOf(path)} ${got}; ${this.wanted(schema)} is wanted`;
    const isListed = schema.enum?.includes(String(value)) ?? true;
    const hint = isListed
      ? (mebibyteHint(schema, value) ?? quotesHint(this.namedTypes(schema), value))
      : nearestHint(schema.enum!, value);
    this.report(path, 'type', message, hint);
  }

  /** What a schema asks for, in words. */
  private wanted(schema: JsonSchema): string {
    if (schema.enum) return `one of ${textsOf(schema.enum).map(shown).join(', ')}`;
    return [...new Set(this.namedTypes(schema).map((type) => TYPES[type].words))].join(' or ');
  }

  private namedTypes(schema: JsonSchema): readonly string[] {
    return this.typesOf(schema)!.filter((type) => type !== 'null');
  }

  private unknown(key: string, known: readonly string[], path: Path): void {
    const where = path.length > 1 ? ` in ${nameOf(path.slice(0, -1))}` : '';
    const near = nearest(key, known);
    const meant = near === undefined ? {} : { meant: [...path.slice(0, -1), near] };
    const message = `key ${shown(key)} is unknown${where}`;
    this.issues.push({ path, problem: 'unknown', message, hint: suggestion(key, known), ...meant });
  }

  private missing(schema: JsonSchema, path: Path): void {
    this.report(path, 'missing', `${nameOf(path)} is missing; ${this.wanted(schema)} is wanted`);
  }

  private bad(path: Path, message: string, hint?: string): void {
    this.report(path, 'value', message, hint);
  }

  private report(path: Path, problem: SchemaIssue['problem'], message: string, hint?: string): void {
    this.issues.push({ path, problem, message, ...(hint ? { hint } : {}) });
  }
}

const mismatch = (pattern: string): string => {
  const words = patternWords(pattern);
  return words === undefined ? `does not match ${pattern}` : `is not ${words}`;
};

/** In characters, as JSON Schema counts. */
const lengthOf = (text: string): number => [...text].length;

const nameOf = (path: Path): string => (path.length === 0 ? 'the whole' : visible(keyOf(path)));

/** A value of the wrong type, so that text is told from the number that it looks like. */
function describe(path: Path, value: unknown): string {
  if (typeof value === 'string') return isSecretPath(path) ? shownAt(path, value) : `${shown(value)}, a text`;
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  return isSecretPath(path) && typeof value === 'number' ? 'a number' : String(value);
}

/** A value, unless its key says that it is a secret. */
const shownAt = (path: Path, value: unknown): string =>
  isSecretPath(path) ? 'a text that is not shown' : shown(value);

const textsOf = (allowed: readonly (string | null)[]): string[] => allowed.filter((one) => one !== null);

function nearestHint(allowed: readonly (string | null)[], value: unknown): string | undefined {
  const near = nearest(String(value), textsOf(allowed));
  return near === undefined ? undefined : `did you mean ${shown(near)}?`;
}

/** A number where text is wanted, or the other way round, is nearly always a matter of quotes. */
function quotesHint(wanted: readonly string[], value: unknown): string | undefined {
  const [only] = wanted;
  if (wanted.length > 1) return undefined;
  if (only === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return 'put it in quotes in a values file (--set cannot give such a text)';
  }
  if (typeof value !== 'string') return undefined;
  if (only === 'boolean' && TRUE.test(value)) return 'write true, without quotes';
  if (only === 'boolean' && FALSE.test(value)) return 'write false, without quotes';
  const isNumeric = (only === 'integer' || only === 'number') && NUMBER.test(value) && TYPES[only].is(Number(value));
  if (!isNumeric) return undefined;
  return value.includes('.')
    ? 'remove the quotes in a values file (--set gives whole numbers only)'
    : 'remove the quotes';
}

const MEBI = 2 ** 20;

/** For a number of MiB that is written as a quantity, or in bytes: what was meant. */
function mebibyteHint({ type, description, minimum = 0, maximum = INFINITY }: JsonSchema, value: unknown) {
  if (![type].flat().includes('integer') || !/\bMiB\b/.test(description ?? '')) return undefined;
  const isBytes = typeof value === 'number' && value > maximum;
  if (!isBytes && !(typeof value === 'string' && /^\d+[KMGT]i?$/.test(value))) return undefined;
  const mib = Number((nanosOf(String(value)) ?? 0n) / 1_000_000_000n) / MEBI;
  const isFine = Number.isInteger(mib) && mib >= minimum && mib <= maximum;
  return isFine ? `it counts MiB: did you mean ${mib}?` : 'it counts MiB, a plain number';
}
