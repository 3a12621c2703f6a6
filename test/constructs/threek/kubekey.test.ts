import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Inventory } from '../../../constructs/inventory';
import {
  InstallSecret,
  type KubeKeyClusterProps,
  KubeKeyContainerManager,
  KubeKeyLoadBalancer,
  KubeKeyNetworkPlugin,
  KubeKeyVersion,
} from '../../../constructs/threek';
import { expand } from '../../../constructs/threek/private/kubekey/range';
import { strictProblems } from './strict-kubekey';
import { codesOf, HOSTS, kubeKey, outputOf, told, X } from './support';

const { V3_0, V3_1 } = KubeKeyVersion;

const written = (props: Partial<KubeKeyClusterProps> = {}): any => {
  const { app, cluster } = kubeKey(props);
  const { files, findings } = outputOf(app);
  expect(findings).toEqual([]);
  return parse(files[`# ${cluster.configFile}`]);
};

const roles = (props: Partial<KubeKeyClusterProps['roleGroups']>): Partial<KubeKeyClusterProps> => ({
  roleGroups: { ...X.roleGroups, ...props },
});

const ALL_MASTERS = { controlPlane: ['master[1:3]'] };

describe('fact 1: config X', () => {
  const document = written();

  test('is a Cluster of v1alpha2 with six hosts', () => {
    expect(document).toMatchObject({ apiVersion: 'kubekey.kubesphere.io/v1alpha2', kind: 'Cluster' });
    expect(document.spec.hosts).toHaveLength(6);
  });

  test('has roleGroups as a sibling of hosts', () => {
    expect(Object.keys(document.spec).slice(0, 2)).toEqual(['hosts', 'roleGroups']);
    expect(document.spec.hosts.roleGroups).toBeUndefined();
  });

  test('names in its groups only hosts that there are', () => {
    const names = document.spec.hosts.map(({ name }: any) => name);
    for (const entry of Object.values<string[]>(document.spec.roleGroups).flat()) {
      for (const name of (expand(entry) as any).names) expect(names).toContain(name);
    }
  });

  test('has for each host what 3kctl reads without asking', () => {
    expect(document.spec.hosts[3]).toEqual({
      name: 'worker1',
      address: '192.168.1.4',
      internalAddress: '192.168.1.4',
      port: 22,
      user: 'root',
      privateKeyPath: '/root/.ssh/id_rsa',
    });
  });

  test('says what kk would choose otherwise: version, containerd, renewal, registry', () => {
    expect(document.spec).toMatchObject({
      kubernetes: { version: 'v1.24.3', containerManager: 'containerd', autoRenewCerts: true },
      registry: { type: 'harbor', privateRegistry: 'dockerhub.kubekey.local', namespaceOverride: 'kubesphereio' },
      etcd: { type: 'kubekey' },
    });
  });

  test('is a file beside the manifests, which nobody applies', () => {
    expect(Object.keys(outputOf(kubeKey().app).files)).toEqual(['# kubekey/lab.yaml', '# kubekey/lab.sh']);
  });

  test('is the same text twice', () => {
    expect(outputOf(kubeKey().app).files).toEqual(outputOf(kubeKey().app).files);
  });
});

