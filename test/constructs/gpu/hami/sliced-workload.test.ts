import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { LabChart } from '../../../../constructs/core';
import {
  GpuSlice,
  HamiCardPolicy,
  HamiCorePolicy,
  HamiMode,
  HamiNames,
  HamiNodePolicy,
  HamiPriority,
  HamiSlicedWorkload,
  HamiStack,
  HamiWorkloadKind,
  SlicedPod,
} from '../../../../constructs/gpu/hami';
import { chart, findingsOf, IMAGE, manifestsOf, podOf, refusal, SLICE, told, workload } from './support';

const UUID = 'GPU-8b1d6fd2-6c2c-4e1f-9d3a-0123456789ab';
const isNothing = (of: HamiSlicedWorkload) => expect(manifestsOf(of)).toEqual([]);

describe('a sliced workload', () => {
  test('is a Deployment whose pods have limits, scheduler, toleration and few rights', () => {
    const [deployment, ...others] = manifestsOf(workload());
    expect(others).toEqual([]);
    expect(deployment).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'job', namespace: 'course' },
      spec: { replicas: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'job' } } },
    });
    expect(deployment.spec.template).toEqual({
      metadata: { labels: { 'app.kubernetes.io/name': 'job' } },
      spec: {
        schedulerName: 'hami-scheduler',
        automountServiceAccountToken: false,
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
        containers: [
          {
            name: 'main',
            image: IMAGE,
            imagePullPolicy: 'IfNotPresent',
            resources: {
              limits: {
                cpu: '4',
                memory: '16Gi',
                'nvidia.com/gpu': 1,
                'nvidia.com/gpumem': 3000,
                'nvidia.com/gpucores': 30,
              },
            },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    });
  });

  test('gives every container a slice, init containers too, each its own where it has one', () => {
    const { initContainers, containers } = podOf(
      workload({
        containers: [{ image: IMAGE }, { image: IMAGE, name: 'serve', slice: GpuSlice.percent(25) }],
        initContainers: [{ image: IMAGE }],
      }),
    ).spec;
    const limits = (container: any) => ({ ...container.resources.limits, cpu: undefined, memory: undefined });
    const whole = { 'nvidia.com/gpu': 1, 'nvidia.com/gpumem': 3000, 'nvidia.com/gpucores': 30 };
    expect(limits(initContainers[0])).toEqual(whole);
    expect(containers.map(({ name }: any) => name)).toEqual(['main', 'serve']);
    expect(limits(containers[0])).toEqual(whole);
    expect(limits(containers[1])).toEqual({ 'nvidia.com/gpu': 1, 'nvidia.com/gpumem-percentage': 25 });
  });

  test('is a Job that succeeds as often as there are replicas', () => {
    const [job] = manifestsOf(workload({ kind: HamiWorkloadKind.JOB, replicas: 3 }));
    expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job', spec: { completions: 3, parallelism: 3 } });
    expect(job.spec.template.spec.restartPolicy).toBe('Never');
    expect(job.spec.selector).toBeUndefined();
  });

  test('is a StatefulSet with the Service that names its pods', () => {
    const [service, set] = manifestsOf(workload({ kind: HamiWorkloadKind.STATEFUL_SET, replicas: 2 }));
    expect(service).toMatchObject({ kind: 'Service', metadata: { name: 'job' }, spec: { clusterIP: 'None' } });
    expect(set).toMatchObject({ kind: 'StatefulSet', spec: { serviceName: 'job', replicas: 2 } });
  });

  test('says where its pods go in annotations, and nothing that was not asked for', () => {
    const placed = workload({
      cards: { models: ['A100', 'H100'], notModels: ['MIG'], uuids: [UUID] },
      mode: HamiMode.HAMI_CORE,
      numaBind: true,
      nodePolicy: HamiNodePolicy.SPREAD,
      cardPolicy: [HamiCardPolicy.BINPACK, HamiCardPolicy.NUMA],
      scoringWeights: { slots: 1, cores: 1, memory: 3 },
      priority: HamiPriority.HIGH,
      corePolicy: HamiCorePolicy.FORCE,
      logLevel: 2,
      runtimeClass: 'nvidia',
    });
    expect(findingsOf(placed)).toEqual([]);
    const { metadata, spec } = podOf(placed);
    expect(metadata.annotations).toEqual({
      'nvidia.com/use-gputype': 'A100,H100',
      'nvidia.com/nouse-gputype': 'MIG',
      'nvidia.com/use-gpuuuid': UUID,
      'nvidia.com/vgpu-mode': 'hami-core',
      'nvidia.com/numa-bind': 'true',
      'hami.io/node-scheduler-policy': 'spread',
      'hami.io/gpu-scheduler-policy': 'binpack,numa',
      'hami.io/device-scoring-weights': 'slot=1,core=1,memory=3',
    });
    expect(spec.runtimeClassName).toBe('nvidia');
    expect(spec.containers[0].resources.limits['nvidia.com/priority']).toBe(0);
    expect(spec.containers[0].env).toEqual([
      { name: 'GPU_CORE_UTILIZATION_POLICY', value: 'force' },
      { name: 'LIBCUDA_LOG_LEVEL', value: '2' },
    ]);
  });

  test('has a /dev/shm, volumes, ports, variables and users where they are wanted', () => {
    const { spec } = podOf(
      workload({
        sharedMemory: '8Gi',
        runAsUser: 1000,
        volumes: [{ name: 'data', emptyDir: {} }],
        containers: [
          { image: IMAGE, ports: [8888], env: { MODE: 'lab' }, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        ],
      }),
    );
    expect(spec.volumes.map(({ name }: any) => name)).toEqual(['data', 'shared-memory']);
    expect(spec.securityContext.runAsUser).toBe(1000);
    expect(spec.containers[0]).toMatchObject({
      ports: [{ containerPort: 8888 }],
      env: [{ name: 'MODE', value: 'lab' }],
      volumeMounts: [
        { name: 'data', mountPath: '/data' },
        { name: 'shared-memory', mountPath: '/dev/shm' },
      ],
    });
  });

  test('every kind passes the checks of an app', () => {
    const app = new LabApp();
    const own = new LabChart(app, 'own');
    for (const kind of Object.values(HamiWorkloadKind)) {
      new HamiSlicedWorkload(own, kind.toLowerCase(), {
        namespace: 'course',
        slice: SLICE,
        kind,
        sharedMemory: '1Gi',
        containers: [{ image: IMAGE, ports: [80] }],
        initContainers: [{ image: IMAGE, command: ['true'] }],
      });
    }
    expect(app.check()).toEqual([]);
  });
});

