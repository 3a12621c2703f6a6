import fc from 'fast-check';
import { parse } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { walk } from '../../../../constructs/core/private/tree';
import { HostSecret } from '../../../../constructs/hosts';
import {
  ComputeProviderHosts,
  DomainCertificate,
  type ProviderSettings,
  ProviderVersion,
  RegistryAccess,
  type RegistryTlsOptions,
  TaskPolicies,
} from '../../../../constructs/provider';
import { Authority } from '../../../src/health/support/certificates';
import { filesOf, hosts, NEW, OLD, type Pki, pki, THREE, told } from './support';

let certificates: Pki;
beforeAll(async () => {
  certificates = await pki();
});

const version = (text: string) => ({ version: ProviderVersion.of(text) });
const secret = HostSecret.fromEnv('S');
const tls = (more: Partial<RegistryTlsOptions> = {}) =>
  RegistryAccess.tls({
    host: 'gpu-1',
    certificate: certificates.server.cert,
    key: secret,
    ca: certificates.ca,
    users: [{ name: 'provider', passwordHash: secret }],
    password: secret,
    ...more,
  });

describe('settings go by the version', () => {
  const settingsProblems = (settings: ProviderSettings, v: string) =>
    told({ settings }, version(v)).map((line) => line.replace(/^error (\S+) settings\.(\S+):.*$/, '$1 $2'));

  test('0.3.0 has no [HUB], and 0.4.0 has no [LAG]', () => {
    expect(settingsProblems({ ...OLD, hub: { verifySign: true, balanceThreshold: 1 } }, '0.3.0')).toEqual([
      'GPULAB2973 hub.balanceThreshold',
      'GPULAB2973 hub.verifySign',
    ]);
    const old = settingsProblems(OLD, '0.4.0');
    expect(old).toContain('GPULAB2973 lag.accessToken');
    expect(old).toContain('GPULAB2974 hub.accessToken');
    expect(told({ settings: OLD }, version('0.4.0'))).toContain(
      'error GPULAB2973 settings.lag.accessToken: settings.lag.accessToken is no setting of 0.4.0: [LAG] AccessToken is there before 0.4.0',
    );
  });

  test('0.4.8 needs a wallet, contracts and a node of the test network; each is told', () => {
    expect(settingsProblems({ ...OLD, lag: undefined }, '0.4.8')).toEqual([
      'GPULAB2974 hub.accessToken',
      'GPULAB2974 hub.walletAddress',
      'GPULAB2974 ubi.ubiEnginePk',
      'GPULAB2974 rpc.swanTestnet',
      'GPULAB2974 contract.swan',
      'GPULAB2974 contract.swanCollateral',
    ]);
  });

  test('0.5.0 has no Redis: its password is refused', () => {
    expect(settingsProblems({ ...NEW, redisPassword: secret }, '1.1.5')).toEqual(['GPULAB2973 redisPassword']);
    expect(settingsProblems({ ...OLD, redisPassword: undefined }, '0.3.0')).toEqual(['GPULAB2974 redisPassword']);
  });

  test('what came and went is taken where it was there', () => {
    const api = { clearLogHours: 12, portRange: ['40000-40050', '40070'], gpuUtilizationRejectThreshold: 0.5 };
    expect(settingsProblems({ ...NEW, api }, '1.1.5')).toEqual([]);
    expect(settingsProblems({ ...NEW, api }, '1.0.2')).toEqual(['GPULAB2973 api.gpuUtilizationRejectThreshold']);
    expect(settingsProblems({ ...NEW, hub: { ...NEW.hub, accessToken: secret } }, '1.0.2')).toEqual([
      'GPULAB2973 hub.accessToken',
    ]);
    expect(settingsProblems({ ...NEW, hub: {} }, '1.1.5')).toEqual(['GPULAB2974 hub.orchestratorPk']);
  });

  test('pricing is true in 0.7.0, and a text later', () => {
    const pricing = (v: string) => {
      const settings = { ...NEW, api: { pricing: false } };
      return (parse(filesOf({ settings }, version(v))['/etc/computing-provider/config.toml']) as any).API.Pricing;
    };
    expect(pricing('0.7.0')).toBe(false);
    expect(pricing('0.7.1')).toBe('false');
    expect(pricing('1.1.5')).toBe('false');
    expect(settingsProblems({ ...NEW, api: { pricing: false } }, '0.6.5')).toEqual(['GPULAB2973 api.pricing']);
  });

  test.each<[string, object]>([
    ['GPULAB2203 settings.publicAddress', { publicAddress: 'fd00::1' }],
    ['GPULAB2203 settings.publicAddress', { publicAddress: '203.0.113.7/tcp/1' }],
    ['GPULAB2202 settings.port', { port: 0 }],
    ['GPULAB2202 settings.publicPort', { publicPort: 65536 }],
    ['GPULAB2203 settings.nodeName', { nodeName: 'a\nb' }],
    ['GPULAB2203 settings.api.walletWhiteList', { api: { walletWhiteList: 'list.txt' } }],
    ['GPULAB2203 settings.api.portRange', { api: { portRange: ['50-40'] } }],
    ['GPULAB2203 settings.api.portRange', { api: { portRange: ['0'] } }],
    ['GPULAB2202 settings.api.gpuUtilizationRejectThreshold', { api: { gpuUtilizationRejectThreshold: 50 } }],
    ['GPULAB2217 settings.api.pricing', { api: { pricing: 'yes' } }],
    ['GPULAB2202 settings.api.clearLogHours', { api: { clearLogHours: 0 } }],
    ['GPULAB2203 settings.hub.orchestratorPk', { hub: { orchestratorPk: '0x12' } }],
    ['GPULAB2202 settings.hub.balanceThreshold', { hub: { ...NEW.hub, balanceThreshold: -1 } }],
    ['GPULAB2217 settings.mcs.apiKey', { mcs: { apiKey: 'hunter2', bucketName: 'b' } }],
    ['GPULAB2217 settings.mcs', { mcs: undefined }],
  ])('%s for %j', (problem, more) => {
    const problems = told({ settings: { ...NEW, ...more } as any }, { version: ProviderVersion.V1_1_5 });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^error ${problem}: `));
    expect(problems[0]).not.toContain('hunter2');
  });

  test.each([
    ['22-30', 'port 22 of SSH'],
    ['443', 'port 443 of Nginx'],
    ['6443', 'port 6443 of API server of Kubernetes'],
    ['30000-31000', 'port 30080 of the ingress controller'],
    ['8000-9000', 'port 8085 of the API of the provider'],
    ['2377-2379', 'port 2379-2380 of etcd'],
  ])('ports %s for tasks are refused: %s', (range, why) => {
    const settings = { ...NEW, api: { portRange: ['40000-40050', '31000', range] } };
    expect(told({ settings }, version('1.1.5'))).toEqual([
      `error GPULAB2982 settings.api.portRange[2]: settings.api.portRange[2] "${range}" has ${why}`,
    ]);
  });

  test('every text that is taken reads back as it is', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab"\'\\#[]=@$%{} '), minLength: 1 });
    fc.assert(
      fc.property(text, text, (nodeName, bucketName) => {
        const settings = { ...NEW, nodeName, mcs: { ...NEW.mcs, bucketName } };
        const config = filesOf({ settings }, { version: ProviderVersion.V1_1_5 })[
          '/etc/computing-provider/config.toml'
        ];
        expect(parse(config)).toMatchObject({ API: { NodeName: nodeName }, MCS: { BucketName: bucketName } });
      }),
      { numRuns: 30 },
    );
  });
});

describe('hosts', () => {
  test.each<[string, object[]]>([
    ['error GPULAB2970 hosts: hosts is empty: at least one is wanted', []],
    [
      'error GPULAB2970 hosts: two hosts have the name "a"',
      [
        { name: 'a', address: '10.0.0.1' },
        { name: 'a', address: '10.0.0.2' },
      ],
    ],
    [
      'error GPULAB2970 hosts: two hosts have the address "10.0.0.1"',
      [
        { name: 'a', address: '10.0.0.1' },
        { name: 'b', address: '10.0.0.1' },
      ],
    ],
    [
      'error GPULAB2203 hosts[0].address: hosts[0].address "a.example" is not an IP address',
      [{ name: 'a', address: 'a.example' }],
    ],
    [
      'error GPULAB2975 podSubnet: podSubnet 10.244.0.0/16 holds 10.244.3.4, the address of a',
      [{ name: 'a', address: '10.244.3.4' }],
    ],
  ])('%s', (problem, machines) => {
    expect(told({ hosts: machines as any })).toContain(problem);
  });

  test.each([
    ['127.0.0.1', 'is an address of loopback'],
    ['0.0.0.0', 'is an address of no machine'],
    ['169.254.1.1', 'is an address of one link'],
    ['224.0.0.5', 'is an address of no single machine'],
    ['::1', 'is an address of no machine, or of loopback'],
    ['fe80::1', 'is an address of one link'],
    ['fd00::1', 'is of another family than podSubnet 10.244.0.0/16'],
  ])('%s %s', (address, why) => {
    expect(told({ hosts: [{ name: 'a', address }] })).toEqual([
      `error GPULAB2203 hosts[0].address: hosts[0].address "${address}" ${why}`,
    ]);
  });

  test('no stack, and no props at all, are told and end nothing', () => {
    expect(told({ stack: undefined as any })).toEqual([
      'error GPULAB2217 stack: stack is missing; a ComputeProviderStack is wanted',
    ]);
    const app = new LabApp();
    new ComputeProviderHosts(app, 'hosts', undefined as any);
    expect(app.check().map(({ code, key }) => `${code} ${key}`)).toEqual(['GPULAB2217 stack']);
  });

  test('a version as text is told once, and what is wrong with the hosts beside it', () => {
    const { app } = hosts({ kubernetesVersion: '1.2' }, { version: '1.1.5' as any });
    expect(app.check().map(({ code, key }) => `${code} ${key}`)).toEqual([
      'GPULAB2217 version',
      'GPULAB2980 kubernetesVersion',
    ]);
  });

  test('a wrong group does not end a program that adds to the files of its hosts', () => {
    const made = hosts({ hosts: [] });
    made.hosts.hostFiles[0].addFile({ path: '/etc/motd', text: 'hello' });
    expect(made.app.check().map(({ code, key }) => `${code} ${key}`)).toContain('GPULAB2970 hosts');
  });

  test('with addresses that are not private are out of reach of tasks', () => {
    const denied = (policies: TaskPolicies, kind: string) => {
      const machines = [{ name: 'a', address: '198.51.100.7' }];
      const { app } = hosts({ hosts: machines }, { policies });
      const [found] = walk(app)
        .charts.flatMap((chart) => (chart as any).toJson())
        .filter((one) => one.kind === kind);
      return JSON.stringify(found.spec);
    };
    for (const network of ['198.51.100.7/32', '203.0.113.7/32']) {
      expect(denied(TaskPolicies.isolated(), 'GlobalNetworkPolicy')).toContain(`"${network}"`);
      expect(denied(TaskPolicies.upstream({ hostSubnets: ['192.0.2.0/24'] }), 'GlobalNetworkSet')).toContain(network);
    }
    expect(denied(TaskPolicies.isolated({ deniedNetworks: ['203.0.113.0/24'] }), 'GlobalNetworkPolicy')).not.toContain(
      '203.0.113.7/32',
    );
  });

  test('several need a registry, which is on one of them', () => {
    expect(told({ hosts: THREE })).toEqual(['error GPULAB2978 registry: there are 3 hosts and no registry']);
    expect(told({ hosts: THREE, registry: tls({ host: 'gpu-9' }) })).toEqual([
      'error GPULAB2970 registry.host: there is no host "gpu-9" for the registry',
    ]);
  });

  test.each(['1.23.9', '1.34', 'v1.34.2', '', '1.34.2; reboot'])('Kubernetes %j is refused', (kubernetesVersion) => {
    expect(told({ kubernetesVersion })[0]).toMatch(/^error GPULAB2980 kubernetesVersion: /);
  });

  test('another Kubernetes than that of the app is a warning; before 1.28 the app has the oldest that it knows', () => {
    expect(told({ kubernetesVersion: '1.24.17' })).toEqual([]);
    expect(told({ kubernetesVersion: '1.34.2' })).toEqual([
      'warning GPULAB2981 kubernetesVersion: kubeadm makes Kubernetes 1.34.2, and objects are checked for that of the app, 1.28',
    ]);
  });

  test('an API that asks nobody is open to known networks only, or is a warning', () => {
    const open = 'warning GPULAB2979 apiSources: version 0.3.0 does not verify who asks, and apiSources is empty';
    expect(told({ apiSources: [] })).toEqual([open]);
    expect(told({ apiSources: undefined }, { version: ProviderVersion.V1_1_5 })).toEqual([]);
    const settings = { ...NEW, hub: { ...NEW.hub, verifySign: false } };
    expect(told({ settings, apiSources: [] }, { version: ProviderVersion.V1_1_5 })[0]).toMatch(/^warning GPULAB2979 /);
    expect(told({ apiSources: ['example.com'] })[0]).toMatch(/^error GPULAB2203 apiSources\[0\]: /);
  });

  test('a domain that the stack refuses gives no files, and no second message', () => {
    expect(told({}, { domain: 'a;b' })).toEqual([]);
    expect(told({ maxBodySize: '1m; }' })[0]).toMatch(/^error GPULAB2203 maxBodySize: /);
  });
});

describe('certificates', () => {
  test('that of tasks must be for every name below the domain', async () => {
    const authority = await Authority.create();
    const [right, wrong] = await Promise.all(
      ['*.example.com', 'example.com'].map((name) => authority.server({ names: [name] })),
    );
    const problems = (certificate: string) =>
      told({ certificate: DomainCertificate.fromText({ certificate, key: secret }) });
    expect(problems(right.cert)).toEqual([]);
    expect(problems(wrong.cert)).toEqual([
      'error GPULAB2976 certificate: certificate is for DNS:example.com; one for *.example.com is wanted',
    ]);
    expect(problems('no PEM')[0]).toBe('error GPULAB2977 certificate: certificate has no certificate in it');
    expect(problems(right.cert.replace(/[A-Z]/, '!'))[0]).toMatch(/^error GPULAB2977 /);
    expect(problems(`${right.cert}${right.key}`)).toEqual([
      'error GPULAB2977 certificate: certificate holds a private key (it is not shown)',
    ]);
    const files = filesOf({ certificate: DomainCertificate.fromText({ certificate: right.cert, key: secret }) });
    expect(files['/etc/gpulab/tls/example.com/fullchain.pem']).toBe(right.cert);
    expect(files['/etc/gpulab/tls/example.com/privkey.pem']).toBe('@@GPULAB-SECRET-1@@');
    expect(files['/etc/nginx/conf.d/example.com.conf']).toContain('/etc/gpulab/tls/example.com/fullchain.pem');
  });

  test('that of the registry must be for its address, and signed by the authority', async () => {
    const other = await pki('10.0.0.9');
    const problems = (more: Partial<RegistryTlsOptions>) => told({ hosts: THREE, registry: tls(more) });
    expect(problems({})).toEqual([]);
    expect(problems({ certificate: other.server.cert, ca: other.ca })).toEqual([
      'error GPULAB2976 registry.certificate: registry.certificate is for IP Address:10.0.0.9; hosts dial the registry as 10.0.0.2',
    ]);
    expect(problems({ ca: other.ca })).toEqual([
      'error GPULAB2977 registry.ca: registry.certificate is not signed by registry.ca',
    ]);
    expect(problems({ ca: certificates.server.cert })).toEqual([
      'error GPULAB2977 registry.ca: registry.ca is a certificate of no authority',
    ]);
  });

  test.each<[string, object]>([
    ['GPULAB2970 registry.users', { users: [] }],
    ['GPULAB2203 registry.users[0].name', { users: [{ name: 'a:b', passwordHash: HostSecret.fromEnv('H') }] }],
    ['GPULAB2217 registry.users[0].passwordHash', { users: [{ name: 'a', passwordHash: '$2y$05$hash' }] }],
    ['GPULAB2217 registry.password', { password: 'hunter2' }],
    ['GPULAB2217 registry.key', { key: 'hunter2' }],
    ['GPULAB2950 registry.directory', { directory: '/srv/../etc' }],
    ['GPULAB2202 registry.port', { port: 0 }],
  ])('%s', (problem, more) => {
    const problems = told({ hosts: THREE, registry: tls(more as any) });
    expect(problems.map((line) => line.replace(/^error (\S+ \S+):.*$/, '$1'))).toEqual([problem]);
    expect(problems[0]).not.toMatch(/hunter2|\$2y/);
  });
});
