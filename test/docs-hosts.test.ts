import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inventory } from 'cdk8s-gpulab';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../src/cli/hosts';
import { blocksOf } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const page = readFileSync(join(resolve(import.meta.dirname, '..'), 'docs/hosts.md'), 'utf8');
const [inventory] = blocksOf('docs/hosts.md').filter(({ language }) => language === 'yaml');
const [program] = blocksOf('docs/hosts.md').filter(({ language }) => language === 'ts');

let project: Project;
beforeAll(() => {
  project = new Project({
    'inventory.yaml': inventory.text,
    'hosts.ts': program.text,
    'cdktf.json': '{"app": "node --import tsx hosts.ts"}',
  });
  project.link('gpulab');
});
afterAll(() => project.remove());

test('the inventory of docs/hosts.md is one', () => {
  const { findings, hosts } = Inventory.fromText(inventory.text, 'inventory.yaml');
  expect(findings).toEqual([]);
  expect(hosts.map(({ name, ssh }) => [name, ssh?.jump])).toEqual([
    ['jump-1', undefined],
    ['master1', 'jump-1'],
    ['worker1', 'jump-1'],
  ]);
});

test('its program type checks, and gives the state to S3', () => {
  expect(typeErrors(project, ['hosts.ts'])).toBe('');
  expect(project.gpulab(['hosts', 'synth'])).toMatchObject({ status: 0, stderr: '' });
  const text = project.read('.gpulab/hosts/cdktf.out/stacks/hosts/cdk.tf.json');
  expect(JSON.parse(text).terraform.backend.s3).toEqual({ bucket: 'lab-state', key: 'hosts', region: 'campus' });
});

test('it has every option and every word of the command', () => {
  for (const option of Object.keys(command.options)) expect(page).toContain(`--${option}`);
  for (const word of /hosts ([a-z|]+) /.exec(command.usage)![1].split('|'))
    expect(page).toMatch(new RegExp(`^\\| \`${word}`, 'm'));
});