describe('fact 2: ranges', () => {
  test('of config X', () => {
    const { cluster } = kubeKey();
    expect(cluster.etcd).toEqual(['master1', 'master2', 'master3']);
    expect(cluster.workers).toEqual(['worker1', 'worker2', 'worker3']);
    expect([cluster.controlPlane, cluster.registryHost]).toEqual([['master1'], 'master1']);
    expect(cluster.nodes).toEqual(['master1', 'worker1', 'worker2', 'worker3']);
  });

  test('one host too many is named, and its group', () => {
    expect(told(kubeKey(roles({ worker: ['worker[1:4]'] })))).toEqual([
      'GPULAB2811 roleGroups.worker[0]: "worker4" is in group worker, but not among the hosts',
    ]);
  });

  test.each([
    ['worker[3:1]', 'begins behind its end', 'write worker[1:3]'],
    ['worker[1:]', 'is no range', 'write a range as worker[1:3]'],
    ['worker[1:2]-gpu', 'has "-gpu" behind the range', 'name such hosts one by one'],
    ['worker[01:03]', 'has zeros in front', 'name such hosts one by one'],
    ['worker[1-3]', 'is no range', 'write worker[1:3]'],
    ['worker[a:b]', 'is no range', 'write a range as worker[1:3]'],
    ['worker[-1:2]', 'is no range', 'write a range as worker[1:3]'],
    ['worker[ 1:3 ]', 'is no range', 'write a range as worker[1:3]'],
    ['w[1:2]r[1:2]', 'has "r[1:2]" behind the range', 'name such hosts one by one'],
    ['worker[1:99999999999]', 'means 99999999999 hosts', undefined],
  ])('%s is refused', (entry, message, hint) => {
    const [finding] = kubeKey(roles({ worker: [entry] })).app.check();
    expect(finding).toMatchObject({ code: 'GPULAB2810', key: 'roleGroups.worker[0]' });
    expect(finding.message).toContain(message);
    expect(finding.hint).toBe(hint);
  });

  test('both ends count, for any range', () => {
    const range = fc.tuple(fc.nat(500), fc.nat(50), fc.stringMatching(/^[a-z][a-z-]{0,5}$/));
    fc.assert(
      fc.property(range, ([first, more, prefix]) => {
        const { names } = expand(`${prefix}[${first}:${first + more}]`) as { names: string[] };
        expect(names).toHaveLength(more + 1);
        expect([names[0], names.at(-1)]).toEqual([`${prefix}${first}`, `${prefix}${first + more}`]);
      }),
    );
  });

  test('no text makes it throw or hang', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab01-:[] ') }), (text) => void expand(text)));
  });

  test('a host that is there by name and by range is told', () => {
    expect(codesOf(roles({ worker: ['worker1', 'worker[1:3]'] }))).toEqual(['GPULAB2812 roleGroups.worker[1]']);
  });

  test('a host of no group is told', () => {
    expect(told(kubeKey(roles({ worker: ['worker[1:2]'] })))).toEqual([
      'GPULAB2813 hosts[5]: host "worker3" is in no role group, so kk would leave it alone',
    ]);
  });

  test('a group that must have hosts has some', () => {
    expect(codesOf(roles({ controlPlane: [], worker: ['worker[1:3]', 'master1'] }))).toEqual(['GPULAB2814 roleGroups']);
    expect(codesOf(roles({ etcd: [], worker: ['worker[1:3]', 'master[2:3]'] }))).toEqual([
      'GPULAB2814 roleGroups.etcd',
    ]);
  });

  test('etcd has an odd number of hosts', () => {
    expect(codesOf(roles({ etcd: ['master[1:2]'], worker: ['worker[1:3]', 'master3'] }))).toEqual([
      'GPULAB2815 roleGroups.etcd',
    ]);
  });
});

