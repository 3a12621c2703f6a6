import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildBundle } from '../../src/program/build';
import { Project } from '../support/project';

const program = (apiVersion: string, kind: string, more = '') => `import { ApiObject } from 'cdk8s';
import { LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = new LabChart(app, 'lab', { namespace: 'rook-ceph' });
new ApiObject(chart, 'one', { apiVersion: '${apiVersion}', kind: '${kind}', metadata: { name: 'one' }${more} } as any);
app.synth();
`;
const GOOD = program('ceph.rook.io/v1', 'CephBlockPool', ', spec: { replicated: { size: 3 } }');
const BAD = program('ceph.rook.io/v1', 'CephBlockPool', ', spec: { replicatd: { size: 3 } }');
const FOUND = 'GPULAB1203 spec has no field replicatd';

/** Tells which of the library's data files a process opens. */
const SPY = `const fs = require('fs'), { readFileSync } = fs;
fs.readFileSync = (...args) => {
  if (/[\\\\/]data[\\\\/].*\\.txt$/.test(args[0])) process.stderr.write('read ' + args[0].split(/[\\\\/]/).pop() + '\\n');
  return readFileSync(...args);
};`;

let project: Project;
const make = (main: string): Project => {
  project = new Project({ 'main.ts': main, 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', 'spy.cjs': SPY });
  return project;
};
afterEach(() => project.remove());

test('a program that is run by the command has the data of the installed library', () => {
  expect(make(BAD).gpulab(['check']).stderr).toContain(FOUND);
});

test('so has one that runs without the command', () => {
  expect(make(BAD).node(['--import', 'tsx', 'main.ts']).stderr).toContain(FOUND);
});

test('so has a bundle that was made on another machine', async () => {
  make(BAD);
  await buildBundle(join(project.folder, 'main.ts'), join(project.folder, 'elsewhere/bundle.cjs'), { kept: false });
  expect(project.node(['elsewhere/bundle.cjs']).stderr).toContain(FOUND);
});

test('a module that is told its place stays in strict mode', () => {
  make(GOOD).gpulab(['check']);
  const bundle = project.list('node_modules/.cache')!.find((name) => name.endsWith('program.cjs'))!;
  const library = /data-text\.js"\([\w,]+\)\{(.{13})/.exec(project.read(`node_modules/.cache/${bundle}`));
  expect(library?.[1]).toBe('"use strict";');
});

test('a program reads the data of the groups that it has objects of, and no others', () => {
  const env = { NODE_OPTIONS: `--require ${join(make(GOOD).folder, 'spy.cjs')}` };
  expect(project.gpulab(['synth'], { env })).toMatchObject({ status: 0, stderr: 'read ceph.rook.io.txt\n' });
  project.write('main.ts', program('v1', 'ConfigMap'));
  expect(project.gpulab(['synth'], { env })).toMatchObject({ status: 0, stderr: '' });
});
