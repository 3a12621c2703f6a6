import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksOf } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const blocks = blocksOf('docs/deliveries.md');
const program = blocks.find(({ language }) => language === 'ts')!.text;
const graph = blocks.find(({ language }) => language === 'text')!.text;

describe('docs/deliveries.md', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project({ 'cdk8s.yaml': 'output: dist\n', 'main.ts': program });
  });
  afterAll(() => project.remove());

  test('its program is written without a finding, and type checks', () => {
    expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '' });
    expect(typeErrors(project, ['main.ts'])).toBe('');
  });

  test('the files that it names are there', () => {
    const files = ['INSTALL.md', 'install.sh', 'helmfile.yaml', 'umbrella/install-order.txt', 'umbrella/README.md'];
    const more = ['argocd/health.yaml', 'argocd/root.yaml', 'flux', 'values/gpu-operator.yaml', 'charts/limits'];
    expect(project.list('dist')).toEqual(expect.arrayContaining([...files, ...more]));
  });

  test('the graph is the one that it shows', () => {
    expect(project.gpulab(['graph']).stdout).toBe(graph);
  });
});
