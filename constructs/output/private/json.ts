import { documentKeysOf, keysOf } from './key-order';
import { UnwritableError, unwritableValues } from './unwritable';
import type { DocumentStyle } from './yaml';

/**
 * Kubernetes objects as one JSON file: always a List, whatever their number, so that a reader finds the objects in `items`
 * and kubectl takes the file as it is. Keys are in the order of the YAML files, and null members are left out as there.
 */
export function jsonFileOf(objects: readonly object[], style: DocumentStyle): string {
  const unwritable = unwritableValues(objects);
  if (unwritable.length > 0) throw new UnwritableError(unwritable);
  const items = objects.map((object) => ordered(object, documentKeysOf(object, style.sortKeys), style));
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2)}\n`;
}

type Members = { [key: string]: unknown };

function ordered(object: object, keys: readonly string[], style: DocumentStyle): Members {
  const members: Members = {};
  for (const key of keys) {
    const value = (object as Members)[key];
    if (value === null || value === undefined) continue;
    // Defined, not assigned: `__proto__` is a key like any other.
    Object.defineProperty(members, key, { value: copyOf(value, style), enumerable: true });
  }
  return members;
}

function copyOf(value: unknown, style: DocumentStyle): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item ?? null, style));
  return ordered(value, keysOf(value, style.sortKeys), style);
}
