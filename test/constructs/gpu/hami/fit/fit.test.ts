import { describe, expect, test } from 'vitest';
import { type FitAnswer, fitProgram } from '../../../../../constructs/gpu/hami/fit/fit';
import { hamiFacts } from '../../../../../constructs/gpu/hami/fit/hami-facts';
import { Inventory } from '../../../../../constructs/inventory';
import { told } from '../support';
import { shortly } from './nodes';

const inventory = (hosts: string) =>
  Inventory.fromText(`apiVersion: gpulab/v1\nhosts:\n${hosts}`, 'inventory.yaml').hosts;
const CARDS = inventory(
  '  - {name: n, gpus: [{model: A100, product: NVIDIA A100-SXM4-80GB, count: 2, memory: 80Gi}]}\n',
);

const deployment = (
  name: string,
  limits: object,
  more: { pod?: object; spec?: object; metadata?: object; init?: object[] } = {},
) => ({
  path: `app/${name}`,
  manifest: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'course' },
    spec: {
      replicas: 1,
      ...more.spec,
      template: {
        metadata: more.metadata ?? {},
        spec: { initContainers: more.init ?? [], containers: [{ name: 'main', resources: { limits } }], ...more.pod },
      },
    },
  },
});
const answer = (objects: ReturnType<typeof deployment>[], hosts = CARDS, hami = hamiFacts()): FitAnswer =>
  fitProgram({ hosts, objects, hami });
const places = ({ placed }: FitAnswer): string[] => placed.map((each) => `${each.pod.name} ${shortly(each)}`);
const GPU = 'nvidia.com/gpu';
const MEM = 'nvidia.com/gpumem';

describe('pods of a program', () => {
  test('are those of every object that makes pods with cards', () => {
    const job = deployment('job', { [MEM]: 1000 }, { spec: { parallelism: 3, completions: 2 } });
    const daemon = deployment('daemon', { [MEM]: 1000 });
    const objects = [
      deployment('two', { [MEM]: 1000 }, { spec: { replicas: 2 } }),
      deployment('none', { cpu: 1 }),
      { ...job, manifest: { ...job.manifest, apiVersion: 'batch/v1', kind: 'Job' } },
      { ...daemon, manifest: { ...daemon.manifest, kind: 'DaemonSet' } },
    ];
    expect(places(answer(objects))).toEqual([
      'course/two-1 n:1',
      'course/two-2 n:0',
      'course/job-1 n:1',
      'course/job-2 n:0',
    ]);
  });

  test('of a job of Kubeflow are counted by their roles, one where nothing is said', () => {
    const template = { spec: { containers: [{ name: 'pytorch', resources: { limits: { [MEM]: 1000 } } }] } };
    const job = {
      path: 'app/train',
      manifest: {
        apiVersion: 'kubeflow.org/v1',
        kind: 'PyTorchJob',
        metadata: { name: 'train', namespace: 'course' },
        spec: { pytorchReplicaSpecs: { Master: { template }, Worker: { replicas: 2, template } } },
      },
    };
    const found = fitProgram({ hosts: CARDS, objects: [job], hami: hamiFacts() });
    expect(places(found)).toEqual([
      'course/train-master n:1',
      'course/train-worker-1 n:0',
      'course/train-worker-2 n:1',
    ]);
    expect(found.findings).toEqual([]);
  });

  test('that follow nodes or an operator are told, with their place', () => {
    const pod = { spec: { containers: [{ name: 'main', resources: { limits: { [MEM]: '4Gi' } } }] } };
    const daemon = deployment('daemon', { [MEM]: 1000 });
    const cluster = {
      path: 'app/ray',
      manifest: {
        apiVersion: 'ray.io/v1',
        kind: 'RayCluster',
        metadata: { name: 'ray', namespace: 'course' },
        spec: { workerGroupSpecs: [{ replicas: 2, template: pod }] },
      },
    };
    const objects = [{ ...daemon, manifest: { ...daemon.manifest, kind: 'DaemonSet' } }, cluster];
    const { findings, placed } = fitProgram({ hosts: CARDS, objects, hami: hamiFacts() });
    expect(placed).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['GPULAB2747', 'GPULAB2741', 'GPULAB2747']);
    expect(findings.map(({ level, message, key }) => [level, message, key])).toEqual([
      ['warning', 'pods of course/daemon are not counted: how many there are is not known', 'spec.template'],
      [
        'error',
        'course/ray would run without a card: nvidia.com/gpumem is 4294967296 MiB, more than 2147483647',
        'resources.limits',
      ],
      [
        'warning',
        'pods of course/ray are not counted: how many there are is not known',
        'spec.workerGroupSpecs.0.template',
      ],
    ]);
  });

  test('of equal names are all booked', () => {
    const job = deployment('x', { [MEM]: 81920 });
    const objects = [job, { ...job, manifest: { ...job.manifest, apiVersion: 'batch/v1', kind: 'Job' } }];
    expect(places(answer(objects))).toEqual(['course/x n:1', 'course/x (Job) n:0']);
    expect(answer([...objects, objects[1]]).waiting.map(({ pod }) => pod.name)).toEqual(['course/x (Job 2)']);
  });

  test('have the placement of their annotations, read as HAMi reads them', () => {
    const metadata = {
      annotations: {
        'nvidia.com/use-gputype': ' a100 , ',
        'nvidia.com/nouse-gputype': '',
        'nvidia.com/numa-bind': 'T',
        'hami.io/gpu-scheduler-policy': 'binpack',
        'hami.io/node-scheduler-policy': 'SPREAD',
        'hami.io/device-scoring-weights': 'slot=1, core=0,memory=2',
      },
    };
    const [{ pod }] = answer([deployment('a', { [MEM]: 1000 }, { metadata })]).placed;
    expect(pod).toMatchObject({
      filter: { models: ['a100'], notModels: undefined, numaBind: true },
      cardPolicy: 'binpack',
      nodePolicy: 'binpack',
      weights: { slots: 1, cores: 0, mib: 2 },
    });
  });

  test.each([
    'slot=1',
    'slot=1,core=1,mem=1',
    'slot=1,slot=1,memory=1',
    'slot=0,core=0,memory=0',
    'slot=-1,core=1,memory=1',
    '',
  ])('weights %j keep the pod pending [37]', (text) => {
    const metadata = { annotations: { 'hami.io/device-scoring-weights': text } };
    expect(answer([deployment('a', { [MEM]: 1000 }, { metadata })]).waiting[0].message).toMatch(/^calcScore failed/);
  });

  test('need cores and memory of the machine: of containers together, of init containers the largest', () => {
    const hosts = inventory('  - {name: n, cpu: 8, memory: 64Gi, gpus: [{model: A100, count: 1, memory: 80Gi}]}\n');
    const limits = { cpu: '6', memory: '1Gi', [MEM]: 1000 };
    const init = [{ name: 'i', resources: { limits: { ...limits, cpu: '9' } } }];
    expect(answer([deployment('a', limits, { init })], hosts).waiting[0].message).toContain('Insufficient cpu');
    expect(answer([deployment('a', limits), deployment('b', limits)], hosts).waiting[0].pod.name).toBe('course/b');
  });
});

