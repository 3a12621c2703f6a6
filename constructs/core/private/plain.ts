/** In every Node that we run on; not yet in the language level that jsii compiles for. */
const isWellFormed: (this: string) => boolean = (String.prototype as any).isWellFormed;

/**
 * Is a value plain JSON data: nothing that cdk8s would have to resolve (Lazy, tokens, unions) or refuse (class instances),
 * and nothing that no text can carry (infinite numbers, half a surrogate pair)?
 * Null and undefined count as plain; writers drop them as cdk8s does.
 */
export function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return isWellFormed.call(value);
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || isPlainObject(value);
    default:
      return typeof value === 'boolean' || value === undefined;
  }
}

function isPlainObject(value: object): boolean {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlain(value[i])) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) if (!isPlain((value as { [key: string]: unknown })[key])) return false;
  return true;
}
