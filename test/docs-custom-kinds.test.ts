import { afterEach, beforeEach, expect, test } from 'vitest';
import { blocksOf } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const textsIn = (language: string): string[] =>
  blocksOf('docs/custom-kinds.md')
    .filter((block) => block.language === language)
    .map(({ text }) => text);
const [definition] = textsIn('yaml');
const [session] = textsIn('console');
const [good, bad] = textsIn('ts');
const [findings] = textsIn('text');

let project: Project;
beforeEach(() => {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', 'bookings.yaml': definition });
});
afterEach(() => project.remove());

test('docs/custom-kinds.md: what the command prints, and what it says of the programs', () => {
  const [command, ...printed] = session.split('\n');
  expect(project.gpulab(command.split(' ').slice(2))).toEqual({ status: 0, stdout: printed.join('\n'), stderr: '' });
  project.write('main.ts', good);
  expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
  project.write('main.ts', bad);
  expect(project.gpulab(['check'])).toMatchObject({ status: 1, stderr: findings });
  project.write('good.ts', good);
  expect(typeErrors(project, ['main.ts', 'good.ts'])).toBe('');
});