describe('the inventory', () => {
  test('gives equal machines a number, and cards in their order', () => {
    const hosts = inventory(
      '  - {name: g, count: 2, gpus: [{model: A100, count: 1, memory: 80Gi}, {model: V100, count: 1, memory: 32Gi}]}\n',
    );
    const { nodes } = answer([], hosts).cluster;
    expect(nodes.map(({ name }) => name)).toEqual(['g-1', 'g-2']);
    expect(nodes[0].cards.map(({ id, model, mib, slots }) => [id, model, mib, slots])).toEqual([
      ['g-1/0', 'NVIDIA-A100', 81920, 10],
      ['g-1/1', 'NVIDIA-V100', 32768, 10],
    ]);
  });

  test('and the release say how often a card is promised', () => {
    const hami = hamiFacts({ devicePlugin: { deviceSplitCount: 2, deviceMemoryScaling: 1.5, deviceCoreScaling: 2 } });
    expect(answer([], CARDS, hami).cluster.nodes[0].cards[0]).toMatchObject({ slots: 2, mib: 122880, cores: 200 });
  });

  test('has no labels: models and groups stand for them, a host name is known, and the rest is believed', () => {
    const hosts = inventory(
      '  - {name: a, groups: [fast], gpus: [{model: A100, count: 1, memory: 80Gi}]}\n  - {name: b, gpus: [{model: V100, count: 1, memory: 32Gi}]}\n',
    );
    const on = (nodeSelector: object) =>
      places(answer([deployment('x', { [MEM]: 1000 }, { pod: { nodeSelector } })], hosts))[0];
    expect(on({ 'gpu-model': 'V100' })).toBe('course/x b:0');
    expect(on({ pool: 'fast' })).toBe('course/x a:0');
    expect(on({ 'kubernetes.io/hostname': 'b' })).toBe('course/x b:0');
    expect(on({ disk: 'ssd' })).toBe('course/x a/b:0');
  });

  test('must say how much memory sliced cards have', () => {
    const hosts = inventory('  - {name: n, gpus: [{model: A100, count: 1}]}\n');
    expect(told(answer([], hosts).findings)).toEqual(['GPULAB2743 the cards of n have no memory: A100']);
    expect(fitProgram({ hosts, objects: [] }).findings).toEqual([]);
  });
});

