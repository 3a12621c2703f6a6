import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Project } from '../support/project';

const repository = resolve(import.meta.dirname, '../..');
const CDK8S = join(repository, 'node_modules/cdk8s-cli/bin/cdk8s');
const example = join(repository, 'examples/ailab');

let project: Project;
afterEach(() => project.remove());

const make = () => {
  const names = readdirSync(example).filter((name) => name !== 'dist');
  project = new Project(Object.fromEntries(names.map((name) => [name, readFileSync(join(example, name), 'utf8')])));
  return project;
};
const contents = (folder: string) =>
  Object.fromEntries(project.list(folder)!.map((name) => [name, project.read(join(folder, name))]));

test('cdk8s synth writes the example byte for byte as gpulab synth does', () => {
  make();
  expect(project.gpulab(['synth', '-o', 'ours'])).toMatchObject({ status: 0, stderr: '' });
  expect(project.node([CDK8S, 'synth', '--check-upgrade=false'])).toMatchObject({ status: 0 });
  const expected = contents('ours');
  expect(Object.keys(expected).length).toBeGreaterThan(240);
  expect(contents('dist')).toEqual(expected);
});

test('an error under node is the findings and no stack', () => {
  make().write('roster.csv', 'Bad_One,a@b.c,1,1,intro\n');
  const { status, stderr } = project.node(['--import', 'tsx', 'main.ts']);
  expect(status).toBe(1);
  expect(stderr).toContain('GPULAB2010');
  expect(stderr).not.toMatch(/\n {4}at |findings:/);
});
