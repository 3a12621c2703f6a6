import { App, Testing } from 'cdk8s';
import { LabApp } from 'cdk8s-gpulab';
import { describe, expect, test } from 'vitest';
import { LabChart } from '../../../constructs/core';
import {
  InfinibandNetwork,
  LabUserNamespace,
  type LabUserNamespaceProps,
  type NamespaceOptions,
  PodSecurityLevel,
  QuotaProfile,
  StorageClaim,
} from '../../../constructs/lab';
import { chart, findingsOf, manifestsOf, ofKind, plainSite, site, told } from './campus';

const student = { site, uid: 'test01', mail: 'test01@test.lthpc.com' };

const made = (options: Partial<LabUserNamespaceProps> = {}): LabUserNamespace =>
  new LabUserNamespace(chart(), 'namespace', { ...student, ...options });

describe('the namespace of a student', () => {
  test('is nine objects', () => {
    const user = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'test01@test.lthpc.com' };
    const claim = (name: string, storage: string, storageClassName: string) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'test01' },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage } }, storageClassName },
    });
    expect(manifestsOf(made())).toEqual([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'test01' } },
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'quota-cpu-mem-gpu-pvc', namespace: 'test01' },
        spec: { hard: { ...QuotaProfile.student().hard } },
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'user-ns-binding', namespace: 'test01' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
        subjects: [user],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'clusterrole-user-pv-test01' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'clusterrole-user-pv' },
        subjects: [user],
      },
      claim('pvc-nfshome-test01', '2T', 'nfs-users'),
      claim('gfs-sata-pvc-test01', '10T', 'kadalu.gfs-sata-users'),
      claim('gfs-sata-share-pvc-test01', '10T', 'kadalu.gfs-sata-share'),
      claim('gfs-nvme-pvc-share-test01', '1T', 'kadalu.gfs-nvme-share'),
      {
        apiVersion: 'mellanox.com/v1alpha1',
        kind: 'IPoIBNetwork',
        metadata: { name: 'ipoibnetwork-test01' },
        spec: { networkNamespace: 'test01', master: 'ibs121', ipam: expect.any(String) },
      },
    ]);
  });

  test('has an address plan that is JSON text', () => {
    const [network] = ofKind(made(), 'IPoIBNetwork');
    expect(JSON.parse(network.spec.ipam)).toEqual({
      type: 'whereabouts',
      datastore: 'kubernetes',
      kubernetes: { kubeconfig: '/etc/cni/net.d/whereabouts.d/whereabouts.kubeconfig' },
      range: '192.168.0.0/16',
      log_file: '/var/log/whereabouts.log',
      log_level: 'info',
      gateway: '192.168.0.1',
    });
  });

  test('has four objects on a site without storage, cluster roles and InfiniBand', () => {
    expect(manifestsOf(made({ site: plainSite })).map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ResourceQuota',
      'RoleBinding',
    ]);
  });

  test('has the quota that is given', () => {
    const [quota] = ofKind(made({ quota: QuotaProfile.of({ gpus: 2 }) }), 'ResourceQuota');
    expect(quota.spec).toEqual({ hard: { 'requests.nvidia.com/gpu': '2' } });
  });

  test('can have pod security labels, and only those that are given', () => {
    const podSecurity = { enforce: PodSecurityLevel.BASELINE, audit: PodSecurityLevel.RESTRICTED, warn: undefined };
    expect(ofKind(made({ podSecurity }), 'Namespace')[0].metadata.labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
    });
    for (const none of [{}, { enforce: undefined }]) {
      expect(ofKind(made({ podSecurity: none }), 'Namespace')[0].metadata).toStrictEqual({ name: 'test01' });
    }
  });

  test('can have a LimitRange, with what is given and no more', () => {
    const limits = { cpu: '4', memory: '8Gi' };
    const specOf = (options: NamespaceOptions) => ofKind(made(options), 'LimitRange')[0].spec.limits;
    expect(specOf({ limits })).toEqual([{ type: 'Container', default: limits }]);
    expect(specOf({ limits: { ...limits, requestCpu: '1', maxMemory: '64Gi' } })).toEqual([
      { type: 'Container', default: limits, defaultRequest: { cpu: '1' }, max: { memory: '64Gi' } },
    ]);
  });

  test('can be closed to all but itself and name resolution', () => {
    const [policy] = ofKind(made({ isolation: {} }), 'NetworkPolicy');
    expect(policy).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: 'test01' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: {} }] }],
        egress: [
          { to: [{ podSelector: {} }] },
          {
            to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
            ports: [
              { port: 53, protocol: 'UDP' },
              { port: 53, protocol: 'TCP' },
            ],
          },
        ],
      },
    });
  });

  test('can be opened for a network and a namespace', () => {
    const isolation = {
      ingressCidrs: ['10.1.0.0/16'],
      ingressNamespaces: ['ingress-nginx'],
      egressCidrs: ['fd00::/8'],
    };
    const { ingress, egress } = ofKind(made({ isolation }), 'NetworkPolicy')[0].spec;
    expect(ingress).toEqual([
      {
        from: [
          { podSelector: {} },
          { ipBlock: { cidr: '10.1.0.0/16' } },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } },
        ],
      },
    ]);
    expect(egress[2]).toEqual({ to: [{ ipBlock: { cidr: 'fd00::/8' } }] });
  });

  test('leaves what the user gave unfrozen', () => {
    const isolation = { ingressCidrs: ['10.1.0.0/16'] };
    const limits = { cpu: '4', memory: '8Gi' };
    made({ isolation, limits });
    expect([isolation, isolation.ingressCidrs, limits].some(Object.isFrozen)).toBe(false);
  });
});

