import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import {
  CephCluster,
  type CephClusterProps,
  CephDevices,
  CephFailureDomain,
  CephNetwork,
  CephReclaimPolicy,
} from '../../../constructs/ceph';
import { walk } from '../../../constructs/core/private/tree';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import { check } from '../core/checks/support';
import { good, make, NODES, ROOKS, single } from './support';

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

const programs: { readonly [name: string]: Partial<CephClusterProps> } = {
  'the default': {},
  'a single node': single(),
  'every empty disk, network of the hosts': { devices: CephDevices.everyEmptyDisk(), network: CephNetwork.host() },
  'every option': everything,
};

const resourcesOf = (props: Partial<CephClusterProps>) =>
  walk(make(props).app).releases.flatMap(({ _customResources = [] }) =>
    _customResources.map(({ manifest }) => manifest),
  );

describe.each(Object.entries(programs))('what the chart makes of the values passes its definitions: %s', (_, props) => {
  test.each(ROOKS)('Rook %s', (rookVersion) => {
    const manifests = resourcesOf({ ...props, rookVersion });
    expect(new Set(manifests.map(({ kind }) => kind))).toEqual(
      new Set(['CephCluster', 'CephBlockPool', 'CephFilesystem', 'CephObjectStore']),
    );
    expect(check(manifests, { target: '1.35' })).toEqual([]);
  });
});

describe('values over those of the construct', () => {
  const findingsOf = (values: object, rookVersion?: string) => {
    const { app, ceph } = make({ rookVersion });
    ceph.addClusterValues(values as { [key: string]: unknown });
    return app.check().filter(({ code }) => code.startsWith('GPULAB12'));
  };

  test('are checked against the definitions, and told where they stand', () => {
    expect(findingsOf({ cephClusterSpec: { mon: { cuont: 3 } } })).toMatchObject([
      {
        code: 'GPULAB1203',
        level: 'error',
        path: 'ceph/cluster',
        key: 'cephClusterSpec.mon.cuont',
        message: 'mon has no field cuont (CephCluster)',
        hint: 'did you mean "count"?',
      },
    ]);
    const pool = { name: 'x', spec: { replicated: { size: 'three' } }, storageClass: { enabled: false } };
    expect(findingsOf({ cephBlockPools: [pool] })).toMatchObject([
      { code: 'GPULAB1205', key: 'cephBlockPools[0].spec.replicated.size' },
    ]);
  });

  test('of another version of Rook: a warning, because its definitions are not known', () => {
    expect(findingsOf({ cephClusterSpec: { mon: { cuont: 3 } } }, 'v1.12.5')).toMatchObject([
      {
        level: 'warning',
        message: 'mon has no field cuont (CephCluster; this is known of version v1.20.6 of the chart)',
      },
    ]);
  });

  test('null takes a default away and is no value', () => {
    expect(findingsOf({ cephClusterSpec: { dashboard: null, resources: null } })).toEqual([]);
  });

  test.each([{ cephBlockPools: 5 }, { cephBlockPools: [null, 'x', []] }, { cephBlockPools: null }])(
    'lists that are none are left to the check of keys: %j',
    (values) => expect(findingsOf(values)).toEqual([]),
  );
});

test('a release of the chart that is no CephCluster is checked, too', () => {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  new UpstreamRelease(app, 'operator', { chart: UpstreamChart.ROOK_CEPH });
  new UpstreamRelease(app, 'cluster', {
    chart: UpstreamChart.ROOK_CEPH_CLUSTER,
    values: { cephClusterSpec: { storage: { useAllNode: true } } },
  });
  expect(app.check()).toMatchObject([{ code: 'GPULAB1203', key: 'cephClusterSpec.storage.useAllNode' }]);
});

test('a Kubernetes version that there are no shapes of is told once', () => {
  const app = new LabApp({ kubernetesVersion: '1.22' });
  new CephCluster(app, 'ceph', good({ rookVersion: 'v1.12.5' }));
  expect(app.check()).toHaveLength(1);
});
