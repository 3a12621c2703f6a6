import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LabApp } from '../../constructs/app';
import { walk } from '../../constructs/core/private/tree';
import {
  ComputeProviderStack,
  type ComputeProviderStackProps,
  ProviderVersion,
  TaskPolicies,
} from '../../constructs/provider';
import { KUBECONFIG_SCRIPT } from '../../constructs/provider/private/cluster/kubeconfig-step';
import { ApiClient, type Manifest } from './tools/api-client';
import { settled, states } from './tools/applied';
import { kubectlBinary, type Version } from './tools/binaries';
import { describeClusters, type TestCluster } from './tools/clusters';
import { eventually } from './tools/eventually';
import { fakeNode, gpuPod } from './tools/workloads';

const SECONDS = 30;
const WALLET = '0xAbCdEf0123456789aBcDeF0123456789abcdef01';
const TASKS = `ns-${WALLET.toLowerCase()}`;
const ACCOUNT = 'system:serviceaccount:computing-provider:computing-provider';

const folder = mkdtempSync(join(tmpdir(), 'gpulab-provider-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Kubernetes as the program knows it. */
const KUBERNETES: Record<Version, string> = { '1.28': '1.28', current: '1.35' };

/** What the stack makes itself; the charts of others are not there. */
function ownObjects(version: Version, props: ComputeProviderStackProps): Manifest[] {
  const app = new LabApp({ kubernetesVersion: KUBERNETES[version] });
  for (const name of ['redis-auth', 'registry-tls', 'registry-users']) app.external.secret('computing-provider', name);
  app.external.storageClass('local-path');
  new ComputeProviderStack(app, 'provider', { ...props, wallets: [WALLET] });
  expect(app.check().map(({ code }) => code)).toEqual(['GPULAB2422']);
  return walk(app).charts.flatMap((chart) => (chart as unknown as { toJson(): Manifest[] }).toJson());
}

const storageClass = 'local-path';
const OLDER: ComputeProviderStackProps = {
  version: ProviderVersion.V0_3_0,
  domain: 'example.com',
  redis: { authSecret: 'redis-auth', storageClass },
  registry: { tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', storageClass },
};
const NEWER: ComputeProviderStackProps = {
  version: ProviderVersion.V1_1_5,
  domain: 'example.com',
  policies: TaskPolicies.upstream({ hostSubnets: ['192.0.2.0/24'] }),
};

const each = (verbs: string, resource: string, place: string): string[] =>
  verbs.split(' ').map((verb) => `${verb} ${resource} in ${place}`);

/** What each version may do, everywhere (`*`) or in a namespace. Nothing else of the table below. */
const EVERY = [
  ...each('get list update', 'nodes', '*'),
  ...each('get list create delete', 'namespaces', '*'),
  ...each('list deletecollection', 'pods', '*'),
  ...each('get', 'pods/log', '*'),
  ...each('create', 'pods/exec', '*'),
  ...each('get create delete', 'services', '*'),
  ...each('create', 'configmaps', '*'),
  ...each('get create delete', 'deployments.apps', '*'),
  ...each('deletecollection', 'replicasets.apps', '*'),
  ...each('create delete', 'ingresses.networking.k8s.io', '*'),
  ...each('get create', 'jobs.batch', 'default'),
];
const ON_TOP = [
  ...each('list', 'services', '*'),
  ...each('list', 'events', '*'),
  ...each('list', 'deployments.apps', '*'),
  ...each('get create delete', 'jobs.batch', '*'),
  ...each('list', 'globalnetworksets.projectcalico.org', '*'),
  ...each('list', 'globalnetworkpolicies.projectcalico.org', '*'),
  ...each('get delete', 'pods', 'kube-system'),
];

const VERBS = 'get list watch create update patch delete deletecollection impersonate bind'.split(' ');
const RESOURCES = [
  ...['nodes', 'nodes/proxy', 'namespaces', 'pods', 'pods/log', 'pods/exec', 'services', 'configmaps', 'events', '*'],
  ...['secrets', 'serviceaccounts', 'serviceaccounts/token', 'persistentvolumes', 'persistentvolumeclaims'],
  ...['deployments.apps', 'replicasets.apps', 'daemonsets.apps', 'statefulsets.apps', 'jobs.batch', 'cronjobs.batch'],
  ...['ingresses', 'networkpolicies'].map((name) => `${name}.networking.k8s.io`),
  ...['clusterroles', 'clusterrolebindings', 'roles'].map((name) => `${name}.rbac.authorization.k8s.io`),
  ...['globalnetworksets', 'globalnetworkpolicies'].map((name) => `${name}.projectcalico.org`),
  'validatingadmissionpolicies.admissionregistration.k8s.io',
];
const PLACES = ['*', TASKS, 'default', 'kube-system'];

/** What `kubectl auth can-i --as` asks, without a process for each of a thousand questions. */
async function can(client: ApiClient, verb: string, what: string, place: string): Promise<boolean> {
  const [name, subresource] = what.split('/');
  const [resource, ...group] = name.split('.');
  const namespace = place === '*' ? '' : place;
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:computing-provider', 'system:authenticated'];
  const resourceAttributes = { verb, group: group.join('.'), resource, subresource, namespace };
  const spec = { user: ACCOUNT, groups, resourceAttributes };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const { status, body } = await client.request('POST', path, JSON.stringify(review));
  expect(status).toBe(201);
  return body.status.allowed;
}

/** Everything of the table that the server lets the provider do. */
async function allowed(client: ApiClient, expected: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const ask = async (verb: string, resource: string) => {
    for (const place of PLACES) {
      const right = `${verb} ${resource} in ${place}`;
      const everywhere = place !== '*' && expected.has(`${verb} ${resource} in *`);
      // Who may everywhere may in each namespace: told once.
      if ((await can(client, verb, resource, place)) !== everywhere) found.push(right);
    }
  };
  await Promise.all(
    RESOURCES.map(async (resource) => {
      for (const verb of VERBS) await ask(verb, resource);
    }),
  );
  return found.sort();
}

/** The steps of the installation that write the kubeconfig, run by a real bash. */
async function writeKubeconfig({ access, version }: TestCluster): Promise<string> {
  const script = join(folder, 'kubeconfig.sh');
  const file = join(folder, version, 'provider.kubeconfig');
  writeFileSync(script, ['set -euo pipefail', ...KUBECONFIG_SCRIPT, ''].join('\n'));
  const PATH = `${dirname(kubectlBinary())}:${process.env.PATH}`;
  const env = { PATH, HOME: folder, KUBECONFIG: access.kubeconfig, PROVIDER_KUBECONFIG: file };
  await promisify(execFile)('bash', [script], { env });
  return file;
}

describeClusters('the cluster of a computing provider', (cluster) => {
  const { client, kubectl, version } = cluster;
  const older = ownObjects(version, OLDER);
  const newer = ownObjects(version, NEWER);
  const node = fakeNode('provider-node', 'RTX4090', 8);
  const system = gpuPod('kube-system', 'of-the-system', 0);

  /** As `kubectl apply --server-side --validate=strict`, without a process that asks for all kinds of the server first. */
  const applyAll = async (own: readonly Manifest[]) => {
    for (const one of own) await client.mustApply(one);
  };
  afterAll(async () => {
    for (const one of [...older, ...newer, node, system].reverse())
      await client.request('DELETE', (await client.pathOf(one))!);
  });

  // One after the other, as a cluster goes from one to the other.
  describe.each([
    ['0.3.0', older, EVERY],
    ['1.1.5', newer, [...EVERY.filter((right) => !ON_TOP.includes(right.replace(/ in .*/, ' in *'))), ...ON_TOP]],
  ])('%s', (_name, own, rights) => {
    beforeAll(() => applyAll(own));

    test('a second apply changes nothing', async () => {
      const before = await settled(client, own);
      await applyAll(own);
      expect(await states(client, own)).toEqual(before);
      expect(before.length).toBeGreaterThan(10);
    });

    test('the provider may do what its code does, and nothing else', async () => {
      const expected = new Set(rights);
      const last = rights[rights.length - 1].split(' ');
      // The authorizer reads bindings from a cache that runs a little behind.
      await eventually('its roles', SECONDS, async () => (await can(client, last[0], last[1], last[3])) || undefined);
      expect(await allowed(client, expected)).toEqual([...expected].sort());
    });

    test.each([
      ['yes', 'create', 'deployments.apps'],
      ['no', 'get', 'secrets'],
    ])('kubectl says %s to %s %s', async (answer, verb, resource) => {
      const { stdout } = await kubectl('auth', 'can-i', verb, resource, '-n', TASKS, '--as', ACCOUNT);
      expect(stdout.trim()).toBe(answer);
    });
  });

  describe('its account', () => {
    let provider: ApiClient;
    let kubeconfig: string;

    beforeAll(async () => {
      await applyAll(newer);
      await client.mustApply(node);
      await client.mustApply(system);
      kubeconfig = await writeKubeconfig(cluster);
      const secret = '/api/v1/namespaces/computing-provider/secrets/computing-provider-token';
      const { body } = await client.request('GET', secret);
      provider = new ApiClient({ ...cluster.access, token: Buffer.from(body.data.token, 'base64').toString() });
    });
    afterAll(() => provider?.close());

    test('is what the kubeconfig of the installation logs in as, and only its owner reads that', async () => {
      const { stdout, status } = await kubectl(
        '--kubeconfig',
        kubeconfig,
        'auth',
        'whoami',
        '-o',
        'jsonpath={.status.userInfo.username}',
      );
      expect([status, stdout]).toEqual([0, ACCOUNT]);
      expect(statSync(kubeconfig).mode & 0o777).toBe(0o600);
    });

    test.each([
      ['yes', 'resource-limit'],
      ['no', 'resource-exporter-ds'],
    ])('may read one DaemonSet by its name: kubectl says %s to %s', async (answer, name) => {
      const what = ['get', `daemonsets.apps/${name}`, '-n', 'kube-system'];
      expect((await kubectl('auth', 'can-i', ...what, '--as', ACCOUNT)).stdout.trim()).toBe(answer);
    });

    const configMap = (namespace: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace, name: 'of-the-provider' },
    });
    const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const post = (path: string, object: object) =>
      provider.request('POST', `${path}?dryRun=All`, JSON.stringify(object));
    const configMaps = (of: string) => post(`/api/v1/namespaces/${of}/configmaps`, configMap(of));

    test('works in namespaces of tasks', async () => {
      expect((await configMaps(TASKS)).status).toBe(201);
      expect((await post('/api/v1/namespaces', namespace('ns-0xnew'))).status).toBe(201);
      expect((await provider.request('DELETE', `/api/v1/namespaces/${TASKS}?dryRun=All`)).status).toBe(200);
    });

    test('proves its GPUs by a job in default, and makes an exporter anew whose log it cannot read', async () => {
      const container = { name: 'proof', image: 'registry.invalid/proof:1' };
      const template = { spec: { restartPolicy: 'Never', containers: [container] } };
      const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'proof-job-abcde' }, spec: { template } };
      expect((await post('/apis/batch/v1/namespaces/default/jobs', job)).status).toBe(201);
      const pods = '/api/v1/namespaces/kube-system/pods';
      const name = await eventually('an exporter on the node', SECONDS, async () => {
        const { body } = await provider.request('GET', `${pods}?labelSelector=app%3Dresource-exporter`);
        return body.items[0]?.metadata.name;
      });
      expect((await provider.request('DELETE', `${pods}/${name}?dryRun=All`)).status).toBe(200);
    });

    // Older API servers cannot look at it.
    if (version !== 'current') return;

    test('works nowhere else, whatever its role lets it', async () => {
      const refused = await eventually('the confinement', SECONDS, async () => {
        const { status, body } = await configMaps('kube-system');
        return status === 422 ? body : undefined;
      });
      expect(refused.message).toContain('the provider works in namespaces of tasks only');
      const exec = '/api/v1/namespaces/kube-system/pods/of-the-system/exec?command=sh&stdout=true';
      const answers = [
        await configMaps('default'),
        await provider.request('POST', exec),
        await provider.request('DELETE', '/api/v1/namespaces/kube-system/pods/of-the-system'),
        await post('/api/v1/namespaces', namespace('mine')),
        await provider.request('DELETE', '/api/v1/namespaces/computing-provider?dryRun=All'),
      ];
      for (const { status, body } of answers) {
        expect([status, body.message]).toEqual([422, expect.stringContaining('computing-provider-confined')]);
      }
    });

    test('labels nodes, and changes nothing else of them', async () => {
      const path = '/api/v1/nodes/provider-node';
      const { body } = await provider.request('GET', path);
      const put = (changed: object) =>
        provider.request('PUT', `${path}?dryRun=All`, JSON.stringify({ ...body, ...changed }));
      const metadata = { ...body.metadata, labels: { ...body.metadata.labels, 'NVIDIA-4090': 'true' } };
      expect((await put({ metadata })).status).toBe(200);
      const refused = [
        { spec: { ...body.spec, unschedulable: true } },
        { metadata: { ...body.metadata, annotations: { ...body.metadata.annotations, mine: 'true' } } },
        { metadata: { ...body.metadata, finalizers: ['example.com/mine'] } },
      ];
      for (const changed of refused) {
        const { status, body: answer } = await put(changed);
        expect([status, answer.message]).toEqual([422, expect.stringContaining('labels of nodes only')]);
      }
    });
  });
});
