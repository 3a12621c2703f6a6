import type { CephObjectStore, CephPool } from '../ceph-pools';
import { daemonResources } from './daemon-resources';
import { publishesWithSecret, type RookLine } from './rook-line';
import { failureDomainOf, replicasOf, type Settings } from './settings';

/**
 * Pools as the rook-ceph-cluster chart wants them. They are lists, which Helm does not merge: what is not written here is not
 * there, whatever the chart's own values say. Names and figures are theirs (v1.12.5 to v1.20.6).
 */
export function poolValues(settings: Settings, line: RookLine): object {
  const { blockPools, filesystems, objectStores, singleNode } = settings;
  return {
    cephBlockPools: [
      ...blockPools.map((pool) => ({
        name: pool.name,
        spec: dataPool(pool, settings),
        storageClass: {
          ...volumeClass(pool, pool.isDefaultClass),
          parameters: { imageFormat: '2', imageFeatures: 'layering', ...volumeParameters('rbd', settings, line) },
        },
      })),
      ...(singleNode ? [managerPool(settings)] : []),
    ],
    cephFileSystems: filesystems.map((filesystem) => ({
      name: filesystem.name,
      spec: {
        metadataPool: dataPool(filesystem, settings),
        dataPools: [{ name: DATA_POOL, ...dataPool(filesystem, settings) }],
        metadataServer: {
          activeCount: 1,
          activeStandby: !singleNode,
          resources: daemonResources(settings.resources?.metadataServer, METADATA_SERVER),
          priorityClassName: 'system-cluster-critical',
        },
      },
      storageClass: {
        ...volumeClass(filesystem, filesystem.isDefaultClass),
        pool: DATA_POOL,
        parameters: volumeParameters('cephfs', settings, line),
      },
    })),
    cephObjectStores: objectStores.map((store) => ({
      name: store.name,
      spec: {
        metadataPool: dataPool(store, settings),
        dataPool: bucketPool(store, settings),
        preservePoolsOnDelete: true,
        gateway: {
          port: 80,
          instances: 1,
          resources: daemonResources(settings.resources?.gateway, GATEWAY),
          priorityClassName: 'system-cluster-critical',
        },
      },
      storageClass: {
        enabled: true,
        name: store.storageClass,
        reclaimPolicy: store.reclaimPolicy ?? 'Delete',
        volumeBindingMode: 'Immediate',
        parameters: { region: 'us-east-1' },
      },
    })),
  };
}

const DATA_POOL = 'data0';
const METADATA_SERVER = { limits: { memory: '4Gi' }, requests: { cpu: '1000m', memory: '4Gi' } };
const GATEWAY = { limits: { memory: '2Gi' }, requests: { cpu: '1000m', memory: '1Gi' } };

/** With one copy Rook wants to hear that this is meant (facts: threek.md 5.4). */
function dataPool(pool: CephPool, settings: Settings): object {
  const size = replicasOf(pool, settings);
  return {
    failureDomain: failureDomainOf(pool, settings),
    replicated: size === 1 ? { size, requireSafeReplicaSize: false } : { size },
  };
}

/** `bulk`: room for much data from the start, as the chart has it. */
function bucketPool(store: CephObjectStore, settings: Settings): object {
  const { erasureCoding } = store;
  const parameters = { bulk: 'true' };
  if (!erasureCoding) return { ...dataPool(store, settings), parameters };
  const { dataChunks, codingChunks } = erasureCoding;
  return { failureDomain: failureDomainOf(store, settings), erasureCoded: { dataChunks, codingChunks }, parameters };
}

/** The pool that the manager makes for itself, with 3 copies unless somebody says otherwise (rook: cluster-test.yaml). */
const managerPool = (settings: Settings): object => ({
  name: 'builtin-mgr',
  spec: { name: '.mgr', ...dataPool({ name: '', storageClass: '' }, settings) },
  storageClass: { enabled: false },
});

const volumeClass = ({ storageClass, reclaimPolicy }: CephPool, isDefault = false): object => ({
  enabled: true,
  name: storageClass,
  isDefault,
  reclaimPolicy: reclaimPolicy ?? 'Delete',
  allowVolumeExpansion: true,
  volumeBindingMode: 'Immediate',
});

/** Secrets that Rook makes in the namespace of the cluster, by the step of a volume's life that reads them. */
function volumeParameters(driver: 'rbd' | 'cephfs', { namespace }: Settings, line: RookLine): object {
  const controller = ['provisioner', 'controller-expand', ...(publishesWithSecret(line) ? ['controller-publish'] : [])];
  const secrets = [
    ...controller.map((step) => [step, `rook-csi-${driver}-provisioner`]),
    ['node-stage', `rook-csi-${driver}-node`],
  ];
  return Object.fromEntries([
    ...secrets.flatMap(([step, secret]) => [
      [`csi.storage.k8s.io/${step}-secret-name`, secret],
      [`csi.storage.k8s.io/${step}-secret-namespace`, namespace],
    ]),
    ['csi.storage.k8s.io/fstype', 'ext4'],
  ]);
}
