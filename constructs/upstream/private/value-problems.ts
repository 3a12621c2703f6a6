import { keyOf, type Step } from '../../core/checks/private/key';
import { isMapping, type Mapping } from '../../core/private/mapping';
import { nearest } from '../../core/private/nearest';
import { quoted } from '../../core/private/visible';
import type { KeyNode } from './key-tree';

/** Something about values that the keys of the chart contradict, before it has a level. */
export interface ValueProblem {
  readonly kind: 'unknown' | 'type';
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** More keys than this are not listed in a hint. */
const MANY_KEYS = 12;
const RAW_KEY = 'a key that the chart reads all the same goes into rawValues';
const RAW_VALUE = 'a value that the chart takes all the same goes into rawValues';

/**
 * What is wrong with values by the keys of their chart. Null is right anywhere: it takes a default away. The
 * values are plain data (`plain-data.ts`).
 *
 * @param free paths below which the keys of the chart are not believed
 */
export function valueProblems(values: Mapping, root: KeyNode, free: ReadonlySet<string>): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const visit = (value: unknown, node: KeyNode, path: readonly Step[]): void => {
    if (value === null || value === undefined || node.types.length === 0 || free.has(keyOf(path))) return;
    const wrong = typeProblem(value, node.types);
    if (wrong) problems.push({ kind: 'type', key: keyOf(path), ...wrong });
    else if (isMapping(value)) {
      for (const [key, member] of Object.entries(value)) {
        const below = [...path, key];
        const child = node.keys.get(key);
        if (child) visit(member, child, below);
        else if (node.isClosed && member !== undefined && !free.has(keyOf(below)))
          problems.push(unknownKey(key, below, node, root));
      }
    }
  };
  visit(values, root, []);
  return problems;
}

function unknownKey(key: string, path: readonly Step[], parent: KeyNode, root: KeyNode): ValueProblem {
  const above = path.length > 1 ? `${keyOf(path.slice(0, -1))} has` : 'the chart has';
  return {
    kind: 'unknown',
    key: keyOf(path),
    message: `${above} no key ${quoted(key)}; Helm would ignore it in silence`,
    hint: hintFor(key, parent, root),
  };
}

function hintFor(key: string, parent: KeyNode, root: KeyNode): string {
  const near = nearest(key, parent.keys.keys());
  if (near !== undefined) return `did you mean "${near}"? ${RAW_KEY}`;
  const elsewhere = pathsOf(key, root);
  if (elsewhere.length === 1) return `did you mean ${keyOf(elsewhere[0])}? ${RAW_KEY}`;
  if (parent.keys.size === 0 || parent.keys.size > MANY_KEYS) return RAW_KEY;
  return `known: ${[...parent.keys.keys()].map((known) => keyOf([known])).join(', ')}; ${RAW_KEY}`;
}

/** Where in the tree a key of this name stands. */
function pathsOf(key: string, node: KeyNode, path: readonly string[] = []): string[][] {
  return [...node.keys].flatMap(([name, child]) => [
    ...(name === key ? [[...path, name]] : []),
    ...pathsOf(key, child, [...path, name]),
  ]);
}

interface Wrong {
  readonly message: string;
  readonly hint: string;
}

function typeProblem(value: unknown, types: readonly string[]): Wrong | undefined {
  if (types.some((type) => fits(value, type))) return undefined;
  return {
    message: `${wordFor(value)} where the chart wants ${types.map(wanted).join(' or ')}`,
    hint: hintOf(value, types),
  };
}

/** Does a value do for a type? A text that reads as a number does for a number, because templates print both alike. */
function fits(value: unknown, type: string): boolean {
  if (isEmpty(value) && /^(?:list|map)/.test(type)) return true;
  if (type.startsWith('"')) return value === JSON.parse(type);
  if (type === 'map') return isMapping(value);
  if (type === 'number') return typeof value === 'number' || isNumeric(value);
  if (type === 'list') return Array.isArray(value);
  if (type.startsWith('list of ')) return Array.isArray(value) && value.every((item) => isItem(item, type));
  return typeof value === type;
}

/** Nothing, in whichever brackets: templates find the same in both, and charts mix them up themselves. */
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Is an item of the right sort? Texts, numbers and booleans count as one: the chart's defaults are an example, not a rule. */
function isItem(item: unknown, type: string): boolean {
  if (item === null || item === undefined) return true;
  if (type === 'list of map') return isMapping(item);
  if (type === 'list of list') return Array.isArray(item);
  return typeof item !== 'object';
}

/** `3`, `0.5`, `25%`, `500m`, `16Gi`, `30s`; a template that the chart fills in may become anything. */
const isNumeric = (value: unknown): boolean =>
  typeof value === 'string' && (/^-?\d+(?:\.\d+)?(?:%|[A-Za-z]{1,3})?$/.test(value.trim()) || value.includes('{{'));

function wordFor(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (isMapping(value)) return 'a map';
  if (Array.isArray(value)) return 'a list';
  // Any other text may be a secret that went astray.
  return isSwitch(value as string) ? `the text ${quoted(value)}` : 'a text';
}

const WORDS: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  map: 'a map',
  'list of map': 'a list of maps',
  'list of list': 'a list of lists',
};
const wanted = (type: string): string => WORDS[type] ?? (type.startsWith('list of ') ? 'a list of scalars' : type);

const isSwitch = (text: string): boolean => /^(?:true|false|yes|no|on|off|0|1)$/i.test(text);

function hintOf(value: unknown, types: readonly string[]): string {
  if (types.includes('boolean') && typeof value === 'string')
    return 'write true or false without quotes: templates take every text that is not empty for true';
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return 'put it in quotes: YAML makes 1.1 of 1.10, and Helm prints large numbers as 2.024e+07';
  if (types.includes('list') && !Array.isArray(value)) return 'put it into a list';
  return RAW_VALUE;
}
