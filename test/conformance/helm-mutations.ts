import type { Expression } from '../../constructs/core/values/private/expression';
import { FUNCTIONS } from '../../constructs/core/values/private/functions';
import { NODE, printExpression } from '../../constructs/core/values/private/print';
import { PRINT_RULES } from '../../constructs/output/private/helm/print-rules';

/** A rule by which templates are printed, in a form that looks right and is wrong. */
export interface Mutation {
  readonly name: string;
  /** Puts it into its table; the result takes it out again. */
  apply(): () => void;
}

/** How a whole scalar is written. */
const ofNode = (type: keyof typeof NODE, name: string, print: (go: string) => string): Mutation =>
  replacing(NODE, type, (expression: Expression) => print(printExpression(expression)), `${type} node: ${name}`);

/** How a function is written. */
const ofFunction = (name: keyof typeof FUNCTIONS, print: (...go: string[]) => string): Mutation =>
  replacing(FUNCTIONS[name], 'print', print, name);

/** How what is more than one expression is written. */
const ofTree = (name: keyof typeof PRINT_RULES, rule: unknown): Mutation => replacing(PRINT_RULES, name, rule, name);

function replacing(table: object, member: string, replacement: unknown, name: string): Mutation {
  const rules = table as { [member: string]: unknown };
  return {
    name,
    apply: () => {
      const right = rules[member];
      rules[member] = replacement;
      return () => {
        rules[member] = right;
      };
    },
  };
}

function printfWithoutEscapes(go: readonly string[]): string {
  const isLiteral = (text: string): boolean => text.startsWith('"');
  const format = go.map((text) => (isLiteral(text) ? text.slice(1, -1) : '%s'));
  return `(printf "${format.join('')}" ${go.filter((text) => !isLiteral(text)).join(' ')})`;
}

export const MUTATIONS: readonly Mutation[] = [
  ofNode('text', 'quote for toJson', (go) => `quote ${go}`),
  ofNode('text', 'no quotes', (go) => `toString ${go}`),
  ofNode('integer', 'no int64', (go) => go),
  ofNode('number', 'no toJson', (go) => go),
  ofNode('boolean', 'quotes', (go) => `quote ${go}`),
  ofNode('list', 'no toJson', (go) => go),
  ofNode('map', 'toYaml', (go) => `toYaml ${go}`),
  ofNode('intOrString', 'quote for toJson', (go) => `quote ${go}`),
  ofFunction('concat', (...go) => printfWithoutEscapes(go)),
  ofFunction('lower', (text) => `(title ${text})`),
  ofFunction('truncate', (text, count) => `(trunc ${count} ${text})`),
  ofFunction('dnsLabel', (text, count) => `(regexReplaceAll "[^a-z0-9]+" (lower ${text}) "-" | trunc ${count})`),
  ofFunction('trimPrefix', (text, prefix) => `(trimAll ${prefix} ${text})`),
  ofFunction('trimSuffix', (text, suffix) => `(trimAll ${suffix} ${text})`),
  ofFunction('replaceAll', (text, search, replacement) => `(regexReplaceAll ${search} ${text} ${replacement})`),
  ofFunction('base64', (text) => `(b32enc ${text})`),
  ofFunction('sha256', (text) => `(sha1sum ${text})`),
  ofFunction('join', (list, separator) => `(cat ${list} ${separator})`),
  ofFunction('integerText', (value) => `(printf "%v" ${value})`),
  ofFunction('booleanText', (value) => `(printf "%q" ${value})`),
  ofFunction('intOrStringText', (value) => `(toString ${value})`),
  ofFunction('quantityText', (value) => `(toString ${value})`),
  ofFunction('json', (value) => `(toRawJson ${value})`),
  ofFunction('jsonList', (value) => `(fromJsonArray ${value})`),
  ofFunction('plus', (a, b) => `(sub (int64 ${a}) (int64 ${b}))`),
  ofFunction('times', (a, b) => `(add (int64 ${a}) (int64 ${b}))`),
  ofFunction('atLeast', (a, b) => `(min (int64 ${a}) (int64 ${b}))`),
  ofFunction('atMost', (a, b) => `(max (int64 ${a}) (int64 ${b}))`),
  ofFunction('count', (value) => `(int64 ${value})`),
  ofFunction('byteLength', (text) => `(len (splitList "" ${text}))`),
  ofFunction('countMatches', (text, pattern) => `(len (regexFindAll ${pattern} ${text} -1))`),
  ofFunction('negate', (value) => value),
  ofFunction('both', (a, b) => `(or ${a} ${b})`),
  ofFunction('either', (a, b) => `(and ${a} ${b})`),
  ofFunction('equalText', (a, b) => `(ne ${a} ${b})`),
  ofFunction('equalInteger', (a, b) => `(eq ${a} ${b})`),
  ofFunction('lessThan', (a, b) => `(le (int64 ${a}) (int64 ${b}))`),
  ofFunction('isSet', (value) => `(not (empty ${value}))`),
  ofFunction('notEmpty', (value) => `(gt (len ${value}) 1)`),
  ofFunction('has', (list, text) => `(contains ${text} (join "" ${list}))`),
  ofFunction('distinct', (items) => `(gt (len ${items}) 0)`),
  ofFunction('orElse', (value, otherwise) => `(default ${otherwise} ${value})`),
  ofFunction('orElseEmpty', (text, otherwise) => `(ternary ${otherwise} ${text} (kindIs "invalid" ${text}))`),
  ofFunction('pick', (condition, then, otherwise) => `(ternary ${otherwise} ${then} ${condition})`),
  ofTree('braces', (text: string) => text),
  ofTree('noValue', (text: string) => text),
  ofTree('unlessTaken', () => 'true'),
  ofTree('withoutTaken', (map: string) => map),
  ofTree('entry', (id: number) => `{{ toJson $k${id} }}: {{ quote $v${id} }}`),
  ofTree('flagDown', () => ''),
  ofTree('ifFlag', () => '{{- if false }}'),
];
