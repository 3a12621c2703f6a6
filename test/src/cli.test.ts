import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { GPULAB, Project } from '../support/project';

const GOOD = `import { ApiObject } from 'cdk8s';
import { LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = new LabChart(app, 'chart');
new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'default' } });
app.synth();
`;
const BAD = GOOD.replace("name: 'config'", "name: 'Not_A_Name'");
const CONFIG = 'language: typescript\napp: node main.ts\noutput: dist\n';

let project: Project;
const make = (files: { [name: string]: string }) => {
  project = new Project({ 'cdk8s.yaml': CONFIG, ...files });
  return project;
};
afterEach(() => project.remove());

const json = (text: string) => JSON.parse(text) as { findings: { [field: string]: unknown }[]; result: any };

describe('synth', () => {
  test('writes beside the nearest cdk8s.yaml from any folder below it, and a second run writes nothing', () => {
    make({ 'main.ts': GOOD, 'deep/er/x.txt': '' });
    const first = project.gpulab(['synth'], { cwd: 'deep/er' });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('dist')).toEqual(['apply-order.txt', 'chart.k8s.yaml']);
    expect(project.read('dist/apply-order.txt')).toBe('chart.k8s.yaml\n');
    const { mtimeMs } = statSync(join(project.folder, 'dist/chart.k8s.yaml'));
    const second = json(project.gpulab(['synth', '--json']).stdout);
    expect(second.result).toMatchObject({ written: [], unchanged: 1, removed: [] });
    expect(statSync(join(project.folder, 'dist/chart.k8s.yaml')).mtimeMs).toBe(mtimeMs);
  });

  test('-o is relative to the working directory, output of cdk8s.yaml to its folder', () => {
    make({ 'main.ts': GOOD, 'cdk8s.yaml': 'output: "out put" # here\n', 'below/x.txt': '' });
    expect(project.gpulab(['synth', '-o', 'mine'], { cwd: 'below' }).status).toBe(0);
    expect(project.list('below/mine')).toContain('chart.k8s.yaml');
    expect(project.gpulab(['synth'], { cwd: 'below' }).status).toBe(0);
    expect(project.list('out put')).toContain('chart.k8s.yaml');
  });

  test('--stdout prints the manifests and nothing else, whatever the program prints', () => {
    make({ 'main.ts': `console.log('noise');\nprocess.stdout.write('more\\n');\n${GOOD}` });
    const run = project.gpulab(['synth', '--stdout']);
    expect(run.status).toBe(0);
    expect(run.stdout).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  namespace: default\n');
    expect(run.stderr).toBe('noise\nmore\n');
    expect(project.list('dist')).toBeUndefined();
  });

  test('--stdout loses nothing where a pipe is full and a program has made it non-blocking', () => {
    const many = GOOD.replace(/^new ApiObject.*$/m, (line) => `for (let i = 0; i < 5000; i++) ${line}`);
    const LAST = 'config-4999-'.padEnd(200, 'x');
    make({
      'main.ts': many
        .replace("'config',", "'o' + i,")
        .replace("name: 'config'", "name: ('config-' + i + '-').padEnd(200, 'x')"),
      'slow.mjs': `import { spawn } from 'node:child_process';
        const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'pipe', 'inherit'] });
        let text = '';
        setTimeout(() => child.stdout.on('data', (data) => (text += data)), 1500);
        child.on('close', () => console.log(text.length, text.split('\\n---\\n').length, text.includes('${LAST}')));
      `,
    });
    const { stdout, stderr } = project.node(['slow.mjs', GPULAB, 'synth', '--stdout']);
    expect(stderr).toBe('');
    const [length, documents, hasLast] = stdout.trim().split(' ');
    expect(Number(length)).toBeGreaterThan(1_000_000);
    expect([documents, hasLast]).toEqual(['5000', 'true']);
  });

  test('a reader that goes away is no error', () => {
    make({
      'main.ts': GOOD,
      'away.mjs': `import { spawn } from 'node:child_process';
        const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'pipe', 'inherit'] });
        child.stdout.destroy();
        child.on('exit', (status) => console.log(status));
      `,
    });
    expect(project.node(['away.mjs', GPULAB, 'synth'])).toMatchObject({ stdout: '0\n', stderr: '' });
  });

  test('an error: the finding names code, construct and line; exit status 1; the old folder stays as it was', () => {
    make({ 'main.ts': GOOD });
    project.gpulab(['synth']);
    const before = project.read('dist/chart.k8s.yaml');
    project.write('main.ts', BAD);
    const run = project.gpulab(['synth']);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^error GPULAB11\d\d .*Not_A_Name.*\n {2}at chart\/config .*main\.ts:5:1\n/);
    expect(run.stderr).not.toContain('    at ');
    expect(project.read('dist/chart.k8s.yaml')).toBe(before);
  });

  test('an edit of the program is seen at once, although its bundle is kept', () => {
    make({ 'main.ts': GOOD });
    project.gpulab(['synth']);
    project.write('main.ts', GOOD.replace("'chart'", "'other'"));
    expect(json(project.gpulab(['synth', '--json']).stdout).result).toMatchObject({
      written: ['other.k8s.yaml'],
      removed: ['chart.k8s.yaml'],
    });
  });

  test('files of findings are named as they can be opened from where the user stands', () => {
    make({ 'main.ts': BAD, 'below/x.txt': '' });
    expect(project.gpulab(['check'], { cwd: 'below' }).stderr).toContain(' ../main.ts:5:1');
  });

  test('what differs only by construct is told once, with a count, and the last line counts', () => {
    const many =
      "for (const id of ['aa', 'bb', 'cc']) new ApiObject(new LabChart(app, id), id, { apiVersion: 'v1', kind: 'Pd', metadata: { name: id } });\n";
    make({ 'main.ts': GOOD.replace('app.synth', `${many}app.synth`) });
    const { stderr } = project.gpulab(['check']);
    expect(stderr.match(/GPULAB1202/g)).toHaveLength(1);
    expect(stderr).toContain('\n  and 2 more like it, as at bb/bb\n');
    expect(stderr).toMatch(/\n3 errors, \d+ warnings\n$/);
    expect(project.gpulab(['synth']).stderr).toMatch(/; nothing was written\n$/);
  });

  test('__dirname and relative paths are those of the program, not of the bundle', () => {
    const read =
      "import { readFileSync } from 'node:fs';\nreadFileSync('data.txt'); readFileSync(__dirname + '/data.txt');\n";
    make({ 'main.ts': read + GOOD, 'data.txt': 'x' });
    expect(project.gpulab(['synth', '--app', join(project.folder, 'main.ts')], { cwd: '..' })).toMatchObject({
      status: 0,
    });
  });
});

