import { nanosOf } from '../../core/private/quantity';
import { warning } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import type { CephDaemonResources, CephResources } from '../ceph-resources';

/** Least memory by daemon, in MB as Rook counts them. Source: rook/rook v1.20.6, pkg/operator/ceph/cluster/{mon,mgr,osd}. */
const LEAST_MEGABYTES: { readonly [daemon: string]: number } = { monitor: 1024, manager: 512, disk: 2048 };

const DAEMONS = ['monitor', 'manager', 'disk', 'metadataServer', 'gateway'] as const;

/** What is wrong with the resources of daemons. */
export function resourceRules(rules: Rules, resources: CephResources): void {
  if (!rules.object('resources', resources)) return;
  for (const daemon of DAEMONS) {
    const given = resources[daemon];
    if (given !== undefined && rules.object(`resources.${daemon}`, given)) daemonRules(rules, daemon, given);
  }
}

function daemonRules(rules: Rules, daemon: string, { cpu, memory }: CephDaemonResources): void {
  const key = `resources.${daemon}.memory`;
  rules.quantity(`resources.${daemon}.cpu`, cpu);
  rules.quantity(key, memory);
  const least = LEAST_MEGABYTES[daemon];
  if (least === undefined || typeof memory !== 'string') return;
  const nanos = nanosOf(memory);
  // Rook's MB has 1024 x 1024 bytes (pkg/util/display).
  if (nanos === undefined || nanos <= 0n || nanos >= nanosOf(`${least}Mi`)!) return;
  const message = `${key} is ${memory}; Rook recommends ${least}Mi at least`;
  rules.problems.push(warning('GPULAB2608', message, key));
}
