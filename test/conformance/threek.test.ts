import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { LabApp } from '../../constructs/app';
import { LabChart, Scope } from '../../constructs/core';
import { make } from '../../constructs/core/private/make';
import { AccessKey, CPodJob, CPodJobType, CPodOperator, TrainingKind, TrainingOperator } from '../../constructs/threek';
import type { Manifest } from './tools/api-client';
import { applyAll, applyWith, isDefinition, nameOf, read, removeAll, settled, states } from './tools/applied';
import { describeClusters } from './tools/clusters';
import { eventually } from './tools/eventually';

const folder = mkdtempSync(join(tmpdir(), 'gpulab-threek-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMESPACES = ['cpod', 'cpod-system', 'public', 'training-operator', 'mpi-operator'];
const USER = 'user-conformance';

/** What the platform makes itself; the charts of others are not there. */
function ownObjects(): Manifest[] {
  const app = new LabApp();
  app.external.customKind('serving.kserve.io/v1beta1', 'InferenceService', Scope.NAMESPACED);
  const namespaces = new LabChart(app, 'namespaces');
  make(
    namespaces,
    NAMESPACES.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  );
  const training = new LabChart(app, 'training');
  new TrainingOperator(training, 'operator', { gangScheduling: true, kinds: Object.values(TrainingKind) });
  const cpod = new LabChart(app, 'cpod');
  new CPodOperator(cpod, 'operator', {
    accessKey: AccessKey.inClear('opaque-token'),
    cpodId: '0'.repeat(32),
    users: [USER],
    objectStore: { secret: 'oss' },
  });
  app.external.secret('cpod-system', 'oss');
  const jobs = new LabChart(app, 'jobs');
  new CPodJob(jobs, 'train', {
    namespace: USER,
    type: CPodJobType.PYTORCH,
    image: 'registry.example.org/train:1',
    gpuModel: 'NVIDIA-A100-SXM4-80GB',
    gpusPerWorker: 8,
    workers: 2,
    env: { A: '1' },
    checkpoints: { mountPath: '/ckpt', sizeMib: 1024 },
  });
  training.addDependency(namespaces);
  cpod.addDependency(training);
  jobs.addDependency(cpod);
  const { findings } = app._synthesize({ outdir: folder });
  expect(findings).toEqual([]);
  const names = readFileSync(join(folder, 'apply-order.txt'), 'utf8').trimEnd().split('\n');
  return names.flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((one) => one.toJS()));
}

const objects = ownObjects();

describeClusters('the platform of 3K', (cluster) => {
  const { client, kubectl } = cluster;
  /** Without definitions that the server has already for other tests: ours are tried against it without a trace. */
  let own: Manifest[];

  beforeAll(async () => {
    const present = new Set((await client.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition')).map(nameOf));
    own = objects.filter((object) => !isDefinition(object) || !present.has(nameOf(object)));
    await applyAll(cluster, own);
  });

  afterAll(async () => {
    await removeAll(cluster, own);
  });

  test('every object is there', async () => {
    expect(own.length).toBeGreaterThan(40);
    for (const object of own) expect((await read(client, object)).metadata.name).toBe(nameOf(object));
  });

  test('a second apply changes nothing', async () => {
    const before = await settled(client, own);
    await applyAll(cluster, own);
    expect(await states(client, own)).toEqual(before);
  });

  test('its definitions are structural, whether or not others have made the same kinds', async () => {
    const definitions = objects.filter(isDefinition);
    for (const definition of definitions) {
      const { status, stderr } = await applyWith(cluster, [definition], '--force-conflicts', '--dry-run=server');
      expect([nameOf(definition), status, stderr]).toEqual([nameOf(definition), 0, '']);
      const stored = own.includes(definition) ? await read(client, definition) : undefined;
      const conditions: Manifest[] = stored?.status?.conditions ?? [];
      expect(conditions.filter(({ type, status: is }) => type === 'NonStructuralSchema' && is === 'True')).toEqual([]);
    }
  });

  test('a job of the platform keeps its fields, and one without an image is refused', async () => {
    const [job] = objects.filter(({ kind }) => kind === 'CPodJob');
    expect((await read(client, job)).spec).toEqual(job.spec);
    const { status, body } = await client.tryCreate({
      ...job,
      metadata: { ...job.metadata, name: 'bad' },
      spec: {},
    } as Manifest);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('spec.image');
  });

  const accounts = {
    manager: 'cpod-system:cpod-controller-manager',
    portal: 'cpod-system:cpod-sa-portalsynch',
    training: 'training-operator:training-operator',
    mpi: 'mpi-operator:mpi-operator',
    user: `${USER}:default`,
  };
  const EVERYWHERE = ['--all-namespaces'];

  /** Enough for what each does, and no more. */
  const TABLE: [who: keyof typeof accounts, may: 'yes' | 'no', verb: string, resource: string, where?: string[]][] = [
    ['manager', 'yes', 'watch', 'cpodjobs.cpod.cpod'],
    ['manager', 'yes', 'update', 'cpodjobs.cpod.cpod/status'],
    ['manager', 'yes', 'create', 'mpijobs.kubeflow.org'],
    ['manager', 'yes', 'create', 'pytorchjobs.kubeflow.org'],
    ['manager', 'yes', 'create', 'jobs.batch'],
    ['manager', 'yes', 'create', 'persistentvolumeclaims'],
    ['manager', 'yes', 'list', 'nodes'],
    ['manager', 'yes', 'create', 'events'],
    ['manager', 'yes', 'create', 'leases.coordination.k8s.io', ['-n', 'cpod-system']],
    ['manager', 'yes', 'create', 'tokenreviews.authentication.k8s.io'],
    ['manager', 'no', 'create', 'leases.coordination.k8s.io', ['-n', 'default']],
    ['manager', 'no', 'list', 'secrets'],
    ['manager', 'no', 'get', 'secrets', ['-n', 'cpod-system']],
    ['manager', 'no', 'create', 'pods'],
    ['manager', 'no', 'create', 'pods/exec'],
    ['manager', 'no', 'delete', 'persistentvolumes'],
    ['manager', 'no', 'create', 'clusterrolebindings.rbac.authorization.k8s.io'],
    ['manager', 'no', '*', '*'],
    ['portal', 'yes', 'create', 'namespaces'],
    ['portal', 'yes', 'list', 'pods'],
    ['portal', 'yes', 'create', 'cpodjobs.cpod.cpod'],
    ['portal', 'yes', 'delete', 'cpodjobs.cpod.cpod'],
    ['portal', 'yes', 'update', 'jupyterlabs.cpod.cpod'],
    ['portal', 'yes', 'create', 'statefulsets.apps'],
    ['portal', 'yes', 'get', 'clusterrolebindings.rbac.authorization.k8s.io'],
    ['portal', 'no', 'create', 'clusterrolebindings.rbac.authorization.k8s.io'],
    ['portal', 'no', 'bind', 'clusterroles.rbac.authorization.k8s.io/cluster-admin'],
    ['portal', 'no', 'delete', 'namespaces'],
    ['portal', 'no', 'list', 'secrets'],
    ['portal', 'no', 'update', 'cpodjobs.cpod.cpod'],
    ['portal', 'no', '*', '*'],
    ['training', 'yes', 'watch', 'pytorchjobs.kubeflow.org'],
    ['training', 'yes', 'create', 'pods'],
    ['training', 'yes', 'create', 'podgroups.scheduling.volcano.sh'],
    ['training', 'yes', 'update', 'secrets', ['-n', 'training-operator']],
    ['training', 'no', 'list', 'secrets'],
    ['training', 'no', 'create', 'pods/exec'],
    ['training', 'no', 'create', 'mpijobs.kubeflow.org'],
    ['training', 'no', 'create', 'roles.rbac.authorization.k8s.io'],
    ['mpi', 'yes', 'update', 'mpijobs.kubeflow.org/status'],
    ['mpi', 'yes', 'create', 'jobs.batch'],
    ['mpi', 'yes', 'create', 'secrets'],
    ['mpi', 'no', 'delete', 'secrets'],
    ['mpi', 'no', 'create', 'pytorchjobs.kubeflow.org'],
    ['user', 'yes', 'update', 'modelstorages.cpod.cpod/status', ['-n', USER]],
    ['user', 'no', 'get', 'modelstorages.cpod.cpod', ['-n', 'public']],
    ['user', 'no', 'list', 'secrets', ['-n', USER]],
    ['user', 'no', '*', '*'],
  ];

  test.each(TABLE)('%s: %s, may %s %s', async (who, may, verb, resource, place = EVERYWHERE) => {
    const [, kind, part] = /^(.*?)(?:\/(status|exec))?$/.exec(resource)!;
    const sub = part === undefined ? [] : [`--subresource=${part}`];
    const args = ['auth', 'can-i', verb, kind, ...sub, ...place, '--as', `system:serviceaccount:${accounts[who]}`];
    const answer = async () => (await kubectl(...args)).stdout.trim();
    // The authorizer reads bindings from a cache that runs a little behind.
    if (may === 'yes') await eventually(args.join(' '), 30, async () => (await answer()) === 'yes' || undefined);
    else expect(await answer()).toBe('no');
  });
});
