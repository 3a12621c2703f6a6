import { afterEach, describe, expect, test } from 'vitest';
import { blocksOf } from '../../support/pages';
import { Project } from '../../support/project';

const blockOf = (wanted: string) => blocksOf('docs/import.md').find(({ language }) => language === wanted)!.text;

let project: Project;
const make = (files: { [name: string]: string }) => {
  project = new Project(files);
  return project;
};
afterEach(() => project.remove());
const values = (...args: string[]) => project.gpulab(['import', 'values', ...args]);

const GOOD = 'NameSpace: zhang3\nGPU: RTX4090\n';

describe('gpulab import values', () => {
  test('prints what docs/import.md says, and writes nothing when something is wrong', () => {
    make({ 'zhang3.yaml': blockOf('yaml') });
    const [command, ...printed] = blockOf('console').split('\n');
    const run = project.gpulab(command.split(' ').slice(2));
    expect(run).toEqual({ status: 1, stdout: printed.join('\n'), stderr: '' });
    expect(project.list('clean')).toBeUndefined();
  });

  test('writes a clean file for each, which gpulab render takes; a second run writes nothing', () => {
    make({ 'old/a.yaml': `${GOOD}EMAIL: x\n`, 'old/b.yml': GOOD });
    expect(values('old', '-o', 'new')).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('new')).toEqual(['a.yaml', 'b.yml', 'imported-files.sha256', 'imported-files.txt']);
    expect(project.read('new/a.yaml')).toBe(GOOD);
    expect(values('old', '-o', 'new').stdout).toContain('0 written, 3 unchanged, 0 removed');
    expect(project.gpulab(['render', 'student-workload', '--each', 'new'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('gpulab render --each makes a release of every file, those of folders too', () => {
    make({ 'old/x.yaml': GOOD, 'old/li4/values.yaml': GOOD, 'old/wang5/lab_1.yaml': GOOD });
    expect(values('old', '-o', 'new')).toMatchObject({ status: 0 });
    expect(project.gpulab(['render', 'student-workload', '--each', 'new', '-o', 'dist'])).toMatchObject({ status: 0 });
    expect(project.list('dist')).toEqual(['apply-order.txt', 'li4.k8s.yaml', 'wang5-lab-1.k8s.yaml', 'x.k8s.yaml']);
  });

  test('files of earlier imports stay, unless a folder is imported as a whole', () => {
    make({ 'old/a.yaml': GOOD, 'old/b.yaml': GOOD });
    values('old/a.yaml', '-o', 'new');
    expect(values('old/b.yaml', '-o', 'new').stdout).toContain(', 0 removed');
    const sums = ['imported-files.sha256', 'imported-files.txt'];
    expect(project.list('new')).toEqual(['a.yaml', 'b.yaml', ...sums]);
    expect(project.read('new/imported-files.sha256')).toMatch(/^[0-9a-f]{64} {2}a\.yaml\n[0-9a-f]{64} {2}b\.yaml\n$/);
    project.write('other/b.yaml', GOOD);
    expect(values('other', '-o', 'new').stdout).toContain(', 1 removed');
    expect(project.list('new')).toEqual(['b.yaml', ...sums]);
  });

  test('a clean file that somebody changed is neither written over nor removed', () => {
    make({ 'old/a.yaml': GOOD, 'old/b.yaml': GOOD });
    values('old', '-o', 'new');
    const edited = `${GOOD}Replicas: 3\n`;
    project.write('new/a.yaml', edited);
    project.write('old/b.yaml', `${GOOD}UID: 7\n`);
    project.write('empty/b.yaml', GOOD);
    for (const folder of ['old', 'empty']) {
      const run = values(folder, '-o', 'new');
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/^error GPULAB4217 a\.yaml was changed by hand .*\n.*new\/a\.yaml/);
      expect([project.read('new/a.yaml'), project.read('new/b.yaml')]).toEqual([edited, GOOD]);
    }
    // What was only imported again is written anew.
    expect(values('old/b.yaml', '-o', 'new')).toMatchObject({ status: 0 });
    expect(project.read('new/b.yaml')).toContain('UID: 7');
  });

  test('without -o only reports', () => {
    make({ 'a.yaml': GOOD });
    const before = project.list('.');
    expect(values('a.yaml').stdout).toMatch(/^mapped {3}a\.yaml: NameSpace 1:1, GPU 2:1\nfiles/);
    expect(project.list('.')).toEqual(before);
  });

  test('never writes over the files that it read', () => {
    make({ 'old/a.yaml': `${GOOD}UID: 00\n` });
    const run = values('old', '-o', 'old');
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('GPULAB3001');
    expect(project.read('old/a.yaml')).toContain('00');
  });

  test('--json has every entry, and those that are not mapped as findings', () => {
    make({ 'old/a.yaml': `${GOOD}UID: 00\nUseIB: "no"\n` });
    const { status, stdout } = values('old', '--json');
    const { findings, result } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(findings).toMatchObject([
      { level: 'warning', code: 'GPULAB4211', file: 'old/a.yaml', line: 3, column: 6, key: 'UID' },
      { level: 'error', code: 'GPULAB4204', file: 'old/a.yaml', line: 4, column: 8, key: 'UseIB' },
    ]);
    expect(result.entries).toHaveLength(4);
    expect(result.entries[0]).toEqual({ fate: 'mapped', file: 'old/a.yaml', line: 1, column: 1, key: 'NameSpace' });
  });

  test('--roster knows the students', () => {
    make({ 'a.yaml': GOOD, 'roster.csv': 'zhang4,z@example.edu,1001,500\n' });
    expect(values('a.yaml', '--roster', 'roster.csv').stdout).toContain('did you mean "zhang4"?');
    expect(values('a.yaml', '--roster', 'nothing.csv').stderr).toContain('GPULAB2001');
  });

  test.each([
    [['import'], 'import what?'],
    [['import', 'roster'], 'there is no import of "roster"'],
    [['import', 'values'], 'which files?'],
    [['import', 'values', 'a.yaml', '--as', 'chart'], '--as "chart" is none of values, program'],
    [['import', 'values', 'a.yaml', '--registry', 'old'], '--registry old is not of the form OLD=NEW'],
    [
      ['import', 'values', 'a.yaml', '--registry', 'https://a.b=c.d'],
      '--registry https://a.b=c.d: https://a.b is no registry (HOST, HOST:PORT or HOST/PATH)',
    ],
  ])('%j is wrong usage', (args, message) => {
    make({ 'a.yaml': GOOD });
    const run = project.gpulab(args);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`error GPULAB4001 ${message}\n`);
  });
});

describe('--app', () => {
  const PROGRAM = `import { LabApp, Site, StudentWorkloadChart } from 'cdk8s-gpulab';
const site = new Site({ gpuNodeLabel: 'gpu', gpuModels: ['H800'], defaultImage: 'a', studentRole: 'admin', claims: [] });
const app = new LabApp();
new StudentWorkloadChart(app, 'student-workload', { site, version: '1.0.0' });
app.synth();
`;

  test('imports for the site of a program; places are those from where the user stands', () => {
    make({
      'lab/main.ts': PROGRAM,
      'lab/cdk8s.yaml': '',
      'old/a.yaml': GOOD,
      'old/b.yaml': 'NameSpace: a\nGPU: H800\n',
    });
    const run = values('old', '--app', 'lab/main.ts');
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout).toContain(
      'wrong    old/a.yaml:2:6 GPU: the site has no GPU model "RTX4090"; it has H800 (GPULAB2209)',
    );
    expect(run.stdout).toContain('mapped   old/b.yaml: NameSpace 1:1, GPU 2:1\n');
  });

  test('what the chart of the site does not have is refused by its schema', () => {
    make({ 'main.ts': PROGRAM, 'cdk8s.yaml': '', 'a.yaml': 'NameSpace: a\nUseIB: false\nNVMEStorage: 8Gi\n' });
    const { stdout } = values('a.yaml', '--app', 'main.ts');
    expect(stdout).toMatch(/wrong {4}a\.yaml:2:8 UseIB.* \(GPULAB3106\)\n/);
    expect(stdout).toMatch(/wrong {4}a\.yaml:3:14 NVMEStorage.* \(GPULAB3106\)\n/);
  });

  test('a chart of another class does not say what the site has', () => {
    const other = `import { HelmChart, LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
new HelmChart(new LabChart(app, 'student-workload'), { version: '1.0.0' });
app.synth();
`;
    make({ 'main.ts': other, 'cdk8s.yaml': '', 'a.yaml': GOOD });
    const run = values('a.yaml', '--app', 'main.ts');
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('GPULAB4208');
  });
});