describe('names of resources', () => {
  const names = new HamiNames({ cards: 'example.com/vgpu', memory: 'example.com/vmem', scheduler: 'slices' });

  test('follow the stack of the program', () => {
    const app = new LabApp();
    const stack = new HamiStack(app, 'hami', { names });
    const { spec } = podOf(workload({}, new LabChart(app, 'own')));
    expect(stack.names).toBe(names);
    expect(spec.schedulerName).toBe('slices');
    expect(spec.containers[0].resources.limits).toMatchObject({ 'example.com/vgpu': 1, 'example.com/vmem': 3000 });
  });

  test('are names of extended resources, all different, and not the scheduler of Kubernetes', () => {
    expect(
      refusal(() => new HamiNames({ cards: 'gpu', memory: 'nvidia.com/gpucores', scheduler: 'default-scheduler' })),
    ).toEqual([
      'GPULAB2203 cards "gpu" is not the name of a resource of devices, as "example.com/vgpu"',
      'GPULAB2204 resource "nvidia.com/gpucores" is given twice',
      'GPULAB2706 scheduler "default-scheduler" is that of Kubernetes, which knows nothing of slices',
    ]);
    expect(refusal(() => new HamiNames({ cards: 'requests.kubernetes.io/gpu' }))).toHaveLength(1);
  });
});