describe('fact 3: how API servers are reached', () => {
  test('a single one with an address: kk 3.0 refuses it, 3.1 does not', () => {
    const controlPlaneEndpoint = { address: '192.168.1.9' };
    expect(codesOf({ controlPlaneEndpoint, version: V3_0 })).toEqual(['GPULAB2820 controlPlaneEndpoint']);
    expect(codesOf({ controlPlaneEndpoint, version: V3_1 })).toEqual([]);
  });

  test('three get haproxy, unless an address is given', () => {
    expect(written(roles(ALL_MASTERS)).spec.controlPlaneEndpoint.internalLoadbalancer).toBe('haproxy');
    const { spec } = written({ ...roles(ALL_MASTERS), controlPlaneEndpoint: { address: '192.168.1.9' } });
    expect(spec.controlPlaneEndpoint).toMatchObject({ address: '192.168.1.9' });
    expect(spec.controlPlaneEndpoint).not.toHaveProperty('internalLoadbalancer');
  });

  test('haproxy and an address exclude each other', () => {
    const controlPlaneEndpoint = { internalLoadBalancer: KubeKeyLoadBalancer.HAPROXY, address: '192.168.1.9' };
    for (const version of [V3_0, V3_1]) {
      expect(codesOf({ ...roles(ALL_MASTERS), controlPlaneEndpoint, version })).toEqual([
        'GPULAB2820 controlPlaneEndpoint',
      ]);
    }
  });

  test('kube-vip needs a virtual address', () => {
    const controlPlaneEndpoint = { internalLoadBalancer: KubeKeyLoadBalancer.KUBE_VIP };
    expect(codesOf({ ...roles(ALL_MASTERS), controlPlaneEndpoint })).toEqual(['GPULAB2820 controlPlaneEndpoint']);
  });
});

describe('Kubernetes', () => {
  test.each([
    [V3_0, 'v1.25.4', 0],
    [V3_0, 'v1.25.5', 1],
    [V3_0, 'v1.26.0', 1],
    [V3_1, 'v1.33.4', 0],
    [V3_1, 'v1.34.0', 1],
    [V3_0, '1.24.3', 1],
    [V3_0, 'v1.24', 1],
  ])('kk %o makes %s: %i problems', ({ line: _ }, version, count) => {
    const kk = _ === '3.0' ? V3_0 : V3_1;
    expect(codesOf({ version: kk, kubernetes: { version } })).toHaveLength(count);
  });

  test('docker goes up to 1.23; kk 3.1 can more', () => {
    const docker = { containerManager: KubeKeyContainerManager.DOCKER };
    expect(codesOf({ kubernetes: { version: 'v1.24.3', ...docker } })).toEqual([
      'GPULAB2821 kubernetes.containerManager',
    ]);
    expect(codesOf({ kubernetes: { version: 'v1.23.10', ...docker } })).toEqual([]);
    const [finding] = kubeKey({ version: V3_1, kubernetes: { version: 'v1.24.3', ...docker } }).app.check();
    expect(finding).toMatchObject({ level: 'warning', code: 'GPULAB2821' });
  });

  test('fields of 3.1 are refused for 3.0', () => {
    expect(codesOf({ controlPlaneEndpoint: { externalDns: true } })).toEqual([
      'GPULAB2804 controlPlaneEndpoint.externalDNS',
    ]);
    expect(codesOf({ network: { plugin: KubeKeyNetworkPlugin.HYBRIDNET } })).toEqual(['GPULAB2804 network.plugin']);
    expect(codesOf({ version: V3_1, network: { plugin: KubeKeyNetworkPlugin.HYBRIDNET } })).toEqual([]);
  });
});

describe('networks', () => {
  const many = (count: number): Partial<KubeKeyClusterProps> => ({
    hosts: [
      ...HOSTS.slice(0, 3),
      ...Array.from({ length: count }, (_, index) => ({
        name: `worker${index + 1}`,
        address: `10.0.${index >> 8}.${index & 255}`,
      })),
    ],
    ...roles({ worker: [`worker[1:${count}]`] }),
  });

  test('with the defaults of kk 64 nodes are the end', () => {
    expect(codesOf(many(62))).toEqual([]);
    expect(kubeKey(many(63)).app.check()).toMatchObject([{ level: 'warning', code: 'GPULAB2822' }]);
    expect(told(kubeKey(many(64)))).toEqual([
      'GPULAB2822 network.kubePodsCIDR: kubePodsCIDR 10.233.64.0/18 with nodeCidrMaskSize 24 has room for 64 nodes; there are 65',
    ]);
  });

  test('a larger network, or smaller parts of it, make room', () => {
    expect(codesOf({ ...many(125), network: { podCidr: '10.244.0.0/16' } })).toEqual([]);
    expect(codesOf({ ...many(125), kubernetes: { nodeCidrMaskSize: 26 } })).toEqual([]);
    expect(codesOf({ kubernetes: { nodeCidrMaskSize: 17 } })).toEqual(['GPULAB2822 kubernetes.nodeCidrMaskSize']);
  });

  test('of pods and services do not overlap, and hold no host', () => {
    expect(codesOf({ network: { podCidr: '10.233.0.0/16' } })).toEqual(['GPULAB2823 network.kubePodsCIDR']);
    expect(codesOf({ network: { podCidr: '10.233.0.0/18' } })).toEqual(['GPULAB2823 network.kubePodsCIDR']);
    expect(new Set(codesOf({ network: { podCidr: '192.168.0.0/16' } }))).toEqual(
      new Set(HOSTS.map((_, index) => `GPULAB2823 hosts[${index}]`)),
    );
    expect(codesOf({ network: { serviceCidr: '10.96.0.0' } })).toEqual(['GPULAB2823 network.kubeServiceCIDR']);
  });
});

