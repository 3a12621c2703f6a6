import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Project } from '../support/project';

const CONFIG = 'language: typescript\napp: node main.ts\n';
const PROGRAM = `import { ApiObject } from 'cdk8s';
import { HelmChart, LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = new LabChart(app, 'job');
const name = chart.values.text('name', { description: 'Name of the job.', pattern: '^[a-z]+$', example: 'a' });
const cores = chart.values.integer('cores', { description: 'Cores.', defaultValue: 1, minimum: 1 });
new ApiObject(chart, 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: \`\${chart.values.releaseName()}-\${name}\`, namespace: \`\${chart.values.releaseNamespace()}\` },
  data: { cores: \`\${cores}\` },
});
new HelmChart(chart, { version: '1.0.0' });
console.log('noise');
app.synth();
`;

const configMap = (name: string, cores: number, namespace = 'default') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\ndata:\n  cores: "${cores}"\n`;

let project: Project;
const make = (files: { [name: string]: string } = {}) => {
  project = new Project(files);
  return project;
};
const program = (files: { [name: string]: string } = {}) =>
  make({ 'cdk8s.yaml': CONFIG, 'main.ts': PROGRAM, ...files });
afterEach(() => project.remove());

describe('gpulab render', () => {
  test('prints the manifests of a release and nothing else', () => {
    program({ 'a.yaml': 'name: x\n', 'b.yaml': 'cores: 2\n' });
    const args = ['render', 'job', '--release', 'r', '--namespace', 'lab', '-f', 'a.yaml', '--values', 'b.yaml'];
    expect(project.gpulab(args)).toEqual({ status: 0, stdout: configMap('r-x', 2, 'lab'), stderr: 'noise\n' });
    expect(project.gpulab([...args, '--set', 'name=y', '--set', 'cores=3']).stdout).toBe(configMap('r-y', 3, 'lab'));
  });

  test('-o writes a file named after the release; a second run writes nothing', () => {
    program({ 'below/a.yaml': 'name: x\n' });
    const args = ['render', 'job', '--release', 'r', '-f', 'a.yaml', '-o', 'out', '--app', '../main.ts', '--json'];
    const first = project.gpulab(args, { cwd: 'below' });
    expect(JSON.parse(first.stdout)).toMatchObject({ findings: [], result: { written: ['r.k8s.yaml'], unchanged: 0 } });
    expect(project.read('below/out/r.k8s.yaml')).toBe(configMap('r-x', 1));
    const second = project.gpulab(args, { cwd: 'below' });
    expect(JSON.parse(second.stdout)).toMatchObject({ result: { written: [], unchanged: 1, removed: [] } });
  });

  test('--each makes one release of every values file, named after it', () => {
    program({
      'all.yaml': 'cores: 2\n',
      'r/b.yaml': 'name: x\n',
      'r/a.yml': 'name: z\ncores: 3\n',
      'r/.c.yaml': '[',
      'r/d.txt': '',
    });
    const args = ['render', 'job', '--each', 'r', '-f', 'all.yaml'];
    expect(project.gpulab(args).stdout).toBe(`${configMap('a-z', 3)}---\n${configMap('b-x', 2)}`);
    expect(project.gpulab([...args, '-o', 'out']).stdout).toMatch(/files +2 written, 0 unchanged, 0 removed\noutput +/);
    expect(project.list('out')).toEqual(['a.k8s.yaml', 'apply-order.txt', 'b.k8s.yaml']);
  });

  test('an error: every problem of every file, each once, in the order of files and places; nothing is written', () => {
    program({
      'all.yaml': 'cores: 0\n',
      'r/a.yaml': 'nmae: x\nname: X\nname: Z\n',
      'r/b.yaml': '\tname: x\n',
      'r/C.yaml': 'name: x\n',
    });
    const run = project.gpulab(['render', 'job', '--each', 'r', '-f', 'all.yaml', '-o', 'out']);
    expect(run.status).toBe(1);
    expect(run.stderr.replaceAll(/\n {2}hint: .*/g, '')).toBe(`error GPULAB3106 cores is 0; at least 1 is allowed
  at cores   all.yaml:1:8
error GPULAB3109 release name "C" is not allowed: at most 53 lower case letters, digits, "-" and "." with a letter or digit at both ends
  at r/C.yaml
error GPULAB3106 key "nmae" is unknown
  at nmae   r/a.yaml:1:1
error GPULAB4103 key "name" is there twice
  at name   r/a.yaml:3:1
error GPULAB3106 name is "Z", which does not match ^[a-z]+$
  at name   r/a.yaml:3:7
error GPULAB4102 a tab in the indentation
  at name   r/b.yaml:1:1
