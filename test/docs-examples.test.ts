import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Project } from './support/project';

const root = resolve(import.meta.dirname, '..');
const text = (name: string): string => readFileSync(join(root, name), 'utf8');

const EXAMPLE = 'examples/ailab';
const TYPESCRIPT = join(root, 'node_modules/typescript/bin/tsc');
const TYPES = join(root, 'node_modules/@types');

/** Code blocks of a page in one language, without their fences. */
const blocksOf = (page: string, language: string): string[] =>
  [...text(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2]);

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
  'docs/lab.md': { ...example, 'roster.csv': shownRoster, 'inventory.yaml': shownInventory },
};

const programs = Object.keys(besides).flatMap((page) =>
  blocksOf(page, 'ts').map((program, i) => ({ page, number: i + 1, program })),
);
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
    expect(programs.map(({ page }) => page)).toEqual(['README.md', 'docs/lab.md', 'docs/lab.md', 'docs/lab.md']);
  });

  test.each(programs)('pass gpulab check without a finding: block $number of $page', ({ page, program }) => {
    const project = projectOf({ ...besides[page], 'main.ts': program });
    expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('type check: the bundler would let a misspelt prop pass', () => {
    const files = Object.fromEntries(programs.map(({ program }, i) => [`program-${i}.ts`, program]));
    const project = projectOf({ ...example, ...files });
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];
    const types = ['--moduleResolution', 'bundler', '--types', 'node', '--typeRoots', TYPES];
    const { stdout, status } = spawnSync(process.execPath, [TYPESCRIPT, ...options, ...types, ...Object.keys(files)], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
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
});