describe('impossible props of a namespace', () => {
  const refused = (options: Partial<LabUserNamespaceProps>): string[] => {
    const namespace = made(options);
    expect(manifestsOf(namespace)).toEqual([]);
    return told(findingsOf(namespace));
  };

  test('are told all at once, with the path of the construct, and no object is made', () => {
    const namespace = made({ uid: 'Test_01', mail: 'nobody', limits: { cpu: 'x', memory: '1Gi' } });
    expect(manifestsOf(namespace)).toEqual([]);
    expect(findingsOf(namespace)).toMatchObject([
      { level: 'error', code: 'GPULAB2010', path: 'chart/namespace', key: 'uid' },
      { level: 'error', code: 'GPULAB2020', path: 'chart/namespace', key: 'mail' },
      { level: 'error', code: 'GPULAB2201', path: 'chart/namespace', key: 'limits.cpu' },
    ]);
  });

  test('a uid of more than 63 characters is one', () => {
    const uid = 'a'.repeat(64);
    expect(refused({ uid })).toEqual([`GPULAB2011 uid "${uid}" has 64 characters, 63 are allowed`]);
  });

  test('a namespace that the site reserves is one', () => {
    expect(refused({ uid: 'admin-helm' })).toEqual(['GPULAB2012 uid "admin-helm" is a reserved namespace']);
  });

  test('a uid with "-" is a warning, and everything is made', () => {
    const namespace = made({ uid: 'test-01' });
    expect(findingsOf(namespace)).toMatchObject([{ level: 'warning', code: 'GPULAB2014' }]);
    expect(manifestsOf(namespace)).toHaveLength(9);
  });

  test('limits that contradict each other are one', () => {
    const limits = { cpu: '4', memory: '8Gi', requestCpu: '4500m', requestMemory: '8Gi', maxCpu: '2', maxMemory: '8G' };
    expect(refused({ limits })).toEqual([
      'GPULAB2216 limits.requestCpu 4500m is more than limits.cpu 4',
      'GPULAB2216 limits.cpu 4 is more than limits.maxCpu 2',
      'GPULAB2216 limits.memory 8Gi is more than limits.maxMemory 8G',
    ]);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/08', '10.0.0.0/8/8', 'campus'])(
    'the range %s is one',
    (cidr) => {
      expect(refused({ isolation: { ingressCidrs: [cidr] } })).toEqual([
        `GPULAB2203 isolation.ingressCidrs "${cidr}" is not a range of addresses, as "10.0.0.0/8"`,
      ]);
    },
  );
});

describe('under a plain cdk8s App', () => {
  test('errors come out as failed validations', () => {
    const app = Testing.app();
    new LabUserNamespace(new LabChart(app, 'wang'), 'namespace', { ...student, uid: 'Wang' });
    expect(() => app.synth()).toThrow(/\[wang\/namespace\] error GPULAB2010 uid "Wang" has upper-case letters\n/);
  });

  test('so does Testing.synth of the one chart', () => {
    const one = new LabChart(Testing.app(), 'wang');
    new LabUserNamespace(one, 'namespace', { ...student, uid: 'Wang' });
    expect(() => Testing.synth(one)).toThrow(/GPULAB2010/);
  });

  test('warnings do not stop it', () => {
    const one = new LabChart(Testing.app(), 'wang');
    new LabUserNamespace(one, 'namespace', { ...student, uid: 'wang-1' });
    expect(Testing.synth(one)).toHaveLength(9);
  });
});

test('under a LabApp an error is told once, with the line that made the construct', () => {
  const app = new LabApp();
  new LabUserNamespace(new LabChart(app, 'wang'), 'namespace', { ...student, uid: 'Wang' });
  const found = app.check().filter(({ level }) => level === 'error');
  expect(found).toMatchObject([
    { code: 'GPULAB2010', path: 'wang/namespace', file: expect.stringMatching(/lab-user-namespace\.test\.ts$/) },
  ]);
});

describe('a storage claim beside those of the site', () => {
  const props = { namespace: 'wang', name: 'imagenet', storageClass: 'nfs', size: '300G' };

  test('is one object', () => {
    expect(manifestsOf(new StorageClaim(chart(), 'data', props))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'imagenet', namespace: 'wang' },
        spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '300G' } }, storageClassName: 'nfs' },
      },
    ]);
  });

  test('of impossible props is refused, all of them at once', () => {
    const claim = new StorageClaim(chart(), 'data', { namespace: 'W', name: 'a_b', storageClass: '', size: '0' });
    expect(manifestsOf(claim)).toEqual([]);
    expect(findingsOf(claim).map(({ code, key }) => `${code} ${key}`)).toEqual([
      'GPULAB2203 namespace',
      'GPULAB2203 name',
      'GPULAB2203 storageClass',
      'GPULAB2201 size',
    ]);
  });
});

describe('an InfiniBand network of one more namespace', () => {
  test('is one cluster-scoped object', () => {
    const network = new InfinibandNetwork(chart(), 'network', { site, namespace: 'projects' });
    expect(network.name).toBe('ipoibnetwork-projects');
    expect(manifestsOf(network)).toMatchObject([{ metadata: { name: network.name }, spec: { master: 'ibs121' } }]);
  });

  test('needs a site that has InfiniBand', () => {
    const network = new InfinibandNetwork(chart(), 'network', { site: plainSite, namespace: 'projects' });
    expect(told(findingsOf(network))).toEqual(['GPULAB2210 the site has no infiniband']);
    expect(manifestsOf(network)).toEqual([]);
  });
});

test('a chart below a plain App and below a LabApp has the same objects', () => {
  const objects = (app: App) => {
    const one = new LabChart(app, 'wang');
    new LabUserNamespace(one, 'namespace', student);
    return one.toJson();
  };
  expect(objects(new LabApp())).toEqual(objects(new App()));
});
