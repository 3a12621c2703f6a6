import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWheel, installWheel, QUIET_JSII } from '../../tools/python-wheel';
import { run } from '../../tools/run';
import { blocksOf } from '../support/pages';
import { Project } from '../support/project';
import { synthesise } from './python/twin';

const PROGRAM = join(__dirname, 'python/main.py');

describe('the Python package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-python-'));
  const outdir = join(folder, 'python-files');
  let python: string;

  beforeAll(() => {
    python = installWheel(buildWheel(join(folder, 'dist')), join(folder, 'venv'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('synthesises the same files as TypeScript, byte for byte', () => {
    run(python, [PROGRAM], { cwd: folder, env: { ...process.env, ...QUIET_JSII, CDK8S_OUTDIR: outdir } });
    const twin = join(folder, 'typescript-files');
    synthesise(twin);
    expect(filesOf(outdir)).toEqual(filesOf(twin));
    expect(Object.keys(filesOf(outdir))).toContain('zhang3.k8s.yaml');
  });

  test('tells a mistake as TypeScript does, and writes nothing', () => {
    const mistaken = readFileSync(PROGRAM, 'utf8').replace('uid="zhang3"', 'uid="Zhang_3"');
    const nothing = join(folder, 'nothing');
    const env = { ...process.env, ...QUIET_JSII, CDK8S_OUTDIR: nothing };
    expect(() => run(python, ['-c', mistaken], { cwd: folder, env })).toThrow(/GPULAB20\d\d .*Zhang_3/);
    expect(readdirSync(folder)).not.toContain('nothing');
  });

  test('checks objects of the custom kinds of docs/custom-kinds.md', () => {
    const block = (language: string) => blocksOf('docs/custom-kinds.md').find((one) => one.language === language)!.text;
    const project = new Project({ 'bookings.yaml': block('yaml') });
    try {
      expect(project.gpulab(['generate', 'crd', 'bookings.yaml', '--as', 'text'])).toMatchObject({ status: 0 });
      const options = { cwd: project.folder, env: { ...process.env, ...QUIET_JSII } };
      run(python, ['-c', block('python')], options);
      expect(project.read('dist/course.k8s.yaml')).toContain('  gpus: 8\n');
      const mistaken = block('python').replace('"gpus"', '"gpu"');
      expect(() => run(python, ['-c', mistaken], options)).toThrow(/GPULAB1203 spec has no field gpu\n/);
    } finally {
      project.remove();
    }
  });

  test('makes the chart of docs/values.md as TypeScript does', () => {
    const programIn = (language: string) =>
      blocksOf('docs/values.md').find((block) => block.language === language)!.text;
    const project = new Project({ 'main.ts': programIn('ts') });
    try {
      expect(project.gpulab(['synth', '--helm', '--app', 'main.ts'])).toMatchObject({ status: 0, stderr: '' });
      const env = { ...process.env, ...QUIET_JSII, CDK8S_OUTDIR: join(folder, 'manifests') };
      run(python, ['-c', programIn('python')], { cwd: folder, env });
      const files = project.list('charts/notebook')!.filter((name) => name !== 'templates');
      expect(readdirSync(join(folder, 'charts/notebook'), { recursive: true }).length).toBe(files.length + 1);
      for (const name of files) {
        const text = readFileSync(join(folder, 'charts/notebook', name), 'utf8');
        expect(linesOf(text)).toEqual(linesOf(project.read(`charts/notebook/${name}`)));
      }
    } finally {
      project.remove();
    }
  });
});

/** In any order: what a program patches has its keys as they are written. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^[ -]*/, ''))
    .sort();

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
