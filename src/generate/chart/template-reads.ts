/** What templates read of the values, as a tree of keys. */
export interface Reads {
  /** Is it read itself, and not only keys below it? Then what is given may go on as a whole. */
  isWhole: boolean;
  readonly keys: Map<string, Reads>;
}

export const noReads = (): Reads => ({ isWhole: false, keys: new Map() });

/** Adds a path to a tree. */
export function addRead(reads: Reads, path: readonly string[], isWhole: boolean): void {
  let at = reads;
  for (const key of path) {
    const next = at.keys.get(key) ?? noReads();
    at.keys.set(key, next);
    at = next;
  }
  at.isWhole ||= isWhole;
}

/** Adds all of another tree. */
export function addReads(reads: Reads, others: Reads): void {
  reads.isWhole ||= others.isWhole;
  for (const [key, other] of others.keys) {
    const mine = reads.keys.get(key) ?? noReads();
    reads.keys.set(key, mine);
    addReads(mine, other);
  }
}

/** Of a list of dotted paths, one a line. How they are read it does not say. */
export function listedReads(text: string): Reads {
  const reads = noReads();
  for (const line of text.split('\n'))
    if (line.trim() !== '' && !line.startsWith('#')) addRead(reads, line.trim().split('.'), true);
  return reads;
}

const ACTION = /\{\{(?!-?\s*\/\*)-?([\s\S]*?)-?\}\}/g;
const PATH = /\.Values((?:\.[A-Za-z_]\w*)*)/g;
/** `index .Values.a "b" "c"`, for keys that are no identifiers. */
const INDEX = /\bindex\s+\(?\s*[$\w.]*\.Values((?:\.\w+)*)\s*\)?((?:\s+"[^"\\]+")+)/g;
/** A condition looks whether something is there, and passes nothing on. */
const CONDITION = /^\s*(?:else\s+)?if\b/;

/**
 * Of templates: every path that is written out, as `.Values.a.b`, `$.Values.a.b` and `index .Values "a" "b"`. What `with` and
 * `range` make of a dot is not followed: there the map counts as read whole, so that its keys stay free.
 */
export function templateReads(templates: readonly string[]): Reads {
  const reads = noReads();
  for (const template of templates) {
    for (const [, action] of template.matchAll(ACTION)) {
      const isWhole = !CONDITION.test(action);
      for (const [, path] of action.matchAll(PATH)) if (path !== '') addRead(reads, path.slice(1).split('.'), isWhole);
      for (const [, path, keys] of action.matchAll(INDEX)) {
        const more = [...keys.matchAll(/"([^"]+)"/g)].map(([, key]) => key);
        addRead(reads, [...path.split('.').slice(1), ...more], isWhole);
      }
    }
  }
  return reads;
}
