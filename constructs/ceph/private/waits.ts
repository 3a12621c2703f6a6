import { Duration } from 'cdk8s';
import { Wait } from '../../core/releases/wait';
import type { CephPool } from '../ceph-pools';
import type { Settings } from './settings';

/** Images are large, and disks are prepared one after the other. */
const CLUSTER_TIMEOUT = Duration.minutes(30);

/** The kinds are known, and the operator runs. */
export const operatorWaits = ({ operatorNamespace: namespace }: Settings): Wait[] => [
  Wait.definition('cephclusters.ceph.rook.io'),
  Wait.condition({ resource: 'deployment', name: 'rook-ceph-operator', namespace }, 'Available'),
];

/**
 * The cluster is up, and each of its parts can be used. Its health is not waited for: a clock that is off by a tenth of a second is
 * a warning, and would be waited for in vain.
 */
export function clusterWaits({ namespace, blockPools, filesystems, objectStores }: Settings): Wait[] {
  const ready = (plural: string, name: string): Wait => {
    const target = { resource: `${plural}.ceph.rook.io`, name, namespace };
    return Wait.field(target, '.status.phase', 'Ready', { timeout: CLUSTER_TIMEOUT });
  };
  const allReady = (plural: string, pools: readonly CephPool[]): Wait[] => pools.map(({ name }) => ready(plural, name));
  return [
    ready('cephclusters', namespace),
    ...allReady('cephblockpools', blockPools),
    ...allReady('cephfilesystems', filesystems),
    ...allReady('cephobjectstores', objectStores),
  ];
}