describe('what HAMi would ignore or refuse', () => {
  test.each([
    [
      { cards: { models: [] } },
      'GPULAB2708 cards.models is empty: some versions of HAMi then match nothing, others everything',
    ],
    [
      { cards: { models: ['A100', 'H100'], notModels: ['a10'] } },
      'GPULAB2708 cards.models[0] "A100" contains "a10" of cards.notModels: no card is both',
    ],
    [
      {
        cards: {
          uuids: ['GPU-00000000-0000-0000-0000-000000000001'],
          notUuids: ['GPU-00000000-0000-0000-0000-000000000001'],
        },
      },
      'GPULAB2708 cards.uuids[0] GPU-00000000-0000-0000-0000-000000000001 is in cards.notUuids, too',
    ],
    [{ cards: { models: ['A100,H100'] } }, 'GPULAB2708 cards.models[0] "A100,H100" is not part of the name of a model'],
    [{ cards: { models: [' A100'] } }, 'GPULAB2708 cards.models[0] " A100" is not part of the name of a model'],
    [{ cards: { notModels: [''] } }, 'GPULAB2708 cards.notModels[0] "" is not part of the name of a model'],
    [
      { cards: { uuids: ['GPU-1'] } },
      'GPULAB2708 cards.uuids[0] "GPU-1" is not the UUID of a card, as nvidia-smi -L prints it',
    ],
    [{ cards: { notUuids: [UUID, UUID] } }, `GPULAB2204 cards.notUuids "${UUID}" is given twice`],
    [
      { nodePolicy: 'SPREAD' },
      'GPULAB2709 nodePolicy "SPREAD" is none of binpack, spread: HAMi would take its default',
    ],
    [
      { cardPolicy: ['pack'] },
      'GPULAB2709 cardPolicy[0] "pack" is none of binpack, spread, topology-aware, mutex, numa: HAMi would take its default',
    ],
    [
      { cardPolicy: ['binpack', 'spread'] },
      'GPULAB2709 cardPolicy has binpack and spread: HAMi would follow the first and never ask the second',
    ],
    [
      { scoringWeights: { slots: 0, cores: 0, memory: 0 } },
      'GPULAB2709 scoringWeights are all zero: HAMi refuses them, and the pods stay pending',
    ],
    [{ mode: 'vgpu' }, 'GPULAB2709 mode "vgpu" is none of hami-core, mig, mps: HAMi would take its default'],
    [{ logLevel: 5 }, 'GPULAB2202 logLevel is 5: a whole number from 0 to 4 is wanted'],
    [
      { slice: '4Gi' },
      'GPULAB2217 slice is "4Gi", a string; a GpuSlice, as GpuSlice.memory(Size.gibibytes(4)) is wanted',
    ],
    [{ containers: [] }, 'GPULAB2217 containers is empty; at least one is wanted'],
    [{ kind: 'CronJob' }, 'GPULAB2203 kind "CronJob" is none of Deployment, StatefulSet, Job'],
    [
      { kind: 'StatefulSet', name: '1st' },
      'GPULAB2203 name "1st" is not a name for a Service, which begins with a letter',
    ],
    [
      { containers: [{ image: IMAGE, securityContext: { privileged: true } }] },
      `GPULAB2706 container "main" is privileged: it sees every card of the node, and HAMi's webhook denies the pod`,
    ],
    [
      { containers: [{ image: IMAGE, env: { CUDA_DEVICE_MEMORY_LIMIT_3: '0' } }] },
      'GPULAB2705 container "main" sets CUDA_DEVICE_MEMORY_LIMIT_3, which belongs to HAMi',
    ],
    [
      { containers: [{ image: IMAGE, volumeMounts: [{ name: 'x', mountPath: '/usr/local/vgpu/' }] }] },
      'GPULAB2705 container "main" mounts something at "/usr/local/vgpu/", which belongs to HAMi',
    ],
  ])('%j is refused, and nothing is made', (props, message) => {
    const bad = workload(props as any);
    expect(told(findingsOf(bad))).toContain(message);
    isNothing(bad);
  });

  test('everything is told at once', () => {
    const bad = workload({ nodePolicy: 'x' as any, replicas: -1, namespace: 'No', containers: [{ image: ' ' }] });
    expect(findingsOf(bad)).toHaveLength(4);
  });
});

