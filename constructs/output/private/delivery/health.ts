import type { Wait } from '../../../core/releases/wait';
import { customKinds } from '../../../core/shapes/custom-kinds';
import { groupOf } from '../../../core/shapes/shapes';

/** When an object of a custom kind is what a release waits for. Engines ask this of every object of the kind. */
export interface Readiness {
  readonly apiVersion: string;
  readonly kind: string;

  /** One of the two is there. */
  readonly condition?: string;
  readonly field?: { readonly path: readonly string[]; readonly value: string };
}

/**
 * Argo CD and Flux judge objects by their kind, with an expression that they are given. So a wait can be said there if its kind is
 * a custom one that the library knows; built-in kinds they judge well themselves. Undefined for any other wait.
 */
export function readinessOf({ target: { resource }, _condition, _field }: Wait): Readiness | undefined {
  const known = customKinds().find(({ apiVersion, plural }) => `${plural}.${groupOf(apiVersion)}` === resource);
  if (known === undefined) return undefined;
  const { apiVersion, kind } = known;
  if (_condition !== undefined) return { apiVersion, kind, condition: _condition };
  const path = _field === undefined ? undefined : plainPath(_field.path);
  return path && { apiVersion, kind, field: { path, value: _field!.value } };
}

/** `.status.ceph.health`; anything more than names has no meaning that all three engines share. */
const PLAIN_PATH = /^(?:\.[A-Za-z_]\w*)+$/;

const plainPath = (path: string): readonly string[] | undefined =>
  PLAIN_PATH.test(path) ? path.slice(1).split('.') : undefined;

/** The waits of all, each kind once: engines have one expression a kind, and the first of a program's is taken. */
export function readinessByKind(waits: readonly Wait[]): Readiness[] {
  const byKind = new Map<string, Readiness>();
  for (const readiness of waits.flatMap((wait) => readinessOf(wait) ?? [])) {
    const key = `${groupOf(readiness.apiVersion)}/${readiness.kind}`;
    if (!byKind.has(key)) byKind.set(key, readiness);
  }
  return [...byKind.values()];
}
