import { Lazy } from 'cdk8s';

/** What cdk8s does with the fields of an object; it does not see those of a branch. */
export function resolved(value: any): unknown {
  if (value instanceof Lazy) return resolved(value.produce());
  return typeof value?.resolve === 'function' ? value.resolve() : value;
}

export function isPlainObject(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** For messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? `an object of class ${value.constructor?.name}` : `a ${typeof value}`;
}
