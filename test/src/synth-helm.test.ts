import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Project } from '../support/project';

const PROGRAM = `
import { ApiObject } from 'cdk8s';
import { HelmChart, LabApp, LabChart } from 'cdk8s-gpulab';

const app = new LabApp();
const chart = new LabChart(app, 'job');
const name = chart.values.text('name', { description: 'Name.', example: 'train' });
const cores = chart.values.integer('cores', { description: 'Cores.', defaultValue: 9 });
chart.values.demand(cores.lessThan(10), 'too many cores');
new ApiObject(chart, 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: \`\${name}\`, namespace: 'lab' },
  data: { cores: \`\${cores}\` },
});
new HelmChart(chart, { version: '1.0.0' });
app.synth();
`;

let project: Project;
beforeEach(() => {
  project = new Project({ 'cdk8s.yaml': 'output: dist\n', 'main.ts': PROGRAM });
});
afterEach(() => project.remove());

describe('gpulab synth --helm', () => {
  test('writes the Helm charts of the program, and no manifests', () => {
    const run = project.gpulab(['synth', '--helm']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('charts')).toEqual([
      'chart-files.txt',
      'job',
      'job/.helmignore',
      'job/Chart.yaml',
      'job/README.md',
      'job/ci',
      'job/ci/example-values.yaml',
      'job/templates',
      'job/templates/configmap-config.yaml',
      'job/templates/demands.yaml',
      'job/values.schema.json',
      'job/values.yaml',
    ]);
    expect(project.list('dist')).toBeUndefined();
    expect(project.gpulab(['synth', '--helm']).stdout).toContain('0 written, 8 unchanged');
  });

  test('writes to the folder that is named', () => {
    expect(project.gpulab(['synth', '--helm', '-o', 'out']).status).toBe(0);
    expect(project.read('out/job/Chart.yaml')).toContain('name: job\n');
    expect(project.list('charts')).toBeUndefined();
  });

  test('a chart with an error is not written', () => {
    project.write('main.ts', PROGRAM.replace("kind: 'ConfigMap'", "kind: 'ConfigMapp'"));
    const run = project.gpulab(['synth', '--helm']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('GPULAB1202');
    expect(project.list('charts')).toBeUndefined();
  });

  test('a chart that breaks its own rule is told with its place', () => {
    project.write('main.ts', PROGRAM.replace('defaultValue: 9', 'defaultValue: 10'));
    const run = project.gpulab(['synth', '--helm']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(
      "GPULAB3108 the chart's own defaults and examples: too many cores\n  at job   main.ts:6:15",
    );
  });

  test('a chart has no place on stdout', () => {
    const run = project.gpulab(['synth', '--helm', '--stdout']);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('GPULAB4001 --helm and --stdout do not go together');
  });
});
