import { describe, expect, test } from 'vitest';
import { CephDevices, CephFailureDomain, CephNetwork, CephReclaimPolicy } from '../../../constructs/ceph';
import { LabChart } from '../../../constructs/core';
import { walk } from '../../../constructs/core/private/tree';
import { StorageClaim } from '../../../constructs/lab';
import { clusterValuesOf, make, NODES, ROOKS, single, valuesOf } from './support';

const storageOf = (devices: CephDevices): any => clusterValuesOf({ devices }).cephClusterSpec.storage;
const names = NODES.map((name) => ({ name }));

describe('disks', () => {
  test('every empty one of the named nodes: not of all nodes', () => {
    expect(storageOf(CephDevices.everyEmptyDisk())).toEqual({ useAllNodes: false, useAllDevices: true, nodes: names });
  });

  test.each([
    ['name', CephDevices.matching('^nvme[1-9]n1$'), { deviceFilter: '^nvme[1-9]n1$' }],
    ['path', CephDevices.matchingPath('^/dev/disk/by-path/.*$'), { devicePathFilter: '^/dev/disk/by-path/.*$' }],
  ])('by %s: the switch for all of them is taken back, which is on in the chart', (_, devices, filter) => {
    expect(storageOf(devices)).toEqual({ useAllNodes: false, useAllDevices: false, nodes: names, ...filter });
  });

  test('listed for each node', () => {
    const disk = '/dev/disk/by-id/nvme-1';
    const devices = CephDevices.byNode({ worker1: [disk], worker2: ['sdb', 'sdc'], worker3: ['/dev/sdb'] });
    expect(storageOf(devices)).toEqual({
      useAllNodes: false,
      useAllDevices: false,
      nodes: [
        { name: 'worker1', devices: [{ name: disk }] },
        { name: 'worker2', devices: [{ name: 'sdb' }, { name: 'sdc' }] },
        { name: 'worker3', devices: [{ name: '/dev/sdb' }] },
      ],
    });
  });

  test('encrypted on request', () => {
    expect(clusterValuesOf().cephClusterSpec.storage).not.toHaveProperty('config');
    const { storage } = clusterValuesOf({ encryptDisks: true }).cephClusterSpec;
    expect(storage.config).toEqual({ encryptedDevice: 'true' });
  });
});

describe('pools', () => {
  test('three copies on hosts of their own; the object store cuts its data into 2 + 1', () => {
    const { cephBlockPools, cephFileSystems, cephObjectStores } = clusterValuesOf();
    const copies = { failureDomain: 'host', replicated: { size: 3 } };
    expect(cephBlockPools.map(({ spec }: any) => spec)).toEqual([copies]);
    expect(cephFileSystems[0].spec).toMatchObject({ metadataPool: copies, dataPools: [{ name: 'data0', ...copies }] });
    expect(cephObjectStores[0].spec).toMatchObject({
      metadataPool: copies,
      dataPool: { failureDomain: 'host', erasureCoded: { dataChunks: 2, codingChunks: 1 } },
    });
  });

  test("the user's own replace those of the library", () => {
    const values = clusterValuesOf({
      blockPools: [
        { name: 'fast', storageClass: 'fast', replicas: 2, reclaimPolicy: CephReclaimPolicy.RETAIN },
        { name: 'disks', storageClass: 'disks', failureDomain: CephFailureDomain.OSD, isDefaultClass: true },
      ],
      filesystems: [],
      objectStores: [{ name: 'models', storageClass: 'models', replicas: 2 }],
    });
    expect(values.cephBlockPools).toMatchObject([
      { name: 'fast', spec: { failureDomain: 'host', replicated: { size: 2 } }, storageClass: { isDefault: false } },
      { name: 'disks', spec: { failureDomain: 'osd', replicated: { size: 3 } }, storageClass: { isDefault: true } },
    ]);
    expect(values.cephBlockPools[0].storageClass.reclaimPolicy).toBe('Retain');
    expect(values.cephBlockPools[1].storageClass.reclaimPolicy).toBe('Delete');
    expect(values.cephFileSystems).toEqual([]);
    expect(values.cephObjectStores).toMatchObject([
      { name: 'models', spec: { dataPool: { replicated: { size: 2 } } } },
    ]);
  });

  test.each(ROOKS)('classes name the secrets of the cluster, since lists are not merged: Rook %s', (rookVersion) => {
    const { cephBlockPools, cephFileSystems } = clusterValuesOf({ rookVersion, namespace: 'storage' });
    const parameters = { ...cephBlockPools[0].storageClass.parameters };
    expect(parameters).toMatchObject({
      imageFormat: '2',
      imageFeatures: 'layering',
      'csi.storage.k8s.io/fstype': 'ext4',
    });
    const steps = Object.keys(parameters).filter((key) => key.endsWith('-secret-name'));
    for (const step of steps) expect(parameters[step.replace(/name$/, 'namespace')]).toBe('storage');
    const publish = rookVersion === 'v1.12.5' ? [] : ['controller-publish'];
    expect(steps.map((step) => step.replace(/^.*\/(.*)-secret-name$/, '$1'))).toEqual([
      'provisioner',
      'controller-expand',
      ...publish,
      'node-stage',
    ]);
    expect(parameters['csi.storage.k8s.io/node-stage-secret-name']).toBe('rook-csi-rbd-node');
    expect(cephFileSystems[0].storageClass.parameters['csi.storage.k8s.io/provisioner-secret-name']).toBe(
      'rook-csi-cephfs-provisioner',
    );
  });

  test('the classes can be referred to, and the construct has their names', () => {
    const { app, ceph } = make({ filesystems: [{ name: 'home', storageClass: 'home' }] });
    expect([ceph.blockStorageClass, ceph.fileStorageClass, ceph.bucketStorageClass]).toEqual([
      'ceph-block',
      'home',
      'ceph-bucket',
    ]);
    const claims = new LabChart(app, 'claims');
    const claim = (storageClass: string) =>
      new StorageClaim(claims, storageClass, { namespace: 'lab', name: storageClass, storageClass, size: '1Gi' });
    for (const name of ['ceph-block', 'home', 'ceph-bucket']) claim(name);
    expect(app.check()).toEqual([]);
    claim('ceph-filesystem');
    expect(app.check()).toMatchObject([{ path: 'claims/ceph-filesystem/claim' }]);
  });
});