describe('hosts', () => {
  const first = (host: object): Partial<KubeKeyClusterProps> => ({
    hosts: [{ ...HOSTS[0], ...host }, ...HOSTS.slice(1)],
  });

  test('have names that the kubelet does not change', () => {
    const [finding] = kubeKey({
      hosts: [{ ...HOSTS[0], name: 'Master1' }, ...HOSTS.slice(1)],
      roleGroups: {
        ...X.roleGroups,
        etcd: ['Master1'],
        controlPlane: ['Master1'],
        registry: [],
        worker: ['worker[1:3]', 'master[2:3]'],
      },
    }).app.check();
    expect(finding).toMatchObject({ code: 'GPULAB2816', hint: 'write master1' });
  });

  test('have a name and an address of their own', () => {
    expect(codesOf(first({ address: '192.168.1.2' }))).toEqual(['GPULAB2812 hosts[1]']);
    expect(codesOf(first({ name: 'master2' }))).toContain('GPULAB2812 hosts[1].name');
  });

  test('have an IP address for the others', () => {
    expect(codesOf(first({ address: 'master1.example.org' }))).toEqual(['GPULAB2816 hosts[0].internalAddress']);
    expect(codesOf(first({ address: 'master1.example.org', internalAddress: '192.168.1.1' }))).toEqual([]);
    const both = first({ internalAddress: '192.168.1.1,fd00::1' });
    expect([codesOf(both), codesOf({ ...both, version: V3_1 })]).toEqual([['GPULAB2816 hosts[0].internalAddress'], []]);
  });

  test('can come from an inventory', () => {
    const inventory = Inventory.fromText(
      `apiVersion: gpulab/v1
hosts:
  - { name: m1, address: 10.0.0.1, groups: [control-plane, etcd, registry] }
  - { name: g1, address: 10.0.0.2, groups: [worker] }
  - { name: nas, address: 10.0.0.3, groups: [storage] }
`,
      'inventory.yaml',
    );
    const { spec } = written({ hosts: undefined, roleGroups: undefined, inventory });
    expect(spec.hosts.map(({ name, address }: any) => [name, address])).toEqual([
      ['m1', '10.0.0.1'],
      ['g1', '10.0.0.2'],
    ]);
    expect(spec.roleGroups).toEqual({ etcd: ['m1'], 'control-plane': ['m1'], worker: ['g1'], registry: ['m1'] });
  });

  test('an entry for several machines has no addresses', () => {
    const inventory = Inventory.fromText(
      'apiVersion: gpulab/v1\nhosts:\n  - { name: m1, address: 10.0.0.1, groups: [control-plane] }\n  - { name: g, count: 4, groups: [worker] }\n',
      'inventory.yaml',
    );
    expect(codesOf({ hosts: undefined, roleGroups: undefined, inventory })).toContain('GPULAB2803 inventory');
  });

  test.each([
    [{ address: '10.0.0.1; rm -rf /', internalAddress: '10.0.0.1' }, 'hosts[0].address'],
    [{ address: '$(id)', internalAddress: '10.0.0.1' }, 'hosts[0].address'],
    [{ user: 'root@x' }, 'hosts[0].user'],
    [{ user: '-oProxyCommand=x' }, 'hosts[0].user'],
    [{ port: 0 }, 'hosts[0].port'],
  ])('%j cannot be reached', (host, key) => {
    expect(codesOf(first(host)).map((line) => line.split(' ')[1])).toEqual([key]);
  });

  test('have a key under a whole path', () => {
    expect(codesOf(first({ privateKeyPath: '~/.ssh/id_rsa' }))).toEqual(['GPULAB2203 hosts[0].privateKeyPath']);
  });

  test('are given once', () => {
    expect(codesOf({ hosts: undefined })).toEqual(['GPULAB2803 hosts']);
  });
});

