import type { Manifest } from '../../../../core/checks/check';
import { isDefinition } from '../local-chart';

const HOOK = 'helm.sh/hook';
const WEIGHT = 'helm.sh/hook-weight';
const INSTALLING = { before: ['pre-install', 'crd-install'], after: ['post-install'] } as const;

const hooksOf = ({ metadata }: Manifest): string[] | undefined => {
  const text: unknown = metadata?.annotations?.[HOOK];
  return typeof text === 'string' ? text.split(',').map((hook) => hook.trim()) : undefined;
};

const weightOf = ({ metadata }: Manifest): number => Number(metadata?.annotations?.[WEIGHT]) || 0;

/**
 * Objects in the order in which an install makes them: definitions, hooks before, all others, hooks after. Hooks of other
 * occasions only (upgrade, rollback, deletion, test) are left out: applied as plain objects they would run now, and some of them
 * clean up.
 *
 * The annotations stay: kubectl does not look at them, and Argo CD runs such objects as hooks of its own also when it reads plain
 * manifests.
 */
export function installOrder(manifests: readonly Manifest[]): Manifest[] {
  const isOf = (hooks: readonly string[]) => (manifest: Manifest) =>
    hooksOf(manifest)?.some((hook) => hooks.includes(hook)) === true;
  const [isBefore, isAfter] = [isOf(INSTALLING.before), isOf(INSTALLING.after)];
  // A stable sort: of one weight, helm's own order.
  const byWeight = (some: readonly Manifest[]) => [...some].sort((a, b) => weightOf(a) - weightOf(b));
  const plain = manifests.filter((manifest) => hooksOf(manifest) === undefined);
  return [
    ...plain.filter(isDefinition),
    ...byWeight(manifests.filter(isBefore)),
    ...plain.filter((manifest) => !isDefinition(manifest)),
    ...byWeight(manifests.filter((manifest) => isAfter(manifest) && !isBefore(manifest))),
  ];
}
