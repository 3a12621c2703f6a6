import { afterEach, describe, expect, test } from 'vitest';
import { Project } from '../support/project';

const PROGRAM = `import { ApiObject } from 'cdk8s';
import { LabApp, LabChart, UpstreamChart, UpstreamRelease, Wait } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = UpstreamChart.of({ name: 'a-chart', version: '1.2.3', repository: 'https://charts.example.com', namespace: 'a' });
const readyWhen = [Wait.condition({ resource: 'widgets.example.com', name: 'say "hi" # <b>' }, 'Ready')];
const operator = new UpstreamRelease(app, 'end', { chart, releaseName: 'end', readyWhen });
const widgets = new LabChart(app, 'widgets');
new ApiObject(widgets, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' } });
widgets.node.addDependency(operator);
app.synth();
`;

let project: Project;
afterEach(() => project.remove());
function graph(args: string[] = [], program = PROGRAM) {
  project = new Project({ 'cdk8s.yaml': 'output: dist\n', 'main.ts': program });
  return project.gpulab(['graph', ...args]);
}

describe('gpulab graph', () => {
  test('prints steps by rank, what each comes after and when it is ready', () => {
    expect(graph()).toEqual({
      status: 0,
      stderr: '',
      stdout: `rank 0
  end      chart a-chart 1.2.3
    ready when  condition=Ready of widgets.example.com say "hi" # <b>
rank 1
  widgets  objects of widgets
    after       end
`,
    });
    expect(project.list('dist')).toBeUndefined();
  });

  test('as Mermaid', () => {
    expect(graph(['--format', 'mermaid']).stdout).toBe(`flowchart LR
  s0["end: chart a-chart 1.2.3"]
  s1["widgets: objects of widgets"]
  s0 --> s1
`);
  });

  test('as DOT', () => {
    expect(graph(['--format', 'dot']).stdout).toBe(`digraph installation {
  rankdir=LR;
  node [shape=box];
  s0 [label="end\\nchart a-chart 1.2.3"];
  s1 [label="widgets\\nobjects of widgets"];
  s0 -> s1;
}
`);
  });

  test('labels are escaped', () => {
    const hostile = PROGRAM.replace("name: 'a-chart'", `name: 'a"\\\\#<x>'`);
    expect(graph(['--format', 'mermaid'], hostile).stdout).toContain('s0["end: chart a#34;#92;#35;#60;x#62; 1.2.3"]\n');
    project.remove();
    expect(graph(['--format', 'dot'], hostile).stdout).toContain('\\nchart a\\"\\\\#<x> 1.2.3"];\n');
  });

  test('as data', () => {
    const { result } = JSON.parse(graph(['--json']).stdout);
    expect(result.steps).toMatchObject([
      {
        name: 'end',
        kind: 'release',
        rank: 0,
        needs: [],
        namespace: 'a',
        chart: { name: 'a-chart', version: '1.2.3' },
      },
      { name: 'widgets', kind: 'manifests', rank: 1, needs: ['end'], file: 'widgets.k8s.yaml', readyWhen: [] },
    ]);
  });

  test('of charts only', () => {
    const charts = `import { LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
new LabChart(app, 'one').addDependency(new LabChart(app, 'two'));
app.synth();
`;
    expect(graph([], charts).stdout).toBe(
      'rank 0\n  two  objects of two\nrank 1\n  one  objects of one\n    after       two\n',
    );
  });

  test('of nothing', () => {
    expect(graph([], "import { LabApp } from 'cdk8s-gpulab';\nnew LabApp().synth();\n").stdout).toBe(
      'nothing is installed\n',
    );
  });

  test('a circle is an error that shows it', () => {
    const circle = PROGRAM.replace('app.synth', 'operator.node.addDependency(widgets);\napp.synth');
    const { status, stdout, stderr } = graph([], circle);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('end -> widgets -> end');
  });

  test('a format that there is not', () => {
    const { status, stderr } = graph(['--format', 'svg']);
    expect(status).toBe(2);
    expect(stderr).toContain('--format "svg" is none of text, mermaid, dot');
  });
});