test('a program finds what Node would give it: a hashbang, modules by a name that is computed, files beside it', () => {
  const load = `#!/usr/bin/env node
    const load = require;
    const [fs, data] = ['fs', 'data'].map((name) => load(name === 'fs' ? 'node:fs' : './' + name));
    if (!fs.existsSync(load.resolve('./data')) || data.name !== 'config') throw new Error('not found');
  `;
  make({ 'main.ts': load + GOOD, 'data.json': '{ "name": "config" }' });
  expect(project.gpulab(['synth', '--app', join(project.folder, 'main.ts')], { cwd: '..' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

describe('a program that', () => {
  const cases: [string, { [name: string]: string }, string, RegExp][] = [
    ['is not there', {}, 'GPULAB4002', /no main\.ts/],
    ['has a syntax error', { 'main.ts': 'const = 1;\n' }, 'GPULAB4003', /main\.ts:1:7/],
    ['imports what is not there', { 'main.ts': "import 'nowhere';\n" }, 'GPULAB4003', /main\.ts:1:8/],
    ['throws', { 'main.ts': "\nthrow new Error('boom');\n" }, 'GPULAB4004', /the program threw: boom\n.*main\.ts:2:7/],
    ['rejects', { 'main.ts': "\nPromise.reject(new Error('boom'));\n" }, 'GPULAB4004', /boom/],
    [
      'throws and rejects in one turn',
      { 'main.ts': "for (const i of [1, 2, 3]) Promise.reject(new Error('other'));\nthrow new Error('boom');\n" },
      'GPULAB4004',
      /the program threw: boom\n.*main\.ts:2:7/,
    ],
    [
      'rejects three promises in one turn',
      { 'main.ts': "for (const i of [1, 2, 3]) Promise.reject(new Error('boom ' + i));\n" },
      'GPULAB4004',
      /boom 1\n.*main\.ts:1/,
    ],
    ['never calls synth', { 'main.ts': GOOD.replace('app.synth();', '') }, 'GPULAB4005', /without app\.synth/],
    ['calls synth of two apps', { 'main.ts': `${GOOD}new LabApp().synth();\n` }, 'GPULAB4006', /2 times, of several/],
    ['calls synth twice', { 'main.ts': `${GOOD}app.synth();\n` }, 'GPULAB4006', /2 times\n/],
    [
      'rejects after synth',
      { 'main.ts': `${GOOD}Promise.reject(new Error('late'));\n` },
      'GPULAB4004',
      /late\n.*main\.ts:7/,
    ],
    ['calls process.exit', { 'main.ts': 'process.exit(0);\n' }, 'GPULAB4004', /process\.exit.*\n.*main\.ts:1:9/],
    [
      'throws inside the library',
      { 'main.ts': GOOD.replace('app.synth', "new LabChart(app, 'chart');\napp.synth") },
      'GPULAB4004',
      /main\.ts:6:1/,
    ],
  ];
  test.each(cases)('%s is told in one line, without a stack', (_name, files, code, words) => {
    make(files);
    const run = project.gpulab(['synth']);
    expect(run.status).toBe(code === 'GPULAB4002' ? 2 : 1);
    expect(run.stderr).toContain(code);
    expect(run.stderr).toMatch(words);
    expect(run.stderr).not.toMatch(/\n {4}at /);
    expect(project.list('dist')).toBeUndefined();
  });

  test('has ended leaves nothing behind that would swallow an exception of the command', () => {
    const events = "['beforeExit', 'uncaughtException', 'unhandledRejection']";
    const count = `process.on('exit', () => console.error(String(${events}.map((event) => process.listenerCount(event)))));\n`;
    make({ 'main.ts': GOOD + count });
    expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '0,0,0\n' });
  });

  test('builds its tree asynchronously is waited for', () => {
    make({ 'main.ts': GOOD.replace('app.synth()', 'setTimeout(() => app.synth(), 20)') });
    expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('every command', () => {
  test('--json prints one document, on errors too', () => {
    make({ 'main.ts': BAD });
    const run = project.gpulab(['check', '--json']);
    expect(run).toMatchObject({ status: 1, stderr: '' });
    const [finding] = json(run.stdout).findings;
    expect(finding).toMatchObject({ level: 'error', path: 'chart/config', line: 5, column: 1 });
    expect(finding.file).toMatch(/main\.ts$/);
  });

  test('--strict makes a warning count', () => {
    make({ 'main.ts': GOOD.replace(", namespace: 'default'", '') });
    expect(project.gpulab(['check']).status).toBe(0);
    expect(project.gpulab(['check', '--strict']).status).toBe(1);
  });

  test('a wrong command, option or argument is exit status 2 and says so', () => {
    make({});
    for (const args of [['sinth'], ['synth', '--outt'], ['synth', 'extra'], ['synth', '-o']]) {
      const run = project.gpulab(args);
      expect(run.status).toBe(2);
      expect(run.stderr).toMatch(/^error GPULAB4001 /);
    }
    expect(json(project.gpulab(['sinth', '--json']).stdout).findings).toHaveLength(1);
  });

  test('a bug of ours is exit status 2, and one document all the same', () => {
    make({ 'main.ts': GOOD, 'break.cjs': "require('node:fs').existsSync = () => { throw new Error('broken'); };" });
    const env = { NODE_OPTIONS: '--require ./break.cjs' };
    const run = project.gpulab(['check', '--json'], { env });
    expect(run.status).toBe(2);
    expect(json(run.stdout).findings).toMatchObject([
      { code: 'GPULAB4000', message: expect.stringContaining('broken') },
    ]);
    expect(project.gpulab(['check'], { env }).stderr).toContain('this is a bug of gpulab');
  });

  test('--help tells options and exit status', () => {
    make({});
    expect(project.gpulab(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('exit status') });
    expect(project.gpulab(['synth', '--help']).stdout).toContain('--stdout');
  });
});

describe('explain', () => {
  test('tells a code, in any case of letters, and lists all without one', () => {
    make({});
    expect(project.gpulab(['explain', 'gpulab4005']).stdout).toContain('What to do:');
    expect(project.gpulab(['explain', '4005']).stdout).toContain('GPULAB4005 ');
    expect(project.gpulab(['explain']).stdout).toContain('GPULAB1001');
  });

  test('an unknown code is an error', () => {
    make({});
    const run = project.gpulab(['explain', 'GPULAB9999']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('GPULAB4007');
  });
});
