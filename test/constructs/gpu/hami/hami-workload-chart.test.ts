import { Size } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import type { LabError } from '../../../../constructs/core/lab-error';
import { schemaIssues } from '../../../../constructs/core/values/private/schema-check';
import { GpuSlice, HamiNames, HamiWorkloadChart, SlicedPod } from '../../../../constructs/gpu/hami';

type Values = { [name: string]: any };

const IMAGE = 'registry.example.org/lab:1';
const made = (names?: HamiNames) =>
  new HamiWorkloadChart(new LabApp(), 'hami-workload', { version: '1.0.0', names }).helm;
const helm = made();
const render = (values: Values, chart = helm): any =>
  chart.renderManifests({ values: { image: IMAGE, ...values }, releaseName: 'lab1', releaseNamespace: 'course' })[0];
const limitsOf = (values: Values, chart = helm): any => {
  const { cpu, memory, ...slice } = render(values, chart).spec.template.spec.containers[0].resources.limits;
  return slice;
};

/** What a values file is refused for. */
function refused(values: Values): string[] {
  try {
    render(values);
  } catch (error) {
    return (error as LabError).findings.map(({ code, key, message }) => [code, key, message].filter(Boolean).join(' '));
  }
  return [];
}

test.each([
  ['4Gi', 'it counts MiB: did you mean 4096?'],
  [4294967296, 'it counts MiB: did you mean 4096?'],
  [2147483648, 'it counts MiB: did you mean 2048?'],
  ['3G', 'it counts MiB, a plain number'],
  [100, undefined],
  ['much', undefined],
])('memory %j is not a number of MiB that HAMi takes: %s', (memory, hint) => {
  const schema = { type: 'integer', description: 'Memory in MiB.', minimum: 256, maximum: 2147483647 } as const;
  expect(schemaIssues(schema, memory).map((issue) => issue.hint)).toEqual([hint]);
});

describe('the chart of sliced workloads', () => {
  test('takes the keys that people write by hand', () => {
    const { properties } = JSON.parse(helm.renderFiles()['values.schema.json']);
    const { global, ...keys } = properties;
    expect(Object.keys(keys).join(' ')).toBe(
      'gpus memory percent cores image command args cpu hostMemory model nodePolicy gpuPolicy replicas nodeSelector runtimeClass',
    );
  });

  test('gives the limits that a GpuSlice gives', () => {
    const values = fc.record({
      gpus: fc.integer({ min: 1, max: 16 }),
      memory: fc.option(fc.integer({ min: 256, max: 2147483647 }), { nil: undefined }),
      percent: fc.integer({ min: 1, max: 100 }),
      cores: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(values, ({ gpus, memory, percent, cores }) => {
        const slice = memory === undefined ? GpuSlice.percent(percent) : GpuSlice.memory(Size.mebibytes(memory));
        const all = cores === undefined ? slice.cards(gpus) : slice.cards(gpus).cores(cores);
        const share = memory === undefined ? { percent } : { memory };
        expect(limitsOf({ gpus, ...share, ...(cores !== undefined && { cores }) })).toEqual(
          new SlicedPod({ slice: all }).limits,
        );
      }),
    );
  });

  test('gives whole cards where neither memory nor a share is asked for', () => {
    expect(limitsOf({})).toEqual(new SlicedPod({ slice: GpuSlice.wholeCards() }).limits);
    expect(limitsOf({ gpus: 2 })).toEqual(new SlicedPod({ slice: GpuSlice.wholeCards(2) }).limits);
  });

  test('gives a pod of HAMi with few rights, and leaves out what is not given', () => {
    const { metadata, spec } = render({ memory: 3000, cores: 30 });
    expect([metadata.name, metadata.namespace, spec.replicas]).toEqual(['lab1', 'course', 1]);
    expect(spec.template.spec).toMatchObject({
      schedulerName: 'hami-scheduler',
      automountServiceAccountToken: false,
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      containers: [{ name: 'main', image: IMAGE, securityContext: { allowPrivilegeEscalation: false } }],
    });
    expect(Object.keys(spec.template.spec)).not.toContain('runtimeClassName');
    expect(spec.template.metadata.annotations).toEqual({});
  });

  test('says where the pod goes', () => {
    const { template } = render({
      model: 'RTX 4090',
      nodePolicy: 'spread',
      gpuPolicy: 'binpack',
      nodeSelector: { a: 'b' },
    }).spec;
    expect(template.metadata.annotations).toEqual({
      'nvidia.com/use-gputype': 'RTX 4090',
      'hami.io/node-scheduler-policy': 'spread',
      'hami.io/gpu-scheduler-policy': 'binpack',
    });
    expect(template.spec.nodeSelector).toEqual({ a: 'b' });
  });

  test('has the names of resources of another HAMi', () => {
    const names = new HamiNames({ cards: 'example.com/vgpu', memory: 'example.com/vmem', scheduler: 'slices' });
    expect(limitsOf({ memory: 3000 }, made(names))).toEqual({ 'example.com/vgpu': 1, 'example.com/vmem': 3000 });
    expect(render({}, made(names)).spec.template.spec.schedulerName).toBe('slices');
  });

  test('two releases in one namespace do not touch each other', () => {
    const labels = (releaseName: string) =>
      helm.renderManifests({ values: { image: IMAGE }, releaseName })[0].spec.selector.matchLabels;
    expect(labels('a')).not.toEqual(labels('b'));
  });

  test.each([
    [{ memory: '4Gi' }, 'memory'],
    [{ memory: 0 }, 'memory'],
    [{ memory: 255 }, 'memory'],
    [{ memory: 2147483648 }, 'memory'],
    [{ memory: 3000.5 }, 'memory'],
    [{ percent: 0 }, 'percent'],
    [{ percent: 101 }, 'percent'],
    [{ cores: 0, memory: 3000 }, 'cores'],
    [{ cores: 101, memory: 3000 }, 'cores'],
    [{ gpus: 0 }, 'gpus'],
    [{ gpus: 17 }, 'gpus'],
    [{ model: 'A100,H100' }, 'model'],
    [{ nodePolicy: 'SPREAD' }, 'nodePolicy'],
    [{ memory: 3000, percent: 25 }, 'memory and percent: HAMi would ignore percent'],
    [{ cores: 30 }, 'cores without memory or percent'],
  ])('%j is refused', (values, about) => {
    const [first, ...others] = refused(values);
    expect(first).toContain(about);
    expect(others).toEqual([]);
  });
});
