import { afterEach, expect, test } from 'vitest';
import { blocksOf } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const [program] = blocksOf('docs/threek.md').filter(({ language }) => language === 'ts');

let project: Project;
afterEach(() => project.remove());

test('the platform of docs/threek.md type checks, and is written with its file for KubeKey', () => {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', 'main.ts': program.text });
  expect(typeErrors(project, ['main.ts'])).toBe('');
  expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '' });
  expect(project.list('dist')).toEqual(expect.arrayContaining(['kubekey/threek.yaml', 'threek-cpod.k8s.yaml']));
});