6 errors, 0 warnings; nothing was written
`);
    expect(project.list('out')).toBeUndefined();
  });

  test.each<[string, string[], string, RegExp]>([
    ['a chart that there is not', ['jbo', '--release', 'r'], 'GPULAB4111', /no chart "jbo".*\n.*did you mean "job"\?/],
    ['a file that there is not', ['job', '--release', 'r', '-f', 'x.yaml'], 'GPULAB4101', /x\.yaml does not exist/],
    ['a --set that cannot be read', ['job', '--release', 'r', '--set', 'name'], 'GPULAB4110', /--set "name": /],
    ['standard input', ['job', '--release', 'r', '-f', '-'], 'GPULAB4101', /hint: standard input is not read: write/],
    ['a folder without values files', ['job', '--each', 'empty'], 'GPULAB4112', /empty holds no \.yaml/],
    ['a folder that there is not', ['job', '--each', 'x'], 'GPULAB4112', /x is no folder that can be read \(ENOENT\)/],
    [
      'two files of one release',
      ['job', '--each', 'two'],
      'GPULAB4112',
      /two files are of release a: this one and two\/a\.yaml\n.*two\/a\.yml/,
    ],
  ])('%s is an error', (_, args, code, message) => {
    program({ 'empty/x.txt': '', 'two/a.yaml': '', 'two/a.yml': '' });
    const run = project.gpulab(['render', ...args]);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain(`error ${code} `);
    expect(run.stderr).toMatch(message);
  });

  test.each<[string, string[], RegExp]>([
    ['no chart', [], /which chart\?/],
    ['no release', ['job'], /add --release NAME/],
    ['both ways to name releases', ['job', '--release', 'r', '--each', 'x'], /do not go together/],
  ])('%s is wrong usage', (_, args, message) => {
    const run = make().gpulab(['render', ...args]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error GPULAB4001 /);
    expect(run.stderr).toMatch(message);
  });

  test('releases that make the same object are an error, and nothing is written', () => {
    const same = PROGRAM.replace(/\$\{chart.values.releaseName\(\)\}-/, '');
    program({ 'main.ts': same, 'r/a.yaml': 'name: x\n', 'r/b.yaml': 'name: x\n', 'r/c.yaml': 'name: y\n' });
    const run = project.gpulab(['render', 'job', '--each', 'r', '-o', 'out']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(
      'error GPULAB1101 ConfigMap "x" in namespace default is there twice, also at job/config (r/a.yaml)\n' +
        '  at job/config   metadata.name   r/b.yaml:1:7\n',
    );
    expect(project.list('out')).toBeUndefined();
  });

  test('warnings are told, and the manifests are printed', () => {
    program({ 'main.ts': PROGRAM.replace(/, namespace: .* }/, ' }') });
    const args = ['render', 'job', '--release', 'r', '--set', 'name=x'];
    const run = project.gpulab(args);
    expect(run).toMatchObject({ status: 0, stdout: configMap('r-x', 1).replace('  namespace: default\n', '') });
    expect(run.stderr).toMatch(/warning GPULAB1106 [\s\S]*\n0 errors, 1 warning\n$/);
    expect(project.gpulab([...args, '--strict']).status).toBe(1);
  });

  test('a program that is wrong renders nothing', () => {
    program({ 'main.ts': PROGRAM.replace("'v1'", "'v2'") });
    const run = project.gpulab(['render', 'job', '--release', 'r', '--set', 'name=x']);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain('config');
  });
});

describe("the command's own charts need no program", () => {
  const VALUES = 'NameSpace: zhang3\nBaseName: pytorch\nGPU: RTX4090D\n';

  test('render', () => {
    make({ 'values.yaml': VALUES });
    const { status, stdout, stderr } = project.gpulab([
      'render',
      'student-workload',
      '--release',
      'lab1',
      '-f',
      'values.yaml',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^kind: \w+$/gm)).toEqual([
      'kind: PersistentVolumeClaim',
      'kind: PersistentVolumeClaim',
      'kind: Service',
      'kind: Deployment',
    ]);
  });

  test('a program in the working directory comes first, if it has a chart of the name', () => {
    make({ 'cdk8s.yaml': CONFIG, 'main.ts': PROGRAM, 'values.yaml': VALUES });
    const args = ['render', 'student-workload', '--release', 'lab1'];
    expect(project.gpulab([...args, '-f', 'values.yaml'])).toMatchObject({ status: 0, stderr: 'noise\n' });
    expect(project.gpulab([...args, '--app', 'main.ts']).stderr).toContain('no chart "student-workload"');
    project.write('main.ts', PROGRAM.replace("'1.0.0'", "'1.0.0', chartName: 'student-workload'"));
    expect(project.gpulab([...args, '--set', 'name=x']).stdout).toBe(configMap('lab1-x', 1));
  });

  test('a program that cannot be run is told: it may have a chart of the name', () => {
    make({ 'cdk8s.yaml': CONFIG, 'main.ts': "throw new Error('boom');\n", 'values.yaml': VALUES });
    const run = project.gpulab(['render', 'student-workload', '--release', 'lab1', '-f', 'values.yaml']);
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('boom') });
  });

  test('without a program, a chart that there is not shows what there is', () => {
    const { status, stderr } = make().gpulab(['render', 'x', '--release', 'r']);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'hint: known: student-workload, lab-user, lab-roster, hami-workload, cpod-operator, threek-platform, compute-provider, node-health\n',
    );
  });

  test('schema prints values.schema.json', () => {
    const { status, stdout } = make().gpulab(['schema', 'student-workload']);
    expect(status).toBe(0);
    const file = new URL('../../charts-out/student-workload/values.schema.json', import.meta.url);
    expect(stdout).toBe(readFileSync(file, 'utf8'));
  });
});

test('gpulab schema prints the schema of a chart of the program, and as JSON nothing else', () => {
  program();
  const text = project.gpulab(['schema', 'job']).stdout;
  expect(JSON.parse(text)).toMatchObject({ type: 'object', required: ['name', 'cores'] });
  expect(JSON.parse(project.gpulab(['schema', 'job', '--json']).stdout)).toEqual({
    findings: [],
    result: JSON.parse(text),
  });
  expect(project.gpulab(['schema'])).toMatchObject({ status: 2, stderr: expect.stringContaining('which chart?') });
});
