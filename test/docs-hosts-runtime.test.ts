import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksOf } from './support/pages';
import { Project, type Run } from './support/project';
import { typeErrors } from './support/type-check';

const blocks = blocksOf('docs/hosts-runtime.md');
const textOf = (wanted: string): string => blocks.find(({ language }) => language === wanted)!.text;

let project: Project;
let renewed: Run;
beforeAll(() => {
  project = new Project({
    'cdk8s.yaml': 'language: typescript\napp: node main.ts\n',
    'main.ts': textOf('ts'),
    'inventory.yaml': textOf('yaml'),
  });
  renewed = project.gpulab(['hosts', 'certificates', 'renew']);
});
afterAll(() => project.remove());

describe('docs/hosts-runtime.md', () => {
  test('its program type checks, and gives every host its files', () => {
    expect(typeErrors(project, ['main.ts'])).toBe('');
    expect(project.gpulab(['synth'])).toMatchObject({ status: 0, stderr: '' });
    const hosts = project.list('dist/hosts')!.filter((name) => name.endsWith('host.json'));
    expect(hosts).toEqual(['gpu-01/host.json', 'gpu-02/host.json', 'master1/host.json']);
  });

  test('certificates are made as it says; only days differ', () => {
    const withoutDays = (text: string) => text.replace(/\d{4}-\d\d-\d\d/g, 'DAY');
    const [, said] = /\$ gpulab hosts certificates renew\n(.*?)\$ /s.exec(textOf('console'))!;
    expect(withoutDays(renewed.stdout)).toBe(withoutDays(said));
  });

  test('the output holds none of them', () => {
    const texts = project.list('dist')!.filter((name) => /\.(?:json|pem|conf|toml)$/.test(name));
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.map((name) => project.read(`dist/${name}`)).join('')).not.toContain('BEGIN');
  });
});
