import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../cli/finding';

/** Namespace of a release that names none. */
export const DEFAULT_NAMESPACE = 'default';

interface Manifest {
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

interface Place {
  readonly name: string;
  readonly namespace: string;
}

/** A warning when a namespace was chosen for a release and none of its objects goes there; namespaces that it makes are meant. */
export function elsewhere({ name, namespace }: Place, manifests: readonly Manifest[], file?: string): Finding[] {
  const made = manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata?.name);
  const used = [...new Set(manifests.flatMap(({ metadata }) => metadata?.namespace ?? []))].sort();
  const isMeant = namespace === DEFAULT_NAMESPACE || used.some((one) => one === namespace || made.includes(one));
  if (isMeant || used.length === 0) return [];
  const message = `release ${name} is for the namespace ${namespace}, and its objects go to ${used.join(', ')}`;
  const hint = 'the chart takes the namespace from its values, as student-workload from NameSpace: give it there';
  return [commandError('GPULAB4113', message, { level: 'warning' as Finding['level'], file, hint })];
}