describe('a single node', () => {
  test('tells Ceph that one copy is meant, and has one metadata server', () => {
    const values = clusterValuesOf(single());
    expect(values.configOverride.split('\n')).toContain('osd_pool_default_size = 1');
    expect(values.cephFileSystems[0].spec.metadataServer).toMatchObject({ activeCount: 1, activeStandby: false });
  });

  test('several nodes get no such settings', () => {
    const values = clusterValuesOf();
    expect(values).not.toHaveProperty('configOverride');
    expect(values.cephFileSystems[0].spec.metadataServer).toMatchObject({ activeCount: 1, activeStandby: true });
    expect(JSON.stringify(values)).not.toContain('requireSafeReplicaSize');
    expect(JSON.stringify(values)).not.toContain('builtin-mgr');
  });
});

describe('versions of Rook', () => {
  test('the v in front may be left out', () => {
    const { app } = make({ rookVersion: '1.19.10' });
    expect(walk(app).releases.map(({ _source }) => _source.version)).toEqual(['v1.19.10', 'v1.19.10']);
  });

  test("the drivers' chart gets what Rook tells its users to pass", () => {
    expect(valuesOf(make())['ceph-csi-drivers']).toEqual({
      operatorConfig: {
        namespace: 'rook-ceph',
        driverSpecDefaults: {
          imageSet: { name: 'rook-csi-operator-image-set-configmap' },
          nodePlugin: { priorityClassName: 'system-node-critical' },
          controllerPlugin: { priorityClassName: 'system-cluster-critical' },
        },
      },
      drivers: {
        rbd: { enabled: true, name: 'rook-ceph.rbd.csi.ceph.com' },
        cephfs: { enabled: true, name: 'rook-ceph.cephfs.csi.ceph.com' },
        nfs: { enabled: false, name: 'rook-ceph.nfs.csi.ceph.com' },
        nvmeof: { enabled: false, name: 'rook-ceph.nvmeof.csi.ceph.com' },
      },
    });
  });

  test('definitions come with the operator, whose namespace is the prefix of provisioners', () => {
    const made = make({ namespace: 'storage', operatorNamespace: 'rook' });
    const values = valuesOf(made);
    expect(values['rook-ceph'].crds).toEqual({ enabled: true });
    expect(values['rook-ceph-cluster'].operatorNamespace).toBe('rook');
    expect(values['ceph-csi-drivers'].drivers.rbd.name).toBe('rook.rbd.csi.ceph.com');
    const namespaces = walk(made.app).releases.map(({ releaseName, namespace }) => [releaseName, namespace]);
    expect(Object.fromEntries(namespaces)).toEqual({
      'rook-ceph': 'rook',
      'ceph-csi-drivers': 'rook',
      'rook-ceph-cluster': 'storage',
    });
  });

  test('taints are tolerated by daemons and drivers, wherever the version has the keys', () => {
    const toleratedTaints = ['nvidia.com/gpu'];
    const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists' }];
    const current = valuesOf(make({ toleratedTaints }));
    expect(current['rook-ceph']).toMatchObject({
      tolerations,
      'ceph-csi-operator': { controllerManager: { tolerations } },
    });
    expect(current['rook-ceph-cluster'].toolbox).toMatchObject({ tolerations });
    expect(current['rook-ceph']).not.toHaveProperty('csi');
    expect(current['rook-ceph-cluster'].cephClusterSpec.placement.all).toMatchObject({ tolerations });
    const { rbd, cephfs } = current['ceph-csi-drivers'].drivers;
    const pods = { nodePlugin: { tolerations }, controllerPlugin: { tolerations } };
    expect([rbd, cephfs]).toMatchObject([pods, pods]);
    const old = valuesOf(make({ toleratedTaints, rookVersion: 'v1.18.8' }));
    expect(old['rook-ceph']).not.toHaveProperty('ceph-csi-operator');
    expect(old['rook-ceph'].csi).toEqual({ pluginTolerations: tolerations, provisionerTolerations: tolerations });
  });

  test('drivers run on every node: what holds the daemons to nodes with the label does not hold them', () => {
    for (const rookVersion of ROOKS) {
      const { 'rook-ceph-cluster': _, ...others } = valuesOf(make({ rookVersion }));
      expect(JSON.stringify(others)).not.toMatch(/affinity/i);
    }
  });

  test('the image of the user is that of the toolbox, too', () => {
    const image = 'registry.example.edu:5000/ceph:v19.2.3@sha256:'.padEnd(110, '0');
    const [, digest] = image.split('@');
    const current = clusterValuesOf({ image, toolbox: true });
    expect(current.cephImage).toEqual({ repository: 'registry.example.edu:5000/ceph', tag: `v19.2.3@${digest}` });
    expect(current.toolbox).toEqual({ enabled: true });
    const old = clusterValuesOf({ image, toolbox: true, rookVersion: 'v1.18.8' });
    expect(old.cephClusterSpec.cephVersion).toEqual({ image });
    expect(old.toolbox).toEqual({ enabled: true, image });
  });
});

