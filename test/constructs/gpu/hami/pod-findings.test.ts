import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { LabChart } from '../../../../constructs/core';
import { GpuSlice, HamiNames, HamiStack, type HamiStackProps, SlicedPod } from '../../../../constructs/gpu/hami';
import { findingsOf, told, workload } from './support';

const NAMES = new HamiNames({ cards: 'example.com/vgpu', memory: 'example.com/vmem', scheduler: 'slices' });
const RENAMED = 'example.com/vgpu, example.com/vmem, slices';

/** A program of a HamiStack and what `make` makes. */
function check(make: (chart: LabChart, app: LabApp) => void, props: HamiStackProps = {}) {
  const app = new LabApp();
  new HamiStack(app, 'hami', props);
  make(new LabChart(app, 'own', { namespace: 'course' }), app);
  return app.check();
}

const deployment = (chart: LabChart, template: object) =>
  new ApiObject(chart, 'a', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, ...template },
    },
  } as any);
const limited = (limits: object, more: object = {}) => ({
  spec: { containers: [{ name: 'main', image: 'registry.example.org/a:1', resources: { limits } }], ...more },
});
const ours = (findings: ReturnType<typeof check>) => told(findings.filter(({ code }) => code.startsWith('GPULAB27')));

describe('names that are not those of the stack', () => {
  test('of a workload that was made before it', () => {
    const app = new LabApp();
    workload({}, new LabChart(app, 'own'));
    new HamiStack(app, 'hami', { names: NAMES });
    const findings = app.check().filter(({ code }) => code === 'GPULAB2721');
    expect(told(findings)).toEqual([
      `GPULAB2721 asks for nvidia.com/gpu of hami-scheduler, but hami has other names: ${RENAMED}`,
    ]);
    expect(findings[0]).toMatchObject({ path: 'own/job', hint: expect.stringContaining('make the HamiStack first') });
  });

  test('of a workload that has names of its own, in whichever order', () => {
    const late = check((chart) => void workload({ names: NAMES }, chart));
    const app = new LabApp();
    workload({ names: NAMES }, new LabChart(app, 'own'));
    new HamiStack(app, 'hami');
    for (const findings of [late, app.check()]) {
      expect(ours(findings)).toEqual([
        expect.stringMatching(/^GPULAB2721 asks for example.com\/vgpu of slices, but hami/),
      ]);
    }
    expect(ours(check((chart) => void workload({ names: NAMES }, chart), { names: NAMES }))).toEqual([]);
  });

  test('of a pod of a SlicedPod', () => {
    const make = (names?: HamiNames) => (chart: LabChart) =>
      void deployment(chart, new SlicedPod({ slice: GpuSlice.percent(25), names }).template(limited({})));
    expect(ours(check(make(), { names: NAMES }))).toEqual([
      `GPULAB2721 asks for hami-scheduler, but hami has other names: ${RENAMED}`,
    ]);
    expect(ours(check(make(NAMES), { names: NAMES }))).toEqual([]);
  });

  test('that values say past the names of the stack', () => {
    for (const props of [
      { values: { resourceName: 'a.example/gpu' } },
      { rawValues: { resourceName: 'a.example/gpu' } },
    ]) {
      const stack = new HamiStack(new LabApp(), 'hami', props);
      expect(findingsOf(stack)).toMatchObject([
        {
          level: 'error',
          code: 'GPULAB2724',
          message: 'values.resourceName is "a.example/gpu", which workloads do not know: they ask for "nvidia.com/gpu"',
          hint: 'give names: new HamiNames({ cards: "a.example/gpu" })',
        },
      ]);
    }
    const same = { names: NAMES, values: { resourceName: NAMES.cards } };
    expect(findingsOf(new HamiStack(new LabApp(), 'hami', same))).toEqual([]);
  });
});

test('memory that is promised twice by values is told as that by the prop', () => {
  const values = { devicePlugin: { deviceMemoryScaling: 2 } };
  expect(findingsOf(new HamiStack(new LabApp(), 'hami', { values }))).toMatchObject([
    { level: 'warning', code: 'GPULAB2722', key: 'values.devicePlugin.deviceMemoryScaling' },
  ]);
});

describe('plain manifests of a program with a HamiStack', () => {
  test.each([
    [
      { 'nvidia.com/gpumem': '4Gi' },
      'GPULAB2741 course/a would run without a card: nvidia.com/gpumem is 4294967296 MiB',
    ],
    [{ 'nvidia.com/gpu': 0 }, 'GPULAB2741 course/a would run without a card: nvidia.com/gpu is 0'],
    [{ 'nvidia.com/gpucores': 101 }, 'GPULAB2745 course/a: nvidia.com/gpucores 101 is taken for 100'],
    [
      { 'nvidia.com/gpumem-percentage': 101 },
      'GPULAB2744 course/a would be refused: nvidia.com/gpumem-percentage is 101',
    ],
  ])('%j is told as fit tells it', (limits, message) => {
    expect(ours(check((chart) => void deployment(chart, limited(limits))))).toEqual([expect.stringContaining(message)]);
  });

  test('what is fine is fine, and without a stack nobody knows', () => {
    expect(ours(check((chart) => void deployment(chart, limited({ 'nvidia.com/gpumem': 4096 }))))).toEqual([]);
    const app = new LabApp();
    deployment(new LabChart(app, 'own'), limited({ 'nvidia.com/gpumem': '4Gi' }));
    expect(ours(app.check())).toEqual([]);
  });

  test('rights by which a pod with limits lifts them are a warning; a whole card has no limits', () => {
    const make = (limits: object) => (chart: LabChart) => void deployment(chart, limited(limits, { hostPID: true }));
    expect(ours(check(make({ 'nvidia.com/gpumem': 4096 })))).toEqual([
      'GPULAB2712 the pod sees the processes of the node, those of other slices among them',
    ]);
    expect(ours(check(make({ 'nvidia.com/gpu': 1 })))).toEqual([]);
  });

  test('objects of workloads are looked at once', () => {
    const findings = check((chart) => {
      workload({ volumes: [{ name: 'host', hostPath: { path: '/' } }] }, chart);
    });
    expect(ours(findings)).toHaveLength(1);
  });
});
