import { isWellFormedText } from './well-formed-text';

/**
 * Plain data that many manifests hold: the spec of a claim, the limits of a course. It is frozen to the bottom, so what was
 * found out about it once (that it is plain, that it has the right shape, its text) stays true, and is kept with it.
 */
export interface Shared {
  /** Text by depth and style; see output. */
  readonly texts: (string | undefined)[];

  /** Shapes that it was found to have, each with the kind of the object it was found in; see checks. */
  readonly shapes: Map<object, string>;
}

const SHARED = Symbol('cdk8s-gpulab.shared');

/**
 * Freezes plain JSON data to the bottom and makes it shared. The value itself is returned. Data that is not plain (a Lazy that
 * a user gave, say) is returned as it is.
 */
export function share<T extends object>(value: T): T {
  return isPlain(value) ? freeze(value) : value;
}

function freeze<T extends object>(value: T): T {
  if (sharedOf(value)) return value;
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) freeze(member);
  Object.defineProperty(value, SHARED, { value: { texts: [], shapes: new Map() } satisfies Shared });
  return Object.freeze(value);
}

/** What is known about a shared value; undefined for any other. */
export function sharedOf(value: object): Shared | undefined {
  return (value as { [SHARED]?: Shared })[SHARED];
}

/**
 * Is a value plain JSON data: nothing that cdk8s would have to resolve (Lazy, tokens, unions) or refuse (class instances),
 * and nothing that no text can carry (infinite numbers, half a surrogate pair)?
 * Null and undefined count as plain; writers drop them as cdk8s does.
 */
export function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return isWellFormedText(value);
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || isPlainObject(value);
    default:
      return typeof value === 'boolean' || value === undefined;
  }
}

function isPlainObject(value: object): boolean {
  if (sharedOf(value)) return true;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlain(value[i])) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    // cdk8s loses a member of this name, and so do we.
    if (key === '__proto__' || !isPlain((value as { [key: string]: unknown })[key])) return false;
  }
  return true;
}
