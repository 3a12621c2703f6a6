import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Project } from '../../../support/project';
import { tgz } from '../../../support/tar';
import { typeErrors } from '../../../support/type-check';

const CHART = 'apiVersion: v2\nname: my-chart\nversion: 1.2.3\n';
const VALUES = `# -- How many there are.
replicas: 1
image:
  # Where it is from */ and what \`it\` costs: \${price}
  # tag: old
  repository: example.com/app
  tag: ""

# A paragraph of its own.

# -- Is it on?
enabled: true
extra: {}
`;
const TEMPLATE =
  '{{ .Values.replicas }}{{ .Values.image.repository }}{{ .Values.image.tag }}{{ toYaml .Values.extra }}';
const FILES = { 'my-chart/Chart.yaml': CHART, 'my-chart/values.yaml': VALUES, 'my-chart/templates/a.yaml': TEMPLATE };
const REPOSITORY = ['--repository', 'https://charts.example.com'];

let project: Project;
const make = (files: { [name: string]: string } = FILES) => {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', ...files });
  return project;
};
afterEach(() => project.remove());
const generate = (...args: string[]) => project.gpulab(['generate', 'chart', ...args]);
const program = (values: string) => `import { LabApp } from 'cdk8s-gpulab';
import { MyChart } from './generated/my-chart';
const app = new LabApp();
new MyChart(app, 'mine', { namespace: 'apps', values: ${values} });
app.synth();
`;

describe('gpulab generate chart', () => {
  test('writes a class whose values the compiler and the checks know', () => {
    make();
    const run = generate('my-chart', ...REPOSITORY);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('my-chart.ts');
    expect(run.stdout).toContain('class MyChart, 7 keys of my-chart 1.2.3');
    project.write('main.ts', program("{ replicas: 2, image: { tag: '1.10' }, enabled: null, extra: { a: 1 } }"));
    expect(typeErrors(project, ['main.ts'])).toBe('');
    expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('what the compiler finds, the checks find, too', () => {
    make();
    generate('my-chart', ...REPOSITORY);
    project.write('main.ts', program("{ replcias: 2, image: { tag: 1.1 }, enabled: 'false' }"));
    expect(typeErrors(project, ['main.ts'])).toMatch(/TS2322.*\n.*TS2322/);
    project.write('typo.ts', program('{ replcias: 2 }'));
    expect(typeErrors(project, ['typo.ts'])).toContain("'replcias' does not exist in type 'MyChartValues'");
    const { findings } = JSON.parse(project.gpulab(['check', '--json']).stdout);
    expect(findings.map(({ code, path, key, file, line }: any) => [code, path, key, file, line])).toEqual([
      ['GPULAB2401', 'mine', 'replcias', 'main.ts', 4],
      ['GPULAB2402', 'mine', 'image.tag', 'main.ts', 4],
      ['GPULAB2402', 'mine', 'enabled', 'main.ts', 4],
    ]);
  });

  test('comments of the chart become comments of the type, and end none', () => {
    make();
    generate('my-chart', ...REPOSITORY);
    const text = project.read('generated/my-chart.ts');
    expect(text).toContain(`/**
   * How many there are.
   * @default 1
   */
  replicas?: number | null;`);
    expect(text).toContain('* Where it is from *\\/ and what `it` costs: $');
    expect(text).not.toContain('tag: old');
    expect(text).not.toContain('A paragraph of its own');
  });

  test('the same input gives the same bytes, from a folder and from an archive', () => {
    make();
    generate('my-chart', ...REPOSITORY);
    const first = project.read('generated/my-chart.ts');
    writeFileSync(join(project.folder, 'my-chart-1.2.3.tgz'), tgz(FILES));
    expect(generate('my-chart-1.2.3.tgz', ...REPOSITORY).stdout).toContain('0 written, 1 unchanged');
    expect(project.read('generated/my-chart.ts')).toBe(first);
  });

  test('--as text gives the keys, for a language without the class; -o and --namespace are taken', () => {
    make();
    expect(generate('my-chart', ...REPOSITORY, '--as', 'text', '-o', 'out')).toMatchObject({ status: 0 });
    expect(project.read('out/my-chart.txt')).toBe(
      `# my-chart 1.2.3
enabled boolean = true
extra map
global map
image
  repository string = "example.com/app"
  tag string = ""
replicas number = 1
`,
    );
    generate('my-chart', ...REPOSITORY, '--namespace', 'apps');
    expect(project.read('generated/my-chart.ts')).toContain("namespace: 'apps',");
  });

  test('--json tells what was written', () => {
    make();
    expect(JSON.parse(generate('my-chart', ...REPOSITORY, '--json').stdout)).toMatchObject({
      findings: [],
      result: { files: ['my-chart.ts'], written: ['my-chart.ts'] },
    });
  });
});

test('hostile names, keys, defaults and comments make a program that compiles and does nothing else', () => {
  const keys = [
    '__proto__',
    'constructor',
    '"',
    "'",
    '`',
    '$' + '{process.exit(7)}',
    '*/',
    '\\',
    'a.b',
    ' ',
    '',
    '\n',
    '\u2028',
    '\u202e',
    'class',
    '7',
  ];
  const inYaml = (text: string) =>
    JSON.stringify(text).replace(/[\u2028\u202e]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  const values = keys.map((key) => {
    const comment = `# ${key.replace(/[\n\u2028\u202e]/g, ' ')} */ process.exit(8) /*`;
    return `${comment}\n${inYaml(key)}: {${inYaml(key)}: ${inYaml(`${key}\`\${process.exit(9)}`)}}\n`;
  });
  make({
    'evil/Chart.yaml': 'name: upstream-release\nversion: "1\'+process.exit(6)+\'`$"\n',
    'evil/values.yaml': values.join(''),
    'main.ts': `import { LabApp } from 'cdk8s-gpulab';
import { ChartUpstreamRelease } from './generated/upstream-release';
const app = new LabApp();
new ChartUpstreamRelease(app, 'evil', { values: { ['__proto__']: { ['__proto__']: 'x' }, '*/': { '*/': 'y' } } });
app.synth();
`,
  });
  expect(generate('evil', ...REPOSITORY)).toMatchObject({ status: 0, stderr: '' });
  expect(typeErrors(project, ['main.ts'])).toBe('');
  // The program ran to its end and did nothing else; what is no version is refused then.
  const { status, stderr } = project.gpulab(['synth']);
  expect({ status, codes: stderr.match(/GPULAB\d+/g) }).toEqual({ status: 1, codes: ['GPULAB3212'] });
  expect(project.read('generated/upstream-release.ts')).not.toMatch(/[\u2028\u202e]/);
});

