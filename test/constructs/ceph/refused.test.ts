import { App, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import {
  CephCluster,
  type CephClusterProps,
  CephDevices,
  CephFailureDomain,
  CephNetwork,
} from '../../../constructs/ceph';
import { LabChart } from '../../../constructs/core';
import { walk } from '../../../constructs/core/private/tree';
import { StorageClaim } from '../../../constructs/lab';
import { codesOf, good, make, NODES, single } from './support';

const pool = { name: 'fast', storageClass: 'fast' };
const messages = (props: Partial<CephClusterProps>): string[] =>
  make(props)
    .app.check()
    .map(({ message }) => message);

test.each([
  ['10 Gi', 'did you mean "10Gi"?'],
  ['10GB', 'did you mean "10G"?'],
  ['much', undefined],
  ['-1 Gi', undefined],
])('an amount of %j has the hint %j', (memory, hint) => {
  const [finding] = make({ resources: { disk: { cpu: '1', memory } } }).app.check();
  expect({ code: finding.code, hint: finding.hint }).toEqual({ code: 'GPULAB2201', hint });
});

describe('more copies than places', () => {
  test('of hosts: both numbers are named', () => {
    const blockPools = [{ ...pool, replicas: 4 }];
    expect(make({ blockPools }).app.check()).toMatchObject([
      {
        code: 'GPULAB2601',
        key: 'blockPools[0].replicas',
        message: 'fast keeps 4 copies on hosts of their own; nodes: 3',
        hint: 'name more nodes, or keep fewer',
      },
    ]);
  });

  test('chunks of erasure coding need a place each, too', () => {
    const objectStores = [{ ...pool, erasureCoding: { dataChunks: 4, codingChunks: 2 } }];
    expect(messages({ objectStores })).toEqual(['fast keeps 6 chunks on hosts of their own; nodes: 3']);
    const sixNodes = [...NODES, 'a', 'b', 'c'];
    expect(messages({ objectStores, nodes: sixNodes })).toEqual([]);
  });

  test('of disks: where they are listed', () => {
    const blockPools = [{ ...pool, replicas: 4, failureDomain: CephFailureDomain.OSD }];
    const devices = CephDevices.byNode({ worker1: ['sdb'], worker2: ['sdb'], worker3: ['sdb'] });
    expect(messages({ blockPools, devices })).toEqual([
      'fast keeps 4 copies on disks of their own; disks that are listed: 3',
    ]);
    expect(messages({ blockPools })).toEqual([]);
  });
});

describe('a single node', () => {
  test('is one', () => {
    expect(messages({ singleNode: true })).toEqual(['singleNode is for 1 node; 3 nodes are given']);
    expect(codesOf(single({ nodes: [] }))).toEqual(['GPULAB2602 nodes']);
  });

  test('keeps one copy of everything', () => {
    const erasureCoding = { dataChunks: 2, codingChunks: 1 };
    const objectStores = [{ name: 'store', storageClass: 'store', erasureCoding }];
    expect(codesOf(single({ blockPools: [{ ...pool, replicas: 3 }], objectStores }))).toEqual([
      'GPULAB2602 blockPools[0].replicas',
      'GPULAB2602 objectStores[0].erasureCoding',
    ]);
    expect(codesOf(single({ blockPools: [{ ...pool, replicas: 1 }] }))).toEqual([]);
  });

  test('alone may do with one copy', () => {
    expect(messages({ blockPools: [{ ...pool, replicas: 1 }] })).toEqual([
      'blockPools[0].replicas is 1: a whole number from 2 to 10 is wanted',
    ]);
  });
});

describe('disks', () => {
  const why = (devices: CephDevices) => make({ devices }).app.check()[0]?.message;

  test.each(['nvme1n1', '^nvme', 'sdb$', '^sda|sdb$', '^(sda)|sdb$', '^sd[|]$|b', '^sdb\\$'])(
    'a pattern that is not bound at both ends is refused: %s',
    (pattern) => {
      expect(why(CephDevices.matching(pattern))).toContain('is not bound at both ends');
      expect(why(CephDevices.matchingPath(pattern))).toContain('is not bound at both ends');
    },
  );

  test.each(['^sd[b-z]$', '^(sda|sdb)$', '^sda$|^sdb$', '^sd[|]$', '^nvme\\d+n1$', '^sd\\|$'])(
    'a pattern that is bound is none: %s',
    (pattern) => expect(why(CephDevices.matching(pattern))).toBeUndefined(),
  );

  test.each(['^sd(?!a)$', '^(?<=x)sd$', '^(s)d\\1$'])('Go has no such pattern: %s', (pattern) => {
    expect(why(CephDevices.matching(pattern))).toContain('what regular expressions of Go have not');
  });

  test.each(['^sd[$', '^(sd$', '^*$'])('no pattern at all: %s', (pattern) => {
    expect(why(CephDevices.matching(pattern))).toContain('is no regular expression');
  });

  test.each([
    ['nvme1n1', '"^nvme1n1$"'],
    ['^sda|sdb$', '"^(?:sda|sdb)$"'],
    ['^sd[$', 'CephDevices.byNode'],
  ])('the hint for %s has a pattern that is right', (pattern, wanted) => {
    const [{ hint }] = make({ devices: CephDevices.matching(pattern) }).app.check();
    expect(hint).toContain(wanted);
  });

  test('a pattern of paths begins at /dev', () => {
    expect(why(CephDevices.matchingPath('^sd.$'))).toContain('matches no path below /dev');
    expect(why(CephDevices.matchingPath('^/dev/sd[b-z]$'))).toBeUndefined();
  });

  test('lists are for nodes of the cluster, and each of these has one', () => {
    const devices = CephDevices.byNode({ worker1: ['sdb'], worker2: [], wroker3: ['sdb'] });
    expect(make({ devices }).app.check()).toMatchObject([
      {
        code: 'GPULAB2603',
        key: 'devices.wroker3',
        message: 'devices.wroker3 is none of nodes',
        hint: 'did you mean "worker3"?',
      },
      { code: 'GPULAB2603', key: 'devices.worker2', message: 'devices.worker2 has no disks' },
      { code: 'GPULAB2603', key: 'devices', message: 'node "worker3" has no disks' },
    ]);
  });

  test.each(['', '/', '/dev/', '../sdb', '/dev/../etc', '/etc/passwd', 'sd b', '/dev//sdb', 'sdb\n', '$(reboot)'])(
    'is no disk: %j',
    (disk) =>
      expect(codesOf(single({ devices: CephDevices.byNode({ worker1: [disk] }) }))).toEqual([
        'GPULAB2203 devices.worker1[0]',
      ]),
  );

  test('one disk by two names of the kernel is there twice', () => {
    const devices = CephDevices.byNode({ worker1: ['sdb', '/dev/sdb'] });
    expect(codesOf(single({ devices }))).toEqual(['GPULAB2204 devices.worker1']);
  });

  test('nodes by names of Object.prototype are nodes like others', () => {
    const nodes = ['constructor', 'tostring', 'valueof'];
    expect(messages({ nodes, devices: CephDevices.byNode({ tostring: ['sdb'], valueof: ['sdb'] }) })).toEqual([
      'node "constructor" has no disks',
    ]);
  });
});

describe('versions', () => {
  test.each(['1.20', 'v2.0.0', '1.11.9', 'v1.21.0', 'latest', '', '1.20.6-rc.0'])(
    'of Rook, not known: %j',
    (rookVersion) => {
      expect(codesOf({ rookVersion })).toEqual(['GPULAB2604 rookVersion']);
    },
  );

  test.each([
    ['v1.20.6', '1.28', 'Rook v1.20.6 is for Kubernetes 1.31 to 1.36; kubernetesVersion of the app is 1.28'],
    ['v1.19.10', '1.36', 'Rook v1.19.10 is for Kubernetes 1.30 to 1.35; kubernetesVersion of the app is 1.36'],
    ['v1.18.8', 'v1.28.15', 'Rook v1.18.8 is for Kubernetes 1.29 to 1.34; kubernetesVersion of the app is v1.28.15'],
    ['v1.20.6', '1.31', undefined],
    ['v1.12.5', '1.28', undefined],
  ])('Rook %s on Kubernetes %s', (rookVersion, kubernetesVersion, message) => {
    const app = new LabApp({ kubernetesVersion });
    new CephCluster(app, 'ceph', good({ rookVersion }));
    // A version that this library does not know yet is a warning besides.
    expect(app.check().filter(({ level }) => level === 'error')).toMatchObject(
      message === undefined ? [] : [{ code: 'GPULAB2605', key: 'rookVersion', message }],
    );
  });

  test('the hint names lines that are for the version of the app', () => {
    const app = new LabApp({ kubernetesVersion: '1.28' });
    new CephCluster(app, 'ceph', good());
    expect(app.check()[0].hint).toBe(
      'take a rookVersion of 1.17, 1.16, 1.15, 1.14, 1.13, 1.12, or give the LabApp the version of the cluster',
    );
  });

  test('a plain cdk8s App has no version, and errors are failed validations of it', () => {
    const app = new App();
    new CephCluster(app, 'ceph', good());
    expect(app.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
    const bad = Testing.app();
    new CephCluster(bad, 'ceph', good({ nodes: ['a'] }));
    expect(bad.node.findAll().flatMap(({ node }) => node.validate())[0]).toContain('GPULAB2601');
  });
});

describe('everything at once', () => {
  const nothing = undefined as any;
  const bad: CephClusterProps = {
    nodes: ['Worker1', 'worker 2', 'x', 'x'],
    devices: CephDevices.matching('nvme'),
    singleNode: 'no' as any,
    rookVersion: 'v3',
    image: 'quay.io/ceph/ceph',
    namespace: 'Rook',
    operatorNamespace: '',
    blockPools: [
      { name: 'A', storageClass: 'a_b', replicas: 2.5, failureDomain: 'rack' as any, isDefaultClass: true },
      nothing,
    ],
    filesystems: [{ name: 'fs', storageClass: 'fs', isDefaultClass: true, reclaimPolicy: 'Recycle' as any }],
    objectStores: [{ name: 'o', storageClass: 'fs', erasureCoding: { dataChunks: 1, codingChunks: 0 } }],
    resources: { disk: { cpu: '0', memory: 'much' }, monitor: nothing, gateway: 'large' as any },
    network: CephNetwork.multus({ publicNetwork: 'a/b/c' }),
    toleratedTaints: ['a', 'a', 'b c'],
    dataDirHostPath: '/var/../etc',
    destroyDataOnDelete: 'yes',
  };

  test('every bad prop is told, and nothing is installed', () => {
    const { app } = make(bad);
    expect(app.check().map(({ code, key }) => `${code} ${key}`)).toEqual([
      'GPULAB2217 singleNode',
      'GPULAB2203 nodes[0]',
      'GPULAB2203 nodes[1]',
      'GPULAB2204 nodes',
      'GPULAB2603 devices',
      'GPULAB2604 rookVersion',
      'GPULAB2203 namespace',
      'GPULAB2203 operatorNamespace',
      'GPULAB2203 image',
      'GPULAB2203 blockPools[0].name',
      'GPULAB2203 blockPools[0].storageClass',
      'GPULAB2203 blockPools[0].failureDomain',
      'GPULAB2202 blockPools[0].replicas',
      'GPULAB2217 blockPools[1]',
      'GPULAB2203 filesystems[0].reclaimPolicy',
      'GPULAB2202 objectStores[0].erasureCoding.dataChunks',
      'GPULAB2202 objectStores[0].erasureCoding.codingChunks',
      'GPULAB2204 storageClass',
      'GPULAB2606 isDefaultClass',
      'GPULAB2201 resources.disk.cpu',
      'GPULAB2201 resources.disk.memory',
      'GPULAB2217 resources.gateway',
      'GPULAB2203 network.publicNetwork',
      'GPULAB2203 toleratedTaints[2]',
      'GPULAB2204 toleratedTaints',
      'GPULAB2203 dataDirHostPath',
      'GPULAB2609 destroyDataOnDelete',
    ]);
    expect(walk(app)).toMatchObject({ releases: [], charts: [] });
  });

  test.each([
    'nodes',
    'devices',
    'blockPools',
    'filesystems',
    'objectStores',
    'resources',
    'network',
    'toleratedTaints',
    'image',
    'namespace',
  ])('a program in plain JavaScript gives a number as %s', (prop) => {
    const found = codesOf({ [prop]: 5 });
    expect(found).toContain(`GPULAB2217 ${prop}`);
  });

  test.each(['nodes', 'devices'])('a program in plain JavaScript gives no %s', (prop) => {
    expect(codesOf({ [prop]: undefined })).toContain(`GPULAB2217 ${prop}`);
  });

  test('a claim of a class of a cluster with an error is no second error', () => {
    const { app, ceph } = make({ dataDirHostPath: 'var' });
    const chart = new LabChart(app, 'claims');
    new StorageClaim(chart, 'c', { namespace: 'lab', name: 'c', storageClass: ceph.blockStorageClass, size: '1Gi' });
    expect(app.check().map(({ code }) => code)).toEqual(['GPULAB2203']);
  });

  test('a claim of a class that the cluster does not make is one', () => {
    const { app, ceph } = make({ filesystems: [] });
    const chart = new LabChart(app, 'claims');
    new StorageClaim(chart, 'c', { namespace: 'lab', name: 'c', storageClass: ceph.fileStorageClass, size: '1Gi' });
    expect(app.check()[0].message).toContain('ceph-filesystem');
  });
});

test('names that pools have in Ceph are there once', () => {
  const filesystems = [{ name: 'fast', storageClass: 'files' }];
  expect(messages({ filesystems, blockPools: [{ ...pool, name: 'fast-data0' }] })).toEqual([
    'pool "fast-data0" is given twice',
  ]);
  expect(messages(single({ blockPools: [{ ...pool, name: 'builtin-mgr' }] }))).toEqual([
    'pool "builtin-mgr" is given twice',
  ]);
});

test('memory below what Rook recommends is a warning', () => {
  const resources = { disk: { cpu: '1', memory: '2047Mi' }, manager: { cpu: '1', memory: '512Mi' } };
  expect(make({ resources }).app.check()).toMatchObject([
    {
      level: 'warning',
      code: 'GPULAB2608',
      message: 'resources.disk.memory is 2047Mi; Rook recommends 2048Mi at least',
    },
  ]);
});
