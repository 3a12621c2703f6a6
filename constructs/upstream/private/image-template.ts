import { type Mapping, valueAt } from '../../core/private/mapping';

/** A part of a reference: fixed text, or a key of the values with what stands for it when it is not set. */
export type Atom = string | KeyAtom;

export interface KeyAtom {
  /** Path of the key, as `driver.repository`. */
  readonly key: string;
  readonly fallback: readonly Atom[];
}

/** What a template is evaluated with. */
export interface Given {
  readonly values: Mapping;

  /** Version of the cluster, as `1.28`. */
  readonly kubernetes: string;
}

/** Stands in a template for the version of the cluster: some charts take a tag from it. */
const KUBERNETES = '<kubernetes>';
const KEY = /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/;

export const isKey = (atom: Atom | undefined): atom is KeyAtom => typeof atom === 'object';

/** Reads `{driver.repository=nvcr.io/nvidia}/driver`. Undefined when it is not well formed. */
export function parseTemplate(text: string): Atom[] | undefined {
  const atoms: Atom[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const fixed = text.slice(at, open < 0 ? undefined : open);
    if (fixed.includes('}')) return undefined;
    if (fixed !== '') atoms.push(fixed);
    if (open < 0) break;
    const close = closing(text, open);
    const atom = close < 0 ? undefined : keyAtom(text.slice(open + 1, close));
    if (!atom) return undefined;
    atoms.push(atom);
    at = close + 1;
  }
  return atoms;
}

function keyAtom(text: string): KeyAtom | undefined {
  const equals = text.indexOf('=');
  const key = equals < 0 ? text : text.slice(0, equals);
  const fallback = equals < 0 ? [] : parseTemplate(text.slice(equals + 1));
  return KEY.test(key) && fallback ? { key, fallback } : undefined;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** What the parts come to. A key that is empty counts as not set, as it does in every chart. */
export function evaluate(atoms: readonly Atom[], given: Given): string {
  return atoms.map((atom) => (isKey(atom) ? textOfKey(atom, given) : fixedText(atom, given))).join('');
}

function textOfKey({ key, fallback }: KeyAtom, given: Given): string {
  const value = valueAt(given.values, key);
  // For conditions: some charts ask whether there is anything below a key.
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return 'true';
  const isSet = (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
  return isSet ? String(value) : evaluate(fallback, given);
}

const fixedText = (text: string, { kubernetes }: Given): string => text.replace(KUBERNETES, `${kubernetes}.0`);

export const dependsOnCluster = (atoms: readonly Atom[]): boolean =>
  atoms.some((atom) => (isKey(atom) ? dependsOnCluster(atom.fallback) : atom.includes(KUBERNETES)));

/** Every key, those of fallbacks included. */
export const keysOf = (atoms: readonly Atom[]): string[] =>
  atoms.flatMap((atom) => (isKey(atom) ? [atom.key, ...keysOf(atom.fallback)] : []));
