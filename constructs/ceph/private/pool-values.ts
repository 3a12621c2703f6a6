import type { CephBlockPool, CephFilesystem, CephObjectStore, CephPool } from '../ceph-pools';
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
      ...blockPools.map((pool) => blockPoolValues(pool, settings, line)),
      ...(singleNode ? [managerPool(settings)] : []),
    ],
    cephFileSystems: filesystems.map((filesystem) => filesystemValues(filesystem, settings, line)),
    cephObjectStores: objectStores.map((store) => objectStoreValues(store, settings)),
  };
}

const blockPoolValues = (pool: CephBlockPool, settings: Settings, line: RookLine): object => ({
  name: pool.name,
  spec: copiesOf(pool, settings),
  storageClass: {
    ...volumeClass(pool),
    parameters: { imageFormat: '2', imageFeatures: 'layering', ...volumeParameters('rbd', settings, line) },
  },
});

/** The pool that the manager makes for itself, with 3 copies unless somebody says otherwise (rook: cluster-test.yaml). */
const managerPool = (settings: Settings): object => ({
  name: 'builtin-mgr',
  spec: { name: '.mgr', ...copiesOf({}, settings) },
  storageClass: { enabled: false },
});

/** One metadata server, and on several nodes one that stands by. */
const filesystemValues = (filesystem: CephFilesystem, settings: Settings, line: RookLine): object => ({
  name: filesystem.name,
  spec: {
    metadataPool: copiesOf(filesystem, settings),
    dataPools: [{ name: DATA_POOL, ...copiesOf(filesystem, settings) }],
    metadataServer: {
      activeCount: 1,
      activeStandby: !settings.singleNode,
      resources: daemonResources(settings.resources?.metadataServer, METADATA_SERVER),
      priorityClassName: 'system-cluster-critical',
    },
  },
  storageClass: {
    ...volumeClass(filesystem),
    pool: DATA_POOL,
    parameters: volumeParameters('cephfs', settings, line),
  },
});

const objectStoreValues = (store: CephObjectStore, settings: Settings): object => ({
  name: store.name,
  spec: {
    metadataPool: copiesOf(store, settings),
    dataPool: { ...(chunksOf(store, settings) ?? copiesOf(store, settings)), parameters: MUCH_DATA },
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
});

const DATA_POOL = 'data0';

/** Placement groups for much data from the start; the chart has it, too. */
const MUCH_DATA = { bulk: 'true' };

/** Resources that the chart gives. */
const METADATA_SERVER = { limits: { memory: '4Gi' }, requests: { cpu: '1000m', memory: '4Gi' } };
const GATEWAY = { limits: { memory: '2Gi' }, requests: { cpu: '1000m', memory: '1Gi' } };

/** With one copy Rook wants to hear that this is meant (facts: threek.md 5.4). */
function copiesOf(pool: Partial<CephPool>, settings: Settings): object {
  const size = replicasOf(pool, settings);
  return {
    failureDomain: failureDomainOf(pool, settings),
    replicated: size === 1 ? { size, requireSafeReplicaSize: false } : { size },
  };
}

function chunksOf(store: CephObjectStore, settings: Settings): object | undefined {
  if (!store.erasureCoding) return undefined;
  const { dataChunks, codingChunks } = store.erasureCoding;
  return { failureDomain: failureDomainOf(store, settings), erasureCoded: { dataChunks, codingChunks } };
}

const volumeClass = ({ storageClass, reclaimPolicy, isDefaultClass }: CephBlockPool | CephFilesystem): object => ({
  enabled: true,
  name: storageClass,
  isDefault: isDefaultClass === true,
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
