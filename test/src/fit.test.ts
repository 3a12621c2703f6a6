import { afterEach, describe, expect, test } from 'vitest';
import { Project } from '../support/project';

const PROGRAM = `import { Size } from 'cdk8s';
import { GpuSlice, HamiSlicedWorkload, HamiStack, LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
const hami = new HamiStack(app, 'hami', { hosts: 'slices', slicesPerCard: 2, othersHaveOwnNodes: true });
const chart = new LabChart(app, 'course');
chart.node.addDependency(hami);
new HamiSlicedWorkload(chart, 'lab', {
  namespace: 'course', replicas: 3, slice: GpuSlice.percent(40), containers: [{ image: 'registry.example.org/lab:1' }],
});
app.synth();
`;
const INVENTORY = `apiVersion: gpulab/v1
hosts:
  - {name: s, groups: [slices], gpus: [{model: A100, count: 1, memory: 81920Mi}]}
  - {name: w, gpus: [{model: V100, count: 2, memory: 32Gi}]}
`;

let project: Project;
const make = (files: { [name: string]: string } = {}) => {
  project = new Project({ 'cdk8s.yaml': 'output: dist\n', 'main.ts': PROGRAM, 'inventory.yaml': INVENTORY, ...files });
  return project;
};
afterEach(() => project.remove());

describe('gpulab fit', () => {
  test('draws cards and their slices, without colour, and fails for pods without a place', () => {
    const { status, stdout, stderr } = make().gpulab(['fit']);
    expect(status).toBe(1);
    expect(stdout).toBe(`Memory of cards by container (# and = in turn), and what is booked:

s: 1 x A100, sliced by HAMi, 2 pods
  0 [#############=============......] 65536 of 81920 MiB   0 of 100 % compute   2 of 2 slots

w: 2 x V100, whole, 0 pods
  [..] 0 of 2 cards

Pods and their cards, in the order they come:

  course/lab-1  s card 0
  course/lab-2  s card 0

pods with a place  2
pods that wait     1
`);
    expect(stderr).toContain(
      'error GPULAB2740 1 of 3 pods of course/lab find no place: 0/2 nodes are available: 1 1/1 CardTimeSlicingExhausted, 1 node unregistered.\n  at course/lab/pods',
    );
    expect(project.list('dist')).toBeUndefined();
  });

  test('says the same as one JSON document', () => {
    const { status, stdout, stderr } = make().gpulab(['fit', '--json']);
    expect([status, stderr]).toEqual([1, '']);
    const { findings, result } = JSON.parse(stdout);
    expect(findings.map(({ code }: { code: string }) => code)).toEqual(['GPULAB2740']);
    expect(result.nodes[0]).toEqual({
      name: 's',
      sliced: true,
      cards: [
        { index: 0, id: 's/0', model: 'NVIDIA-A100', memoryMib: 81920, freeMib: 16384, freeCores: 100, freeSlots: 0 },
      ],
    });
    expect(result.nodes[1]).toEqual({ name: 'w', sliced: false, cards: 2, freeCards: 2 });
    expect(result.placed[0]).toEqual({
      pod: 'course/lab-1',
      node: 's',
      oneOf: ['s'],
      containers: [{ name: 'main', init: false, cards: [{ index: 0, memoryMib: 32768, cores: 0 }] }],
    });
    expect(result.waiting).toHaveLength(1);
  });

  test('takes another inventory, relative to the working directory', () => {
    const roomy = INVENTORY.replace('count: 1', 'count: 2');
    make({ 'sites/b.yaml': roomy });
    const run = project.gpulab(['fit', '--inventory', 'b.yaml'], { cwd: 'sites' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('pods with a place  3');
  });

  test('follows resources that the stack renames', () => {
    const renamed = PROGRAM.replace(
      '{ hosts:',
      "{ names: new HamiNames({ cards: 'a.example/gpu', memoryPercent: 'a.example/share' }), hosts:",
    ).replace('GpuSlice, ', 'GpuSlice, HamiNames, ');
    expect(make({ 'main.ts': renamed }).gpulab(['fit']).stdout).toContain('pods with a place  2');
  });

  test('knows a release of HAMi without a stack, and pods that something else makes', () => {
    const plain = `import { ApiObject } from 'cdk8s';
import { LabApp, LabChart, UpstreamChart, UpstreamRelease } from 'cdk8s-gpulab';
const app = new LabApp();
new UpstreamRelease(app, 'hami', { chart: UpstreamChart.HAMI, values: { devicePlugin: { deviceSplitCount: 1 } } });
const containers = [{ name: 'c', image: 'a.example/b:1', resources: { limits: { 'nvidia.com/gpumem': 1000 } } }];
for (const name of ['a', 'b'])
  new ApiObject(new LabChart(app, name), name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'n' }, spec: { containers } });
app.synth();
`;
    const hosts = `apiVersion: gpulab/v1\nhosts:\n  - {name: s, gpus: [{model: A100, count: 1, memory: 80Gi}]}\n`;
    const { stderr } = make({ 'main.ts': plain, 'inventory.yaml': hosts }).gpulab(['fit']);
    expect(stderr).toContain(
      'GPULAB2740 n/b finds no place: 0/1 nodes are available: 1 1/1 CardTimeSlicingExhausted.\n  at b/b\n',
    );
  });

  test('says what is wrong with the inventory or the program, and places nothing', () => {
    make({ 'inventory.yaml': INVENTORY.replace('count: 1', 'count: none') });
    const bad = project.gpulab(['fit']);
    expect(bad).toMatchObject({ status: 1, stdout: '' });
    expect(bad.stderr).toContain('GPULAB2105');
    const missing = project.gpulab(['fit', '--inventory', 'x.yaml']);
    expect(missing.stderr).toContain('GPULAB2101');
  });
});
