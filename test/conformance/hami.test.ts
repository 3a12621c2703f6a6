import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FitCluster, type Placed, type Waiting } from '../../constructs/gpu/hami/fit/cluster';
import { nodesOf } from '../../constructs/gpu/hami/fit/inventory-nodes';
import { pod as fitPod } from '../constructs/gpu/hami/fit/nodes';
import { isAccepted, type Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { eventually } from './tools/eventually';
import { fakeNode, gpuPod, namespaceReady } from './tools/workloads';

const SECONDS = 60;
const GPU = 'nvidia.com/gpu';
const ROOT = join(import.meta.dirname, '../..');
const GPULAB = join(ROOT, 'src/bin/gpulab');
const APP = ['--app', join(ROOT, 'examples/hami/main.ts')];

/** What the command says of the example: `pod` is namespace and name. */
interface FitResult {
  readonly placed: readonly { readonly pod: string; readonly oneOf: readonly string[] }[];
}
const said: FitResult = JSON.parse(
  execFileSync(process.execPath, [GPULAB, 'fit', '--json', ...APP], { encoding: 'utf8' }),
).result;

const folder = mkdtempSync(join(tmpdir(), 'gpulab-hami-example-'));
afterAll(() => rmSync(folder, { recursive: true }));
execFileSync(process.execPath, [GPULAB, 'synth', '-o', folder, ...APP], { stdio: 'ignore' });
const base: Manifest[] = parseAllDocuments(readFileSync(join(folder, 'base.k8s.yaml'), 'utf8')).map((one) =>
  one.toJS(),
);
const course: Manifest[] = parseAllDocuments(readFileSync(join(folder, 'course.k8s.yaml'), 'utf8')).map((one) =>
  one.toJS(),
);

/** A node of HAMi advertises slots: cards times ten. */
const sharedNode = (name: string): Manifest => {
  const node = fakeNode(name, 'RTX4090', 40);
  return { ...node, metadata: { ...node.metadata, labels: { ...node.metadata.labels, gpu: 'on' } } };
};

describeClusters('whole cards by the real scheduler', ({ client }) => {
  const whole = said.placed.filter(({ oneOf }) => oneOf.includes('exam'));
  const nodes = [sharedNode('shared-1'), sharedNode('shared-2'), fakeNode('exam', 'A100', 2)];
  const pods = async (namespace: string): Promise<Manifest[]> =>
    (await client.request('GET', `/api/v1/namespaces/${namespace}/pods`)).body.items;

  describe('of examples/hami', () => {
    beforeAll(async () => {
      for (const object of nodes) await client.mustApply(object);
      for (const object of base) await client.mustApply(object);
    });
    afterAll(async () => {
      for (const object of [...base, ...nodes].reverse())
        await client.request('DELETE', (await client.pathOf(object))!);
    });

    test('go where gpulab fit says', async () => {
      expect(whole.map(({ pod }) => pod)).toEqual(['course/grading', 'course/exam']);
      for (const { pod, oneOf } of whole) {
        const name = pod.slice('course/'.length);
        const running = await eventually(`${pod} runs`, SECONDS, async () =>
          (await pods('course')).find(
            ({ metadata, status }) => metadata.labels.app === name && status.phase === 'Running',
          ),
        );
        expect(oneOf).toContain(running.spec.nodeName);
      }
    });

    test('and no card is left for one more, as gpulab fit says', async () => {
      const grading = base.find(({ metadata }) => metadata.name === 'grading')!;
      await client.mustApply({ ...grading, spec: { ...grading.spec, replicas: 2 } });
      const message = await eventually('a pod that waits', SECONDS, async () => {
        const conditions = (await pods('course')).flatMap(({ status }) => status.conditions ?? []);
        return conditions.find(({ type, status }: Manifest) => type === 'PodScheduled' && status === 'False')?.message;
      });
      expect(message).toContain(`1 Insufficient ${GPU}`);
    });

    test('the objects of the students are accepted, and wait for HAMi', async () => {
      for (const object of course) {
        const answer = await client.apply(object, { dryRun: true });
        expect(isAccepted(answer), answer.body.message).toBe(true);
      }
      const template = course[0].spec.template;
      const answer = await client.apply(
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'student', namespace: 'course' }, spec: template.spec },
        { dryRun: true },
      );
      expect(isAccepted(answer), answer.body.message).toBe(true);
      const { body } = answer;
      expect(body.spec.schedulerName).toBe('hami-scheduler');
      expect(body.spec.containers[0].resources.requests).toMatchObject({ [GPU]: '1', 'nvidia.com/gpumem': '3k' });
    });
  });

  test('go to one of the nodes that fit says, and wait where it says so, for pods of many sizes', async () => {
    const namespace = 'whole-cards';
    const sizes = [4, 2, 1, 3, 2, 4, 1, 2, 1, 4, 1, 3];
    const hosts = [4, 6, 2].map((count, i) => {
      const gpus = [{ model: 'A100', count }];
      return { name: `whole-${i + 1}`, groups: [], count: 1, gpus };
    });
    const own = hosts.map(({ name, gpus }) => fakeNode(name, 'whole-cards', gpus[0].count));
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, ...own];
    for (const object of objects) await client.mustApply(object);
    await namespaceReady(client, namespace);
    const cluster = new FitCluster(nodesOf(hosts, undefined));
    const answers: (Placed | Waiting)[] = [];
    for (const [i, cards] of sizes.entries()) {
      const name = `p${i + 1}`;
      await client.mustApply(gpuPod(namespace, name, cards, { 'gpu-model': 'whole-cards' }));
      const pod = { ...fitPod({ cards }, { isSliced: false }), name };
      const answer = cluster.place(pod);
      answers.push(answer);
      const real = async (): Promise<Manifest> =>
        (await client.request('GET', `/api/v1/namespaces/${namespace}/pods/${name}`)).body;
      if ('message' in answer) {
        const message = await eventually(`${name} waits`, SECONDS, async () => {
          const { status } = await real();
          return status.conditions?.find(({ type }: Manifest) => type === 'PodScheduled')?.message as
            | string
            | undefined;
        });
        expect(message).toContain(`3 Insufficient ${GPU}`);
        expect(answer.message).toContain(`3 Insufficient ${GPU}`);
        continue;
      }
      const node = await eventually(`${name} has a node`, SECONDS, async () => (await real()).spec.nodeName as string);
      expect(answer.oneOf).toContain(node);
      // Which of them, chance decided: what comes is told of that one.
      cluster.remove(name);
      cluster.place({ ...pod, nodeSelector: { 'kubernetes.io/hostname': node } });
    }
    expect(answers.filter((answer) => 'message' in answer).length).toBeGreaterThan(0);
    for (const object of objects) await client.request('DELETE', (await client.pathOf(object))!);
  });
});

test('the command fails when a pod of the example has no place', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [GPULAB, 'fit', ...APP, '--inventory', join(ROOT, 'examples/ailab/inventory.yaml')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('GPULAB2749');
});
