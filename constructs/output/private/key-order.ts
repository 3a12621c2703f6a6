/** Above this many keys the engine's own sort is faster than inserting one by one. */
const FEW_KEYS = 24;

/** How a JavaScript object keeps an integer-like key: first, and in numeric order, whatever the order of insertion. */
const INDEX = /^(?:0|[1-9]\d{0,9})$/;
const LARGEST_INDEX = 2 ** 32 - 2;
const DIGIT_NINE = 57;

/** The first keys of a Kubernetes object, as cdk8s orders them. */
const HEAD = ['apiVersion', 'kind', 'metadata'];

/** The keys of an object as cdk8s writes them: sorted or as given, integer-like keys first in either case. */
export function keysOf(object: object, sortKeys: boolean): string[] {
  const keys = Object.keys(object);
  if (!sortKeys) return keys;
  const from = indexCount(keys);
  if (keys.length > FEW_KEYS) {
    return from === 0 ? keys.sort() : [...keys.slice(0, from), ...keys.slice(from).sort()];
  }
  for (let i = from + 1; i < keys.length; i++) {
    const key = keys[i];
    let hole = i;
    while (hole > from && keys[hole - 1] > key) {
      keys[hole] = keys[hole - 1];
      hole--;
    }
    keys[hole] = key;
  }
  return keys;
}

/** The same for a whole document: a Kubernetes object begins with apiVersion, kind and metadata. */
export function documentKeysOf(document: object, sortKeys: boolean): string[] {
  const keys = keysOf(document, sortKeys);
  if (!('apiVersion' in document && 'kind' in document)) return keys;
  let to = indexCount(keys);
  // Each of them moves to its place, and those before it one place back.
  for (const key of HEAD) {
    const from = keys.indexOf(key);
    if (from < 0) continue;
    for (let i = from; i > to; i--) keys[i] = keys[i - 1];
    keys[to++] = key;
  }
  return keys;
}

/** How many integer-like keys stand in front. */
function indexCount(keys: string[]): number {
  let count = 0;
  while (count < keys.length && isIndex(keys[count])) count++;
  return count;
}

function isIndex(key: string): boolean {
  return key.charCodeAt(0) <= DIGIT_NINE && INDEX.test(key) && Number(key) <= LARGEST_INDEX;
}
