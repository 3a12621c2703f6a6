import type { Wait } from '../../../core/releases/wait';
import { customKindsOf } from '../../../core/shapes/custom-kinds';
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
function readinessOf({ target: { resource }, _condition, _field }: Wait): Readiness | undefined {
  const known = customKindsOf(groupIn(resource)).find(({ plural }) => resource.startsWith(`${plural}.`));
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

/** What an engine can be told of waits, and what it cannot. */
export interface Told {
  readonly readiness: readonly Readiness[];
  readonly untold: readonly Wait[];
}

/** Each kind once: engines have one expression a kind, so a second one is not told. */
export function toldTo(waits: readonly Wait[]): Told {
  const byKind = new Map<string, Readiness>();
  const untold: Wait[] = [];
  for (const wait of waits) {
    const readiness = readinessOf(wait);
    const key = readiness && JSON.stringify([groupOf(readiness.apiVersion), readiness.kind]);
    if (key === undefined) untold.push(...(isCustom(wait) ? [wait] : []));
    else if (!byKind.has(key)) byKind.set(key, readiness!);
    else if (JSON.stringify(byKind.get(key)) !== JSON.stringify(readiness)) untold.push(wait);
  }
  return { readiness: [...byKind.values()], untold };
}

/** `clusterpolicies.nvidia.com` -> `nvidia.com`. */
const groupIn = (resource: string): string => resource.split('.').slice(1).join('.');

/** Built-in kinds have short groups (`deployments.apps`) or those of Kubernetes itself. */
function isCustom({ target: { resource } }: Wait): boolean {
  const group = groupIn(resource);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** What is left to the reader of the file, as comments on top of it. */
export const untoldText = (engine: string, { untold }: Told): string =>
  untold
    .map(
      ({ target, expression }) => `# ${engine} does not wait for ${expression} of ${target.resource} ${target.name}\n`,
    )
    .join('');