describe('what the inventory does not say', () => {
  const of = (gpu: string) =>
    inventory(`  - {name: n, groups: [slices], gpus: [{model: RTX2080Ti, count: 1, memory: 11Gi${gpu}}]}\n`);
  const choosing = (annotations: object, hosts: ReturnType<typeof of>) =>
    answer([deployment('x', { [MEM]: 1000 }, { metadata: { annotations } })], hosts);
  const models = { 'nvidia.com/use-gputype': 'RTX 2080' };
  const UUID = 'GPU-00000000-0000-0000-0000-000000000001';
  const codes = ({ findings }: FitAnswer) => findings.map(({ level, code }) => `${level} ${code}`);

  test('decides nothing: pods that choose by a model are neither placed nor waiting', () => {
    const found = choosing(models, of(''));
    expect([found.placed, found.waiting, found.undecided.map(({ name }) => name)]).toEqual([[], [], ['course/x']]);
    expect(told(found.findings)).toEqual([
      'GPULAB2748 cannot decide where pods of course/x go: they choose cards by model, and the inventory has no product name of those of n',
    ]);
    expect(found.findings[0].level).toBe('warning');
  });

  test('and with the name of the product HAMi can be followed', () => {
    const named = of(', product: NVIDIA GeForce RTX 2080 Ti');
    expect(places(choosing(models, named))).toEqual(['course/x n:0']);
    expect(choosing({ 'nvidia.com/use-gputype': 'RTX2080Ti' }, named).waiting[0].message).toContain('CardTypeMismatch');
  });

  test('UUIDs: a card without one may be the one, and with one it is known', () => {
    const uuids = { 'nvidia.com/use-gpuuuid': UUID };
    expect(codes(choosing(uuids, of('')))).toEqual(['warning GPULAB2748']);
    expect(places(choosing(uuids, of(`, uuid: ${UUID}`)))).toEqual(['course/x n:0']);
    expect(codes(choosing(uuids, of(`, uuid: ${UUID.replace('1', '2')}`)))).toEqual(['error GPULAB2740']);
  });

  test('the group of the stack: told once, with the one that is meant', () => {
    const found = answer([deployment('x', { [MEM]: 1000 })], of(''), { ...hamiFacts(), hosts: 'slice' });
    expect(codes(found)).toEqual(['error GPULAB2749']);
    expect(found.findings[0].hint).toBe('did you mean "slices"?');
  });

  test('memory: what follows from it is not told', () => {
    const hosts = inventory('  - {name: n, gpus: [{model: A100, count: 1, memory: 80Gi}, {model: V100, count: 1}]}\n');
    const { findings } = answer([deployment('x', { [MEM]: 90000 })], hosts);
    expect(findings.map(({ code, key }) => [code, key])).toEqual([['GPULAB2743', 'hosts.n.gpus[1].memory']]);
  });

  test.each([
    [{ 'gpu-model': 'RTX2080Tl' }, 'did you mean "RTX2080Ti"?'],
    [{ 'nvidia.com/gpu.product': 'Tesla-T4' }, 'known: RTX2080Ti, slices'],
    [{ pool: 'slice' }, 'did you mean "slices"?'],
  ])('nodeSelector %j is a warning', (nodeSelector, hint) => {
    const { findings } = answer([deployment('x', { [MEM]: 1000 }, { pod: { nodeSelector } })], of(''));
    expect(findings).toMatchObject([{ level: 'warning', code: 'GPULAB2750', hint }]);
  });

  test('labels that are like nothing in the inventory are believed', () => {
    const pod = { nodeSelector: { gpu: 'on', disk: 'ssd', 'kubernetes.io/hostname': 'n' } };
    expect(answer([deployment('x', { [MEM]: 1000 }, { pod })], of('')).findings).toEqual([]);
  });
});

