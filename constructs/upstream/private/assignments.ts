import { valueAt } from '../../core/private/mapping';
import { type Atom, evaluate, type Given, isKey, type KeyAtom } from './image-template';

/** New values of keys. Undefined: the keys cannot make the text. */
export type Assignments = ReadonlyMap<string, string> | undefined;

/**
 * What keys must hold so that the parts come to another text. The first key takes what is new, so that `nvcr.io/nvidia` becomes
 * `registry.lab/mirror/nvcr.io/nvidia` and the name beside it stays. Where the end of the text is new, too, the last key takes its
 * last part.
 * @param isShared do other images use the key, too? Then one that is the image's own is better.
 */
export function assign(
  atoms: readonly Atom[],
  text: string,
  given: Given,
  isShared: (key: string) => boolean,
): Assignments {
  const first = atoms.findIndex(isKey);
  const last = atoms.map(isKey).lastIndexOf(true);
  if (first < 0) return evaluate(atoms, given) === text ? new Map() : undefined;
  const before = evaluate(atoms.slice(0, first), given);
  const after = evaluate(atoms.slice(last + 1), given);
  if (!text.startsWith(before) || !text.endsWith(after) || text.length <= before.length + after.length)
    return undefined;
  const inner = text.slice(before.length, text.length - after.length);
  const rest = evaluate(atoms.slice(first + 1, last + 1), given);
  const set = (atom: Atom, value: string) => settings(atom as KeyAtom, value, given, isShared);
  if (inner.endsWith(rest) && inner.length > rest.length)
    return new Map(set(atoms[first], inner.slice(0, inner.length - rest.length)));
  if (last - first > 2 || first === last) return undefined;
  const slash = inner.lastIndexOf('/');
  if (slash < 0) return undefined;
  // Where the template has no slash between the two, one of them has it.
  const isJoined = last - first === 2;
  const own = evaluate([atoms[first]], given).endsWith('/') && !isJoined;
  const other = !isJoined && !own;
  return new Map([
    ...set(atoms[first], inner.slice(0, own ? slash + 1 : slash)),
    ...set(atoms[last], inner.slice(other ? slash : slash + 1)),
  ]);
}

/** Sets one of the keys that can stand for each other, and takes away those which would win over it. */
function settings(atom: KeyAtom, value: string, given: Given, isShared: (key: string) => boolean): [string, string][] {
  const chain = chainOf(atom);
  const own = chain.findIndex((key) => !isShared(key));
  const chosen = own < 0 ? 0 : own;
  const winners = chain.slice(0, chosen).filter((key) => valueAt(given.values, key));
  return [...winners.map((key): [string, string] => [key, '']), [chain[chosen], value]];
}

function chainOf({ key, fallback }: KeyAtom): string[] {
  const [next, ...others] = fallback;
  return isKey(next) && others.length === 0 ? [key, ...chainOf(next)] : [key];
}
