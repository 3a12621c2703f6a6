import { keyOf } from '../../checks/private/walk';
import { nearest, suggestion } from '../../private/nearest';
import { shown, visible } from '../../private/visible';
import { isMapping, type Mapping } from './coalesce';
import { goPattern } from './go-pattern';
import type { JsonSchema } from './schema';
import { PATTERN_WORDS } from './value-schemas';

/** One thing that a schema does not allow. */
export interface SchemaIssue {
  /** From the values to the offending one; for `unknown` and `missing` its last step is the key in question. */
  readonly path: readonly (string | number)[];

  readonly problem: 'unknown' | 'missing' | 'type' | 'value';

  /** What was got and what is allowed. */
  readonly message: string;

  /** The nearest key, what to do, or what the value is for. */
  readonly hint?: string;
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
const NUMBER = /^-?\d+(\.\d+)?$/;

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
    for (const part of schema.allOf ?? []) this.run({ description: schema.description, ...part }, value, path);
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
      if (!Object.hasOwn(value, key)) this.missing(key, properties[key], [...path, key]);
    }
  }

  private key({ pattern, maxLength }: JsonSchema, key: string, path: Path): void {
    if (maxLength !== undefined && lengthOf(key) > maxLength) {
      this.bad(path, `a key has length ${lengthOf(key)}; at most ${maxLength} is allowed`);
    } else if (!isWellFormed.call(key)) this.bad(path, `the key ${shown(key)} holds half a character`);
    else if (pattern !== undefined && !goPattern(pattern).test(key)) {
      this.bad(path, `the key ${shown(key)} ${mismatch(pattern)}`);
    }
  }

  private list({ items }: JsonSchema, value: readonly unknown[], path: Path): void {
    if (items) for (let i = 0; i < value.length; i++) this.run(items, value[i], [...path, i]);
  }

  private text(schema: JsonSchema, value: string, path: Path): void {
    const { pattern, minLength, maxLength, description } = schema;
    if (this.size('has length', lengthOf(value), minLength, maxLength, path, description)) return;
    if (!isWellFormed.call(value))
      this.bad(path, `${nameOf(path)} holds half a character: ${shown(value)}`, description);
    else if (pattern !== undefined && !goPattern(pattern).test(value)) {
      this.bad(path, `${nameOf(path)} is ${shown(value)}, which ${mismatch(pattern)}`, description);
    }
  }

  private number({ minimum, maximum, description }: JsonSchema, value: number, path: Path): void {
    this.size('is', value, minimum, maximum, path, description);
  }

  /** Reports a number that is out of its bounds; was it? */
  private size(is: string, size: number, least = -INFINITY, most = INFINITY, path: Path, hint?: string): boolean {
    if (size >= least && size <= most) return false;
    const allowed =
      most === INFINITY ? `at least ${least}` : least === -INFINITY ? `at most ${most}` : `${least} to ${most}`;
    this.bad(path, `${nameOf(path)} ${is} ${size}; ${allowed} is allowed`, hint);
    return true;
  }

  private notListed(schema: JsonSchema, value: unknown, path: Path): void {
    const allowed = schema.enum!.filter((one) => one !== null);
    const message = `${nameOf(path)} is ${shown(value)}; one of ${allowed.map(shown).join(', ')} is wanted`;
    const near = nearest(String(value), allowed.map(String));
    this.bad(path, message, near === undefined ? schema.description : `did you mean ${shown(near)}?`);
  }

  private wrongType(schema: JsonSchema, value: unknown, path: Path): void {
    const types = this.typesOf(schema)!.filter((type) => type !== 'null');
    const wanted = [...new Set(types.map((type) => TYPES[type].words))];
    const got = value === null ? 'has no value' : `is ${describe(value)}`;
    const message = `${nameOf(path)} ${got}; ${wanted.join(' or ')} is wanted`;
    this.report(path, 'type', message, quotesHint(types, value) ?? schema.description);
  }

  private unknown(key: string, known: readonly string[], path: Path): void {
    const where = path.length > 1 ? ` in ${nameOf(path.slice(0, -1))}` : '';
    this.report(path, 'unknown', `key ${shown(key)} is unknown${where}`, suggestion(key, known));
  }

  private missing(key: string, schema: JsonSchema | undefined, path: Path): void {
    const where = path.length > 1 ? ` in ${nameOf(path.slice(0, -1))}` : '';
    this.report(path, 'missing', `${key} is missing${where}`, schema?.description);
  }

  private bad(path: Path, message: string, hint?: string): void {
    this.report(path, 'value', message, hint);
  }

  private report(path: Path, problem: SchemaIssue['problem'], message: string, hint?: string): void {
    this.issues.push({ path, problem, message, ...(hint ? { hint } : {}) });
  }
}

const mismatch = (pattern: string): string => {
  const words = PATTERN_WORDS.get(pattern);
  return words === undefined ? `does not match ${pattern}` : `is not ${words}`;
};

/** In every Node that we run on; not yet in the language level that jsii compiles for. */
const isWellFormed: (this: string) => boolean = (String.prototype as any).isWellFormed;

/** In characters, as JSON Schema counts. */
const lengthOf = (text: string): number => [...text].length;

const nameOf = (path: Path): string => (path.length === 0 ? 'the whole' : visible(keyOf(path)));

/** A value of the wrong type, so that text is told from the number that it looks like. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `${shown(value)}, a text`;
  if (Array.isArray(value)) return 'a list';
  return isMapping(value) ? 'a mapping' : String(value);
}

/** A number where text is wanted, or the other way round, is nearly always a matter of quotes. */
function quotesHint(wanted: readonly string[], value: unknown): string | undefined {
  const [only] = wanted;
  if (wanted.length > 1) return undefined;
  if (only === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return 'put it in quotes';
  if (typeof value !== 'string') return undefined;
  const numeric = (only === 'integer' || only === 'number') && NUMBER.test(value);
  const truth = only === 'boolean' && /^(true|false)$/i.test(value);
  return numeric || truth ? 'remove the quotes' : undefined;
}