describe('who schedules', () => {
  const hosts = inventory(
    '  - {name: s, groups: [slices], gpus: [{model: A100, count: 1, memory: 80Gi}]}\n  - {name: w, gpus: [{model: V100, count: 2}]}\n',
  );
  const hami = { ...hamiFacts(), hosts: 'slices' };
  const one = (more: Parameters<typeof deployment>[2] = {}) =>
    answer([deployment('x', { [GPU]: 1 }, more)], hosts, hami);

  test('HAMi, for every pod that its webhook sees', () => {
    expect(places(one())).toEqual(['course/x s:0']);
    expect(places(one({ pod: { schedulerName: 'default-scheduler' } }))).toEqual(['course/x s:0']);
  });

  test('kube-scheduler, for a pod or a namespace that opts out, and it may meet the slots of HAMi', () => {
    const optOut = { 'hami.io/webhook': 'ignore' };
    const pod = one({ metadata: { labels: optOut } });
    expect(places(pod)).toEqual(['course/x w:']);
    expect(told(pod.findings)).toEqual([
      'GPULAB2746 course/x is not for HAMi, and its nodeSelector lets it go to s, whose cards HAMi slices',
    ]);
    const namespace = {
      path: 'app/course',
      manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'course', labels: optOut } },
    };
    const selected = deployment('x', { [GPU]: 1 }, { pod: { nodeSelector: { m: 'V100' } } });
    const both = fitProgram({ hosts, objects: [namespace, selected], hami });
    expect(places(both)).toEqual(['course/x w:']);
    expect(both.findings).toEqual([]);
  });

  test('kube-scheduler, for namespaces that the release skips', () => {
    const skipping = { ...hami, skipNamespaces: ['course'] };
    expect(places(answer([deployment('x', { [GPU]: 1 })], hosts, skipping))).toEqual(['course/x w:']);
  });

  test('somebody else, of whom nothing is known', () => {
    const other = one({ pod: { schedulerName: 'volcano' } });
    expect([other.placed, other.waiting]).toEqual([[], []]);
  });

  test('kube-scheduler, where there is no HAMi', () => {
    expect(places(fitProgram({ hosts, objects: [deployment('x', { [GPU]: 2 })] }))).toEqual(['course/x w:']);
  });
});

describe('what is told', () => {
  test('pods without a place, once for equal ones, with the words of HAMi', () => {
    const { findings, waiting } = answer([deployment('x', { [MEM]: 50000 }, { spec: { replicas: 4 } })]);
    expect(waiting).toHaveLength(2);
    expect(findings).toMatchObject([{ path: 'app/x', level: 'error', code: 'GPULAB2740' }]);
    expect(findings[0].message).toBe(
      '2 of 4 pods of course/x find no place: 0/1 nodes are available: 1 2/2 CardInsufficientMemory.',
    );
    expect(findings[0].hint).toBe('n: 2/2 CardInsufficientMemory; asked: 50000 MiB of a card; the largest has 81920');
  });

  test('a pod that would run without a card, one that is refused, and what is ignored', () => {
    expect(told(answer([deployment('x', { [MEM]: '4Gi' })]).findings)).toEqual([
      'GPULAB2741 course/x would run without a card: nvidia.com/gpumem is 4294967296 MiB, more than 2147483647',
    ]);
    const privileged = {
      containers: [{ name: 'main', resources: { limits: { [GPU]: 1 } }, securityContext: { privileged: true } }],
    };
    const refused = answer([deployment('x', {}, { pod: privileged })]);
    expect(told(refused.findings)).toEqual(['GPULAB2744 course/x would be refused: container main is privileged']);
    expect(refused.placed).toEqual([]);
    expect(told(answer([deployment('x', { [GPU]: 1, [MEM]: 0 })]).findings)).toEqual([
      'GPULAB2745 course/x: nvidia.com/gpumem 0 is taken for all the memory',
    ]);
  });

  test('a slice in which nothing starts, by its amount or by its share', () => {
    for (const limits of [{ [MEM]: 255 }, { 'nvidia.com/gpumem-percentage': 2 }]) {
      const hosts = inventory('  - {name: n, gpus: [{model: T4, count: 1, memory: 12750Mi}]}\n');
      expect(told(answer([deployment('x', limits)], hosts).findings)).toEqual([
        'GPULAB2751 course/x gets 255 MiB of a card; a CUDA context alone takes hundreds',
      ]);
    }
    expect(answer([deployment('x', { [MEM]: 256 })]).findings).toEqual([]);
  });

  test('an init container without a card [46]', () => {
    const { findings, placed } = answer([deployment('x', { [MEM]: 60000 }, { init: [{ name: 'clone' }] })]);
    expect(told(findings)).toEqual([
      'GPULAB2742 course/x has an init container without a card: when it ends, HAMi gives the card of the pod away again',
    ]);
    expect(placed).toHaveLength(1);
  });
});
