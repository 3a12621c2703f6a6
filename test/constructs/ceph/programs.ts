import {
  type CephClusterProps,
  CephDevices,
  CephFailureDomain,
  CephNetwork,
  CephReclaimPolicy,
} from '../../../constructs/ceph';
import type { Manifest } from '../../../constructs/core/checks/check';
import { walk } from '../../../constructs/core/private/tree';
import { make, NODES, single } from './support';

/** Every option of the construct. */
const everything: Partial<CephClusterProps> = {
  nodes: [...NODES, 'worker4'],
  devices: CephDevices.byNode(Object.fromEntries([...NODES, 'worker4'].map((node) => [node, ['/dev/nvme1n1']]))),
  image: 'quay.io/ceph/ceph:v19.2.3',
  namespace: 'storage',
  operatorNamespace: 'rook',
  blockPools: [
    { name: 'fast', storageClass: 'fast', replicas: 2, failureDomain: CephFailureDomain.OSD, isDefaultClass: true },
  ],
  filesystems: [{ name: 'home', storageClass: 'home', reclaimPolicy: CephReclaimPolicy.RETAIN }],
  objectStores: [{ name: 'data', storageClass: 'data', erasureCoding: { dataChunks: 3, codingChunks: 1 } }],
  dashboard: false,
  dashboardSsl: false,
  toolbox: true,
  resources: {
    monitor: { cpu: '1', memory: '2Gi' },
    manager: { cpu: '1', memory: '2Gi' },
    disk: { cpu: '2', memory: '8Gi' },
    metadataServer: { cpu: '2', memory: '8Gi' },
    gateway: { cpu: '2', memory: '8Gi' },
  },
  network: CephNetwork.multus({ publicNetwork: 'storage', clusterNetwork: 'replication' }),
  toleratedTaints: ['nvidia.com/gpu'],
  encryptDisks: true,
  dataDirHostPath: '/data/rook',
  destroyDataOnDelete: 'yes-really-destroy-data',
};

/** Programs that between them use every option. */
export const PROGRAMS: { readonly [name: string]: Partial<CephClusterProps> } = {
  'the default': {},
  'a single node': single(),
  'every empty disk, network of the hosts': { devices: CephDevices.everyEmptyDisk(), network: CephNetwork.host() },
  'every option': everything,
};

/** The objects of custom kinds that the chart makes of the values. */
export const resourcesOf = (props: Partial<CephClusterProps>): Manifest[] =>
  walk(make(props).app).releases.flatMap(({ _customResources = [] }) =>
    _customResources.map(({ manifest }) => manifest),
  );

/** The plain objects of a program. */
export const objectsOf = (props: Partial<CephClusterProps>): Manifest[] =>
  walk(make(props).app).charts.flatMap((chart) => chart.toJson());