describe('the registry', () => {
  test('is one with 3.0, several with 3.1', () => {
    const two = roles({ registry: ['master[1:2]'] });
    expect(codesOf(two)).toEqual(['GPULAB2824 roleGroups.registry']);
    expect(codesOf({ ...two, version: V3_1 })).toEqual([]);
  });

  test('needs a host, or there is none', () => {
    expect(codesOf({ ...roles({ registry: undefined }), registry: { harbor: true } })).toEqual([
      'GPULAB2824 registry.type',
    ]);
    expect(written(roles({ registry: undefined })).spec.registry).toEqual({
      privateRegistry: '',
      namespaceOverride: '',
      registryMirrors: [],
      insecureRegistries: [],
    });
  });

  test('has the name that kk gives to it', () => {
    expect(codesOf({ registry: { privateRegistry: 'registry.example.org' } })).toEqual([
      'GPULAB2824 registry.privateRegistry',
    ]);
  });
});

test('what the construct writes is known to a reader of v1alpha2 that refuses the unknown', () => {
  const secret = InstallSecret.environment('HARBOR_PASSWORD');
  const everything: Partial<KubeKeyClusterProps> = {
    hosts: HOSTS.map((host) => ({ ...host, arch: 'amd64', timeout: Duration.minutes(1), labels: { role: 'ceph' } })),
    ...roles(ALL_MASTERS),
    system: {
      ntpServers: ['ntp.example.org'],
      timezone: 'Asia/Shanghai',
      debs: ['socat'],
      rpms: ['socat'],
      preInstall: [{ name: 'a', bash: 'true', materials: ['x'] }],
      postInstall: [{ name: 'b', bash: 'true' }],
    },
    etcd: { backupDir: '/backup', backupPeriod: Duration.hours(1), keepBackups: 3 },
    kubernetes: {
      maxPods: 200,
      nodeCidrMaskSize: 24,
      apiserverCertExtraSans: ['a'],
      featureGates: { A: true },
      kubeletArgs: ['v=2'],
      apiserverArgs: ['v=2'],
    },
    network: { calicoMtu: 1400 },
    registry: {
      mirrors: ['https://m.example.org'],
      auths: {
        'dockerhub.kubekey.local': { username: 'admin', password: secret, certsPath: '/c', skipTlsVerify: true },
      },
    },
    addons: [
      {
        name: 'nfs',
        namespace: 'nfs',
        chartRepository: 'https://c.example.org',
        chartVersion: '1.0.0',
        values: ['a=b'],
      },
      { name: 'raw', manifests: ['x.yaml'] },
    ],
  };
  for (const version of [V3_0, V3_1]) {
    expect(strictProblems(written({ ...everything, version }), version.line)).toEqual([]);
  }
  const external = { external: { endpoints: ['https://10.0.0.9:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' } };
  const { spec } = written({ ...roles({ etcd: [], worker: ['worker[1:3]', 'master[2:3]'] }), etcd: external });
  expect(spec.etcd).toEqual({ type: 'external', ...external });
});