describe('a Deployment', () => {
  const strategyOf = (slice: GpuSlice, more = {}) => manifestsOf(workload({ slice, ...more })).at(-1).spec.strategy;

  test('of cards that nobody shares ends old pods first: a new one would wait for their card', () => {
    expect(strategyOf(GpuSlice.wholeCards())).toEqual({ type: 'Recreate' });
    expect(strategyOf(GpuSlice.percent(100))).toEqual({ type: 'Recreate' });
    expect(strategyOf(GpuSlice.percent(50))).toBeUndefined();
    const containers = [{ image: IMAGE, slice: GpuSlice.percent(50) }];
    expect(strategyOf(GpuSlice.wholeCards(), { containers })).toBeUndefined();
    expect(strategyOf(GpuSlice.wholeCards(), { kind: HamiWorkloadKind.STATEFUL_SET })).toBeUndefined();
  });

  test('has containers without a card where they are named', () => {
    const containers = [{ image: IMAGE }, { image: IMAGE, name: 'log' }];
    const { spec } = podOf(workload({ containers, without: ['log'] }));
    expect(spec.containers.map(({ resources }: any) => resources.limits['nvidia.com/gpu'])).toEqual([1, undefined]);
    expect(told(findingsOf(workload({ containers, without: ['lag'] })))).toEqual([
      'GPULAB2710 the pod has no container "lag"',
    ]);
  });
});

