import { keyOf, type Step } from '../../core/checks/private/key';
import { hasMarker } from '../../core/values/private/marker';

/** Something among values that no values file can hold. */
export interface NoPlainData {
  readonly key: string;
  readonly message: string;
}

/**
 * What in values is no plain data: text, finite numbers, booleans, null, lists and maps. A reference to a value of a chart, a Lazy
 * and any other object would need somebody who resolves it, and values of a release are written as they are.
 */
export function noPlainData(values: unknown): NoPlainData[] {
  const found: NoPlainData[] = [];
  const above = new Set<object>();
  const visit = (value: unknown, path: readonly Step[]): void => {
    const message = wrongWith(value, above);
    if (message !== undefined) found.push({ key: keyOf(path), message });
    else if (typeof value === 'object' && value !== null) {
      above.add(value);
      if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
      else visitMembers(value, path);
      above.delete(value);
    }
  };
  const visitMembers = (value: object, path: readonly Step[]): void => {
    const members = Object.entries(value);
    if (members.some(([key]) => hasMarker(key))) found.push({ key: keyOf(path), message: `holds ${REFERENCE}` });
    else for (const [key, member] of members) visit(member, [...path, key]);
  };
  visit(values, []);
  return found;
}

const REFERENCE = 'a reference to a value of a chart';

function wrongWith(value: unknown, above: ReadonlySet<object>): string | undefined {
  switch (typeof value) {
    case 'string':
      return hasMarker(value) ? `holds ${REFERENCE}` : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `is ${value}`;
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : wrongWithObject(value, above);
    default:
      return `is a ${typeof value}`;
  }
}

function wrongWithObject(value: object, above: ReadonlySet<object>): string | undefined {
  if (above.has(value)) return 'holds itself';
  if (Array.isArray(value)) return undefined;
  const prototype: object | null = Object.getPrototypeOf(value);
  // Also for objects of another realm, such as a test runner's.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name: unknown = prototype.constructor?.name;
  return typeof name === 'string' && name !== '' ? `is an object of the class ${name}` : 'is an object of a class';
}