describe('options', () => {
  test('dashboard, network and folder', () => {
    const { cephClusterSpec } = clusterValuesOf({
      dashboardSsl: false,
      network: CephNetwork.multus({ publicNetwork: 'kube-system/storage', clusterNetwork: 'replication' }),
      dataDirHostPath: '/data/rook',
    });
    expect(cephClusterSpec).toMatchObject({
      dashboard: { enabled: true, ssl: false },
      network: { provider: 'multus', selectors: { public: 'kube-system/storage', cluster: 'replication' } },
      dataDirHostPath: '/data/rook',
    });
    expect(clusterValuesOf({ network: CephNetwork.host() }).cephClusterSpec.network).toEqual({ provider: 'host' });
    const plain = clusterValuesOf({ dashboard: false }).cephClusterSpec;
    expect(plain.dashboard.enabled).toBe(false);
    expect(plain).not.toHaveProperty('network');
  });

  test('resources: those that are given, the others stay those of the chart', () => {
    const small = { cpu: '500m', memory: '2Gi' };
    const values = clusterValuesOf({ resources: { disk: small, metadataServer: small } });
    const expected = { limits: { memory: '2Gi' }, requests: { cpu: '500m', memory: '2Gi' } };
    expect(values.cephClusterSpec.resources).toEqual({ osd: expected });
    expect(values.cephFileSystems[0].spec.metadataServer.resources).toEqual(expected);
    expect(values.cephObjectStores[0].spec.gateway.resources.requests.memory).toBe('1Gi');
  });

  test("values over the construct's own", () => {
    const made = make();
    made.ceph.addClusterValues({ cephClusterSpec: { mgr: { count: 1 } } });
    made.ceph.addOperatorValues({ logLevel: 'DEBUG' });
    const values = valuesOf(made);
    expect(values['rook-ceph-cluster'].cephClusterSpec.mgr).toEqual({ count: 1, allowMultiplePerNode: false });
    expect(values['rook-ceph']).toMatchObject({ logLevel: 'DEBUG', crds: { enabled: true } });
  });
});

describe('data is not destroyed by accident', () => {
  test('the text that Rook wants to read is nowhere', () => {
    for (const rookVersion of ROOKS) {
      const made = make({ rookVersion });
      expect(JSON.stringify(valuesOf(made))).not.toContain('really');
      expect(clusterValuesOf({ rookVersion }).cephClusterSpec.cleanupPolicy).toEqual({ confirmation: '' });
    }
  });

  test('with it the cluster is made, and a warning says what that means', () => {
    const destroyDataOnDelete = 'yes-really-destroy-data';
    const made = make({ destroyDataOnDelete });
    expect(made.app.check()).toMatchObject([{ code: 'GPULAB2610', level: 'warning', path: 'ceph' }]);
    expect(valuesOf(made)['rook-ceph-cluster'].cephClusterSpec.cleanupPolicy.confirmation).toBe(destroyDataOnDelete);
  });

  test('namespaces outlive the release that they are in, and let pods work on disks', () => {
    const { app } = make({ namespace: 'storage', operatorNamespace: 'rook' });
    const manifests = walk(app).charts.flatMap((chart) => chart.toJson());
    expect(manifests).toMatchObject(
      ['rook', 'storage'].map((name) => ({
        kind: 'Namespace',
        metadata: {
          name,
          labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
          annotations: { 'helm.sh/resource-policy': 'keep' },
        },
      })),
    );
    expect(walk(make().app).charts.flatMap((chart) => chart.toJson())).toHaveLength(1);
  });
});
