import { ensure } from '../../core/private/ensure';
import { quoted } from '../../core/private/visible';

/**
 * The keys of a chart's values as text, one a line, children indented by two blanks:
 *
 *     # gpu-operator v26.7.0
 *     driver
 *       enabled boolean = true
 *       kernelModuleType "auto"|"open"|"proprietary" = "auto"
 *       env list of map
 *       resources map
 *     extraObjects any
 *     "a key.of strange form" string|number
 *
 * A key without a type is a map that has the keys below it and no others. `map` is a map that may have any keys; those below it
 * are the known ones. A text in quotes is one of few texts that are allowed. `any` is all that is not known. What stands behind
 * ` = ` is the default as JSON; one that is long, or may be a secret, is left out. Lines that begin with `#` say where the text
 * is from.
 */

/** What may stand at a key: one of these, or a text in quotes (JSON). */
export type KeyType = string;

/** A key of a chart's values, or the whole of them. */
export interface KeyNode {
  /** Alternatives; none: anything may stand there. */
  readonly types: readonly KeyType[];

  /** Known keys below it. */
  readonly keys: ReadonlyMap<string, KeyNode>;

  /** Is it a map that has no keys but those below it? */
  readonly isClosed: boolean;

  /** What the chart says when nobody gives a value. */
  readonly default?: unknown;
}

/** A line that is none of such a text. */
export interface StrangeLine {
  readonly line: number;
  readonly text: string;
}

/** A text of keys, read. */
export interface KeyTree {
  readonly root: KeyNode;
  readonly strange?: StrangeLine;
}

/** A map that has no other keys than those below it. */
const CLOSED: readonly KeyType[] = ['map'];

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const PLAIN_KEY = '[A-Za-z_][\\w-]*';
const TYPE = `(?:${QUOTED}|list of (?:string|number|boolean|list|map)|string|number|boolean|list|map)`;
const LINE = new RegExp(`^( *)(${PLAIN_KEY}|${QUOTED})(?: (any|${TYPE}(?:\\|${TYPE})*))?(?: = (.+))?$`);
const TYPES = new RegExp(TYPE, 'g');
const INDENT = 2;

/** A key as it is written in such a text. */
export const keyText = (key: string): string => (new RegExp(`^${PLAIN_KEY}$`).test(key) ? key : quoted(key));

/** A node while its children are being read. */
interface Draft extends KeyNode {
  readonly keys: Map<string, KeyNode>;
}

/** Reads a text of keys. A line that is none ends the reading, and is told. */
export function readKeyTree(text: string): KeyTree {
  const root: Draft = { types: CLOSED, keys: new Map(), isClosed: true };
  const open: Draft[] = [root];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const read = nodeOf(line);
    const parent = read && open[read.depth];
    if (!parent || parent.keys.has(read.key)) return { root, strange: { line: index + 1, text: line } };
    parent.keys.set(read.key, read.node);
    open.length = read.depth + 1;
    if (read.node.types.includes('map')) open.push(read.node);
  }
  return { root };
}

function nodeOf(line: string): { readonly depth: number; readonly key: string; readonly node: Draft } | undefined {
  const [, indent, key, type, given] = LINE.exec(line) ?? [];
  if (key === undefined || indent.length % INDENT !== 0) return undefined;
  try {
    const node: Draft = {
      types: type === undefined ? CLOSED : ensure(alternatives, type, () => type.match(TYPES) as string[]),
      keys: new Map(),
      isClosed: type === undefined,
      ...(given === undefined ? {} : { default: JSON.parse(given) }),
    };
    return { depth: indent.length / INDENT, key: key.startsWith('"') ? JSON.parse(key) : key, node };
  } catch {
    return undefined;
  }
}

/** Of thousands of keys nearly all have one of a few types. */
const alternatives = new Map<string, readonly KeyType[]>([['any', []]]);
