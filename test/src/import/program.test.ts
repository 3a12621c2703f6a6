import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { importValues } from '../../../src/import/import-values';
import { inputsOf } from '../../../src/import/inputs';
import { Project } from '../../support/project';
import { target } from './support';

const root = resolve(import.meta.dirname, '../../..');
const TYPESCRIPT = join(root, 'node_modules/typescript/bin/tsc');
const OPTIONS = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];
const RESOLUTION = [
  '--moduleResolution',
  'bundler',
  '--types',
  'node',
  '--typeRoots',
  join(root, 'node_modules/@types'),
];

const inputs = inputsOf([join(import.meta.dirname, 'files')]);
const { entries, outputs } = importValues(inputs, { target, registries: [], form: 'program' });

describe('the program of files of every era', () => {
  const project = new Project({
    'site.ts': readFileSync(join(root, 'examples/ailab/site.ts'), 'utf8'),
    'cdk8s.yaml': 'output: dist\n',
    ...Object.fromEntries(outputs.map(({ name, text }) => [name, text])),
  });
  afterAll(() => project.remove());

  test('is one main.ts', () => {
    expect(entries.flat().filter(({ fate }) => fate === 'wrong')).toEqual([]);
    expect(outputs.map(({ name }) => name)).toEqual(['main.ts']);
    expect(outputs[0].text.match(/new StudentWorkload\(/g)).toHaveLength(inputs.length);
  });

  test('compiles against our types', () => {
    const { stdout, status } = spawnSync(process.execPath, [TYPESCRIPT, ...OPTIONS, ...RESOLUTION, 'main.ts'], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  test('makes the job of each file, without a finding', () => {
    expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('dist')).toEqual(
      ['apply-order.txt', ...inputs.map(({ name }) => `${idOf(name)}.k8s.yaml`)].sort(),
    );
    const kinds = objects('old-all-keys-2025').map(({ kind }) => kind);
    expect(kinds).toEqual(['PersistentVolumeClaim', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Ingress']);
  });

  test('keeps what the file said', () => {
    const deployment = objects('old-all-keys-2025').find(({ kind }) => kind === 'Deployment');
    expect(deployment.metadata).toMatchObject({ name: 'zhao6-train', namespace: 'zhao6' });
    const { containers, securityContext, nodeSelector, volumes } = deployment.spec.template.spec;
    expect(containers[0]).toMatchObject({
      name: 'train',
      image: 'harbor.old.example/zhao6/train:v3',
      command: ['python', '/app/train.py'],
      args: ['--epochs', '10'],
    });
    expect(containers[0].resources.limits).toMatchObject({ cpu: '16', memory: '64Gi', 'nvidia.com/gpu': '2' });
    expect(securityContext).toEqual({ runAsUser: 20001, runAsGroup: 510 });
    expect(nodeSelector).toEqual({ 'gpu-model': 'RTX3090' });
    expect(volumes.map(({ name }: { name: string }) => name)).toEqual(['dshm', 'nfshome', 'scratch1', 'scratch2']);
  });

  const idOf = (name: string) => name.replace(/\.ya?ml$/, '').replaceAll('/', '-');
  const objects = (chart: string): any[] =>
    parseAllDocuments(project.read(`dist/${chart}.k8s.yaml`)).map((document) => document.toJS());
});