describe('what would lift limits', () => {
  const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const contextOf = (securityContext: object) =>
    podOf(workload({ containers: [{ image: IMAGE, securityContext }] })).spec.containers[0].securityContext;

  test('is not allowed by a security context that says something else', () => {
    expect(contextOf({ runAsUser: 1000 })).toEqual({ ...SECURE, runAsUser: 1000 });
    expect(contextOf({ capabilities: { add: ['IPC_LOCK'] } }).capabilities).toEqual({
      drop: ['ALL'],
      add: ['IPC_LOCK'],
    });
    expect(contextOf({ capabilities: { drop: ['NET_RAW'] } }).capabilities).toEqual({ drop: ['NET_RAW'] });
  });

  test('is a warning where it is said, and is made', () => {
    const bad = workload({
      containers: [
        { image: IMAGE, securityContext: { allowPrivilegeEscalation: true, capabilities: { add: ['SYS_ADMIN'] } } },
      ],
      volumes: [{ name: 'host', hostPath: { path: '/usr/local' } }, { name: 'own' }],
    });
    const findings = findingsOf(bad);
    expect(told(findings)).toEqual([
      'GPULAB2712 volume "host" is "/usr/local" of the node, where HAMi-core and its accounts may be',
      'GPULAB2712 container "main" allows more rights than at the start: programs that take them run without limits',
      'GPULAB2712 container "main" adds SYS_ADMIN: with more capabilities limits may be lifted',
    ]);
    expect(findings.map(({ level }) => level)).toEqual(['warning', 'warning', 'warning']);
    expect(podOf(bad).spec.containers[0].securityContext.allowPrivilegeEscalation).toBe(true);
  });

  test("is left out of a pod of one's own where it says nothing", () => {
    const containers = [
      { name: 'main' },
      { name: 'own', securityContext: { runAsUser: 7, allowPrivilegeEscalation: true } },
    ];
    const { spec } = new SlicedPod({ slice: SLICE }).template({
      spec: { containers, securityContext: { fsGroup: 5 } },
    });
    expect(spec.securityContext).toEqual({ fsGroup: 5, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.containers[0].securityContext).toEqual(SECURE);
    expect(spec.containers[1].securityContext).toEqual({ ...SECURE, runAsUser: 7, allowPrivilegeEscalation: true });
  });
});

describe("slices for a pod of one's own", () => {
  const template = (spec: object) => ({ metadata: { labels: { app: 'a' }, annotations: { own: '1' } }, spec });
  const containers = [
    { name: 'main', image: IMAGE, resources: { limits: { cpu: '1' } } },
    { name: 'log', image: IMAGE },
  ];
  const sliced = (more = {}) => new SlicedPod({ slice: SLICE, without: ['log'], numaBind: true, ...more });

  test('are added to what it has, and it is not changed', () => {
    const given = template({ containers, tolerations: [{ operator: 'Exists' }] });
    const before = structuredClone(given);
    const { metadata, spec } = sliced().template(given);
    expect(given).toEqual(before);
    expect(metadata).toEqual({ labels: { app: 'a' }, annotations: { own: '1', 'nvidia.com/numa-bind': 'true' } });
    expect(spec.schedulerName).toBe('hami-scheduler');
    expect(spec.tolerations).toHaveLength(2);
    expect(spec.containers[0].resources.limits).toEqual({ cpu: '1', ...sliced().limits });
    expect(spec.containers[1].resources).toBeUndefined();
  });

  test('limits, annotations and scheduler are there for who writes them himself', () => {
    const { limits, annotations, schedulerName } = new SlicedPod({ slice: GpuSlice.wholeCards(2) });
    expect(limits).toEqual({ 'nvidia.com/gpu': 2, 'nvidia.com/gpucores': 100 });
    expect(annotations).toEqual({});
    expect(schedulerName).toBe('hami-scheduler');
  });

  test('a pod that HAMi would not see or would refuse is refused with all reasons', () => {
    const spec = { nodeName: 'n1', schedulerName: 'default-scheduler', containers };
    expect(refusal(() => sliced().template(template(spec)))).toEqual([
      `GPULAB2706 the pod has nodeName "n1": HAMi's webhook denies a pod that has its node already`,
      'GPULAB2706 the pod has schedulerName "default-scheduler", which books no slices; hami-scheduler does',
    ]);
  });

  test('resources of HAMi beside the slice are two sources for one amount', () => {
    const own = [{ name: 'main', resources: { limits: { 'nvidia.com/gpumem': '4Gi' } } }];
    expect(refusal(() => new SlicedPod({ slice: SLICE }).template(template({ containers: own })))).toEqual([
      'GPULAB2707 container "main" asks for nvidia.com/gpumem by hand',
    ]);
  });

  test('an init container without a slice would lose the booking of the pod', () => {
    const spec = { containers, initContainers: [{ name: 'clone', image: IMAGE }] };
    expect(refusal(() => sliced({ without: ['clone', 'log'] }).template(template(spec)))).toEqual([
      'GPULAB2711 init container "clone" has no slice: when it ends, HAMi drops the booking of the pod',
    ]);
    expect(sliced().template(template(spec)).spec.initContainers[0].resources.limits).toEqual(sliced().limits);
  });

  test('a container that is not there, and a pod without any slice', () => {
    expect(refusal(() => sliced({ slices: { mian: SLICE } }).template(template({ containers })))).toEqual([
      'GPULAB2710 the pod has no container "mian"',
    ]);
    expect(refusal(() => sliced({ without: ['main', 'log'] }).template(template({ containers })))).toEqual([
      'GPULAB2710 no container of the pod has a slice',
    ]);
  });

  test('a wrong placement is refused where the slices are made', () => {
    expect(refusal(() => sliced({ nodePolicy: 'x' }))).toHaveLength(1);
  });
});

test('a workload of a plain cdk8s app with an error fails its validation', () => {
  const own = chart();
  const bad = workload({ slice: undefined as any }, own);
  expect(bad.node.validate()).toEqual([expect.stringContaining('GPULAB2217 slice is missing')]);
});
