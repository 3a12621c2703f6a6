import { Size } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { walk } from '../../../../constructs/core/private/tree';
import { DockerSlice, GpuSlice, HamiStack, SlicedPod } from '../../../../constructs/gpu/hami';
import { UpstreamChart, UpstreamRelease } from '../../../../constructs/upstream';
import { findingsOf, IMAGE, podOf, refusal, told, workload } from './support';

const GIB_4 = GpuSlice.memory(Size.gibibytes(4));
const docker = (slice: GpuSlice, card = Size.gibibytes(24)) =>
  new DockerSlice({ slice, cardMemory: card, devices: Array.from({ length: slice.cardCount }, (_, i) => `${i}`) });

describe('acceptance facts of sliced GPUs', () => {
  test('1: one GPU, 3000 MiB and 30 % are integers among the limits, with the scheduler', () => {
    const { spec } = podOf(workload({ slice: GpuSlice.memory(Size.mebibytes(3000)).cores(30) }));
    expect(spec.containers[0].resources.limits).toMatchObject({
      'nvidia.com/gpu': 1,
      'nvidia.com/gpumem': 3000,
      'nvidia.com/gpucores': 30,
    });
    expect(spec.schedulerName).toBe('hami-scheduler');
  });

  test('2: 4 GiB are 4096 or 4096m, and the text 4Gi is an error', () => {
    expect(new SlicedPod({ slice: GIB_4 }).limits['nvidia.com/gpumem']).toBe(4096);
    expect(docker(GIB_4).environment.CUDA_DEVICE_MEMORY_LIMIT).toBe('4096m');
    expect(refusal(() => GpuSlice.memory('4Gi' as unknown as Size))).toHaveLength(1);
    expect(JSON.stringify(podOf(workload({ slice: GIB_4 })))).not.toContain('4Gi');
  });

  test('3: memory and percent cannot both be given; shares out of range are errors', () => {
    // A slice begins with one of them, and no method adds the other.
    expect(Object.keys(GIB_4)).not.toContain('percent');
    expect('percent' in GIB_4 || 'memory' in GIB_4).toBe(false);
    for (const percent of [0, 101, 12.5]) expect(refusal(() => GpuSlice.percent(percent))).toHaveLength(1);
    for (const cores of [-1, 101]) expect(refusal(() => GIB_4.cores(cores))).toHaveLength(1);
  });

  test('4: no memory, and more than 31 bits of MiB, are errors', () => {
    for (const mib of [0, 2147483648]) expect(refusal(() => GpuSlice.memory(Size.mebibytes(mib)))).toHaveLength(1);
  });

  test('5: a limit of memory for Docker is a plain number with its unit', () => {
    for (const slice of [GIB_4, GpuSlice.percent(33), GpuSlice.memory(Size.mebibytes(300))]) {
      expect(docker(slice).environment.CUDA_DEVICE_MEMORY_LIMIT).toMatch(/^[1-9][0-9]*m$/);
    }
  });

  test('6: 24 GiB on each of two cards are 24576m', () => {
    const { environment } = docker(GpuSlice.memory(Size.gibibytes(24)).cards(2), Size.gibibytes(48));
    expect(environment.CUDA_DEVICE_MEMORY_LIMIT).toBe('24576m');
  });

  test('7: 6 GiB of 24 GiB are 25 % of the compute; a full card has no limit of it', () => {
    expect(docker(GpuSlice.memory(Size.gibibytes(6))).environment.CUDA_DEVICE_SM_LIMIT).toBe('25');
    for (const full of [GpuSlice.memory(Size.gibibytes(24)), GpuSlice.percent(100), GpuSlice.wholeCards()]) {
      expect(docker(full).environment.CUDA_DEVICE_SM_LIMIT).toBeUndefined();
    }
  });

  test('8: the folder of HAMi-core is mounted to be read only, at its place', () => {
    const { mounts, environment } = docker(GIB_4);
    expect(mounts[0]).toEqual({ source: '/root/HAMi-core/build', target: '/libvgpu/build', readOnly: true });
    expect(environment.LD_PRELOAD).toBe('/libvgpu/build/libvgpu.so');
    const relative = () =>
      new DockerSlice({ slice: GIB_4, cardMemory: Size.gibibytes(24), devices: ['0'], hamiCorePath: 'x' });
    expect(refusal(relative)).toHaveLength(1);
  });

  test('9: a privileged container, a preset node, and variables of HAMi are errors', () => {
    const container = (more: object) => ({ name: 'main', image: IMAGE, ...more });
    const refused = (spec: object) => refusal(() => new SlicedPod({ slice: GIB_4 }).template({ spec })).length;
    expect(refused({ containers: [container({ securityContext: { privileged: true } })] })).toBe(1);
    expect(refused({ nodeName: 'n', containers: [container({})] })).toBe(1);
    for (const name of ['CUDA_DISABLE_CONTROL', 'CUDA_DEVICE_MEMORY_LIMIT', 'LD_PRELOAD']) {
      expect(refused({ containers: [container({ env: [{ name, value: '' }] })] })).toBe(1);
    }
    expect(refused({ containers: [container({ env: [{ name: 'HOME', value: '/' }] })] })).toBe(0);
  });

  test('10: policies are words of a list, and models are joined by commas without empty items', () => {
    expect(told(findingsOf(workload({ nodePolicy: 'BINPACK' as any })))).toHaveLength(1);
    expect(told(findingsOf(workload({ cards: { models: ['A100', ''] } })))).toHaveLength(1);
    const { annotations } = new SlicedPod({ slice: GIB_4, cards: { models: ['A100', 'RTX 4090'] } });
    expect(annotations['nvidia.com/use-gputype']).toBe('A100,RTX 4090');
  });

  test('11: the chart is 2.10.0, its kube-scheduler no regional mirror, its Services inside, its nodes gpu=on', () => {
    const app = new LabApp();
    new HamiStack(app, 'hami');
    const [{ _source, _values }] = walk(app).releases;
    const values: any = _values;
    expect(_source.version).toBe('2.10.0');
    expect(values.scheduler.kubeScheduler.image.registry).toBe('registry.k8s.io');
    expect([values.scheduler.service.type, values.devicePlugin.service.type]).toEqual(['ClusterIP', 'ClusterIP']);
    expect(values.devicePlugin.nvidiaNodeSelector).toEqual({ gpu: 'on' });
  });

  test('12: HAMi and the plain device plugin on the same nodes are an error', () => {
    const app = new LabApp();
    new HamiStack(app, 'hami');
    const chart = UpstreamChart.of({
      name: 'nvidia-device-plugin',
      version: '0.20.0',
      repository: 'https://nvidia.github.io/k8s-device-plugin',
      namespace: 'nvidia-device-plugin',
    });
    new UpstreamRelease(app, 'plain', { chart });
    expect(app.check().filter(({ code }) => code === 'GPULAB2426')).toHaveLength(1);
  });
});
