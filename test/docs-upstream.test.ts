import { afterEach, expect, test } from 'vitest';
import { blocksOf } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const blocks = blocksOf('docs/upstream.md');
const [right, mistaken, own] = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text);
const textOf = (wanted: string): string => blocks.find(({ language }) => language === wanted)!.text;

let project: Project;
const make = (files: { [name: string]: string }) => {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', ...files });
};
afterEach(() => project.remove());

test('the release of docs/upstream.md type checks and passes the checks', () => {
  make({ 'main.ts': right });
  expect(typeErrors(project, ['main.ts'])).toBe('');
  expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
});

test('its mistakes are told as it says', () => {
  make({ 'main.ts': mistaken });
  expect(project.gpulab(['check']).stderr).toBe(textOf('text'));
});

test('its chart of one’s own becomes a class as it says', () => {
  make({
    'main.ts': own,
    'my-chart/Chart.yaml': 'apiVersion: v2\nname: my-chart\nversion: 1.2.3\n',
    'my-chart/values.yaml': 'replicas: 1\nimage: {repository: example.edu/app, tag: ""}\n',
  });
  const [command, ...printed] = textOf('console').trimEnd().split('\n');
  const { stdout, status } = project.gpulab(command.split(' ').slice(2));
  expect(status).toBe(0);
  expect(stdout.trimEnd().replace(`${project.folder}/`, '').split('\n')).toEqual(printed);
  expect(typeErrors(project, ['main.ts'])).toBe('');
  expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
});
