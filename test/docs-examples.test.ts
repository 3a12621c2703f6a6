import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blocksOf as allBlocksOf, pageText as text } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const root = resolve(import.meta.dirname, '..');
const EXAMPLE = 'examples/ailab';

/** Code blocks of a page in one language. */
const blocksOf = (page: string, language: string): string[] =>
  allBlocksOf(page)
    .filter((block) => block.language === language)
    .map((block) => block.text);

/** What stands beside a program of each page: the example, and for docs/lab.md the roster and inventory that it shows. */
const example = Object.fromEntries(
  readdirSync(join(root, EXAMPLE))
    .filter((name) => /\.(?:ts|yaml|csv)$/.test(name))
    .map((name) => [name, text(join(EXAMPLE, name))]),
);
const [shownRoster] = blocksOf('docs/lab.md', 'csv');
const [shownInventory] = blocksOf('docs/lab.md', 'yaml');
const besides: { readonly [page: string]: { readonly [name: string]: string } } = {
  'README.md': example,
  'docs/images.md': { 'cdk8s.yaml': example['cdk8s.yaml'] },
  'docs/lab.md': { ...example, 'roster.csv': shownRoster, 'inventory.yaml': shownInventory },
  'docs/ceph.md': { 'cdk8s.yaml': example['cdk8s.yaml'] },
  'docs/gpu-operator.md': { 'cdk8s.yaml': example['cdk8s.yaml'] },
  'docs/hami.md': { 'cdk8s.yaml': example['cdk8s.yaml'] },
  'docs/provider.md': { 'cdk8s.yaml': example['cdk8s.yaml'] },
  'docs/node-health.md': {
    'cdk8s.yaml': example['cdk8s.yaml'],
    'inventory.yaml': blocksOf('docs/node-health.md', 'yaml')[0],
  },
};

const programs = Object.keys(besides).flatMap((page) =>
  blocksOf(page, 'ts').map((program, i) => ({ page, number: i + 1, program })),
);

/** Required values of a chart are no error where no manifests are written. */
const makesHelmCharts = (program: string): boolean =>
  /new (?:Helm|StudentWorkload|LabUser|LabRoster)Chart\(/.test(program);

const projects: Project[] = [];
const projectOf = (files: { readonly [name: string]: string }): Project => {
  const project = new Project(files);
  projects.push(project);
  return project;
};
afterAll(() => {
  for (const project of projects) project.remove();
});

describe('programs in the documents', () => {
  test('are there', () => {
    expect(programs.map(({ page }) => page)).toEqual([
      'README.md',
      'docs/images.md',
      ...Array(5).fill('docs/lab.md'),
      'docs/ceph.md',
      'docs/gpu-operator.md',
      ...Array(3).fill('docs/hami.md'),
      ...Array(2).fill('docs/provider.md'),
      'docs/node-health.md',
    ]);
  });

  const checked = programs.filter(({ program }) => program.includes('app.synth()'));
  test.each(checked)('pass gpulab check without a finding: block $number of $page', ({ page, program }) => {
    const project = projectOf({ ...besides[page], 'main.ts': program });
    const helm = makesHelmCharts(program) ? ['--helm'] : [];
    expect(project.gpulab(['check', ...helm])).toMatchObject({ status: 0, stderr: '' });
  });

  test('type check', () => {
    const files = Object.fromEntries(programs.map(({ program }, i) => [`program-${i}.ts`, program]));
    expect(typeErrors(projectOf({ ...example, ...files }), Object.keys(files))).toBe('');
  });
});

describe('what the documents say that the command prints', () => {
  test('is printed: the findings of the README', () => {
    const mistaken = example['roster.csv']
      .replace(',yangbowen@', ',yang bowen@')
      .replace(/^(tangmuchen,.*,)vision$/m, '$1visoin');
    const { stderr, status } = projectOf({ ...example, 'roster.csv': mistaken }).gpulab(['check']);
    expect(status).toBe(1);
    expect(blocksOf('README.md', 'text')).toContain(stderr);
  });

  test('is printed: the report in docs/lab.md', () => {
    const [report] = blocksOf('docs/lab.md', 'text');
    expect(projectOf(example).gpulab(['check']).stdout).toContain(report);
  });

  test('is printed: what fits in docs/hami.md, and the line for Docker', () => {
    const [session, , dockerSession] = blocksOf('docs/hami.md', 'console');
    const output = (shown: string): string => shown.slice(shown.indexOf('\n') + 1);
    const fit = projectOf({}).gpulab(['fit', '--app', join(root, 'examples/hami/main.ts')]);
    expect(fit).toMatchObject({ status: 0, stdout: output(session), stderr: '' });
    const [, , docker] = blocksOf('docs/hami.md', 'ts');
    const project = projectOf({ 'main.mts': docker });
    expect(project.node(['--import', 'tsx', 'main.mts']).stdout).toBe(output(dockerSession));
  });

  test('is rendered: the values of docs/provider.md', () => {
    const [values] = blocksOf('docs/provider.md', 'yaml');
    const project = projectOf({ 'values.yaml': values });
    const render = ['render', 'compute-provider', '--release', 'provider', '-f', 'values.yaml'];
    const { status, stdout, stderr } = project.gpulab(render);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('name: ns-0xabcdef0123456789abcdef0123456789abcdef01');
  });

  test('is written: the clean file in docs/import.md, once the mistake is mended', () => {
    const [given, clean] = blocksOf('docs/import.md', 'yaml');
    const [session] = blocksOf('docs/import.md', 'console');
    const project = projectOf({ 'zhang3.yaml': given.replace('UseShm: "False"', 'UseShm: false') });
    expect(project.gpulab(session.split('\n')[0].split(' ').slice(2))).toMatchObject({ status: 0, stderr: '' });
    expect(project.read('clean/zhang3.yaml')).toBe(clean);
    expect(project.gpulab(['render', 'student-workload', '--each', 'clean'])).toMatchObject({ status: 0, stderr: '' });
  });
});
