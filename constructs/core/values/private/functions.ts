import type { Type } from './expression';
import { goJson, goLower, goString } from './go-text';
import { repeatsIn } from './repeats';

/**
 * A function of the grammar. Both rules are total: they have a result for every value that the schema lets through, because
 * Helm evaluates the arguments of `ternary` and `and` whether they are needed or not.
 */
export interface GrammarFunction {
  /** Type of the result; a number: the type of this argument. */
  readonly type: Type | number;
  evaluate(...args: any[]): unknown;
  /** Text of a template of Go, in brackets, from that of the arguments. */
  print(...args: string[]): string;
}

const integer = (go: string): string => `(int64 ${go})`;
const firstCharacters = (text: string, count: number): string => Array.from(text).slice(0, count).join('');
const lengthOf = (value: string | object): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value).length;

/** The whole grammar of functions. A test with real Helm compares the two columns of each. */
export const FUNCTIONS = {
  concat: {
    type: 'text',
    evaluate: (...texts) => texts.join(''),
    print: (...texts) => printf(texts),
  },
  lower: {
    type: 'text',
    evaluate: goLower,
    print: (text) => `(lower ${text})`,
  },
  // `trunc` of Helm cuts bytes, and characters in two.
  truncate: {
    type: 'text',
    evaluate: firstCharacters,
    print: (text, count) => `(regexFind "(?s)^.{0,${count}}" ${text})`,
  },
  dnsLabel: {
    type: 'text',
    evaluate: (text, count) => {
      const label = goLower(text)
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-/, '');
      return firstCharacters(label, count).replace(/-$/, '');
    },
    print: (text, count) => {
      const label = `(trimPrefix "-" (regexReplaceAll "[^a-z0-9]+" (lower ${text}) "-"))`;
      return `(regexFind "^.{0,${count}}" ${label} | trimSuffix "-")`;
    },
  },
  trimPrefix: {
    type: 'text',
    evaluate: (text: string, prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
    print: (text, prefix) => `(trimPrefix ${prefix} ${text})`,
  },
  trimSuffix: {
    type: 'text',
    evaluate: (text: string, suffix: string) =>
      text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
    print: (text, suffix) => `(trimSuffix ${suffix} ${text})`,
  },
  replaceAll: {
    type: 'text',
    // `replaceAll` of JavaScript would expand "$&" in the replacement.
    evaluate: (text: string, search: string, replacement: string) => text.split(search).join(replacement),
    print: (text, search, replacement) => `(replace ${search} ${replacement} ${text})`,
  },
  base64: {
    type: 'text',
    evaluate: (text: string) => Buffer.from(text).toString('base64'),
    print: (text) => `(b64enc ${text})`,
  },
  sha256: {
    type: 'text',
    // Loaded when first used: a synthesis seldom needs it.
    evaluate: (text: string) => process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex'),
    print: (text) => `(sha256sum ${text})`,
  },
  join: {
    type: 'text',
    evaluate: (list: string[], separator: string) => list.join(separator),
    print: (list, separator) => `(join ${separator} ${list})`,
  },
  integerText: {
    type: 'text',
    evaluate: (value: number) => String(value),
    print: (value) => `(printf "%d" ${integer(value)})`,
  },
  booleanText: {
    type: 'text',
    evaluate: (value: boolean) => String(value),
    print: (value) => `(printf "%t" ${value})`,
  },
  intOrStringText: {
    type: 'text',
    evaluate: (value: number | string) => (typeof value === 'string' ? value : goJson(value)),
    print: (value) => `(ternary (toString ${value}) (toJson ${value}) (kindIs "string" ${value}))`,
  },
  // Exact because the pattern of a quantity has nothing that JSON escapes.
  quantityText: {
    type: 'text',
    evaluate: (value: number | string) => (typeof value === 'string' ? value : goJson(value)),
    print: (value) => `(toJson ${value} | trimAll "\\"")`,
  },
  json: {
    type: 'text',
    evaluate: goJson,
    print: (value) => `(toJson ${value})`,
  },
  jsonList: {
    type: 'list',
    evaluate: (value: string[] | string) => (typeof value === 'string' ? JSON.parse(value || '[]') : value),
    print: (value) => `(fromJsonArray (ternary (default "[]" ${value}) (toJson ${value}) (kindIs "string" ${value})))`,
  },
  plus: {
    type: 'integer',
    evaluate: (a: number, b: number) => a + b,
    print: (a, b) => `(add ${integer(a)} ${integer(b)})`,
  },
  times: {
    type: 'integer',
    evaluate: (a: number, b: number) => a * b,
    print: (a, b) => `(mul ${integer(a)} ${integer(b)})`,
  },
  atLeast: {
    type: 'integer',
    evaluate: (a: number, b: number) => Math.max(a, b),
    print: (a, b) => `(max ${integer(a)} ${integer(b)})`,
  },
  atMost: {
    type: 'integer',
    evaluate: (a: number, b: number) => Math.min(a, b),
    print: (a, b) => `(min ${integer(a)} ${integer(b)})`,
  },
  count: {
    type: 'integer',
    evaluate: lengthOf,
    print: (value) => `(len ${value})`,
  },
  byteLength: {
    type: 'integer',
    evaluate: (text: string) => Buffer.byteLength(text),
    print: (text) => `(len ${text})`,
  },
  // Equal ones count once. The pattern means the same in Go and here.
  countMatches: {
    type: 'integer',
    evaluate: (text: string, pattern: string) => new Set(text.match(new RegExp(pattern, 'gu'))).size,
    print: (text, pattern) => `(len (uniq (regexFindAll ${pattern} ${text} -1)))`,
  },
  negate: {
    type: 'boolean',
    evaluate: (value: boolean) => !value,
    print: (value) => `(not ${value})`,
  },
  both: {
    type: 'boolean',
    evaluate: (a: boolean, b: boolean) => a && b,
    print: (a, b) => `(and ${a} ${b})`,
  },
  either: {
    type: 'boolean',
    evaluate: (a: boolean, b: boolean) => a || b,
    print: (a, b) => `(or ${a} ${b})`,
  },
  equalText: {
    type: 'boolean',
    evaluate: (a: string, b: string) => a === b,
    print: (a, b) => `(eq ${a} ${b})`,
  },
  equalInteger: {
    type: 'boolean',
    evaluate: (a: number, b: number) => a === b,
    print: (a, b) => `(eq ${integer(a)} ${integer(b)})`,
  },
  lessThan: {
    type: 'boolean',
    evaluate: (a: number, b: number) => a < b,
    print: (a, b) => `(lt ${integer(a)} ${integer(b)})`,
  },
  isSet: {
    type: 'boolean',
    evaluate: (value: unknown) => value !== undefined,
    print: (value) => `(not (kindIs "invalid" ${value}))`,
  },
  notEmpty: {
    type: 'boolean',
    evaluate: (value: string | object) => lengthOf(value) > 0,
    print: (value) => `(gt (len ${value}) 0)`,
  },
  has: {
    type: 'boolean',
    evaluate: (list: string[], text: string) => list.includes(text),
    print: (list, text) => `(has ${text} ${list})`,
  },
  // In JSON a quote without a backslash ends a key or a text, so what is found are whole members of the items.
  distinct: {
    type: 'boolean',
    evaluate: (items: object[], field: string) => repeatsIn(items, field).length === 0,
    print: (items, field) => {
      const member = goString(`${field}:"(?:[^"\\\\]|\\\\.)*"`);
      const found = `(regexFindAll ${member} (toJson ${items}) -1)`;
      return `(eq (len ${found}) (len (uniq (fromJsonArray (lower (toJson ${found}))))))`;
    },
  },
  // `default` of Helm takes 0 and false for absent.
  orElse: {
    type: 1,
    evaluate: (value: unknown, otherwise: unknown) => value ?? otherwise,
    print: (value, otherwise) => `(ternary ${otherwise} ${value} (kindIs "invalid" ${value}))`,
  },
  orElseEmpty: {
    type: 1,
    evaluate: (text: string | undefined, otherwise: string) => text || otherwise,
    print: (text, otherwise) => `(default ${otherwise} ${text})`,
  },
  pick: {
    type: 1,
    evaluate: (condition: boolean, then: unknown, otherwise: unknown) => (condition ? then : otherwise),
    print: (condition, then, otherwise) => `(ternary ${then} ${otherwise} ${condition})`,
  },
} satisfies { [name: string]: GrammarFunction };

export type FunctionName = keyof typeof FUNCTIONS;

/** Texts behind one another; literal ones (string literals of Go) become part of the format. */
function printf(texts: readonly string[]): string {
  const isLiteral = (text: string): boolean => text.startsWith('"');
  const format = texts.map((text) => (isLiteral(text) ? text.slice(1, -1).replaceAll('%', '%%') : '%s')).join('');
  return `(printf "${format}" ${texts.filter((text) => !isLiteral(text)).join(' ')})`;
}