describe('what is wrong', () => {
  test('a file of the chart: its place, and nothing is written', () => {
    make({ ...FILES, 'my-chart/values.yaml': 'a: 1\nb: [\n' });
    const { status, stderr } = generate('my-chart', ...REPOSITORY);
    expect(status).toBe(1);
    expect(stderr).toMatch(/GPULAB4102.*\n.*my-chart\/values.yaml:\d+:\d+/);
    expect(project.list('generated')).toBeUndefined();
  });

  test('a subchart that is not there only warns', () => {
    make({ ...FILES, 'my-chart/Chart.yaml': `${CHART}dependencies: [{name: redis, version: 1.0.0}]\n` });
    const { status, stderr } = generate('my-chart', ...REPOSITORY);
    expect(status).toBe(0);
    expect(stderr).toMatch(/GPULAB4313 the chart redis is not in the folder charts/);
  });

  test.each([
    [['my-chart'], 'which --repository?'],
    [['my-chart', 'other', ...REPOSITORY], 'one chart at a time'],
    [['my-chart', '--repository', 'charts.example.com'], 'is no https:// or oci:// address'],
    [['my-chart', ...REPOSITORY, '--namespace', 'Apps'], 'is no name of a namespace'],
    [['my-chart', ...REPOSITORY, '--as', 'python'], 'is none of'],
    [[...REPOSITORY], 'which files?'],
  ])('the command line %j', (args, message) => {
    make();
    const { status, stderr } = generate(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a path where no chart is', () => {
    make();
    const { status, stderr } = generate('nowhere', ...REPOSITORY);
    expect(status).toBe(1);
    expect(stderr).toContain('GPULAB4311');
    expect(stderr).toContain('there is no such file or folder');
  });
});
