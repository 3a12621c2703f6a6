import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../constructs/catalogue';
import { COMMAND_CODES } from '../src/cli/codes';
import { customKindsPage, errorsPage, healthPage, READMES, readme } from '../tools/generate-docs';
import { blocksOf } from './support/pages';

const root = resolve(import.meta.dirname, '..');
const text = (name: string) => readFileSync(join(root, name), 'utf8');
const HOW = 'run: npx tsx tools/generate-docs.ts';

describe('documents that are made from the code are current', () => {
  test('docs/errors.md', () => expect(text('docs/errors.md'), HOW).toBe(errorsPage()));
  test.each(READMES)('the example of %s', (page) => expect(text(page), HOW).toBe(readme(text(page))));
  test('the table in docs/custom-kinds.md', () =>
    expect(text('docs/custom-kinds.md'), HOW).toBe(customKindsPage(text('docs/custom-kinds.md'))));
  test('the reasons in docs/health.md', () =>
    expect(text('docs/health.md'), HOW).toBe(healthPage(text('docs/health.md'))));
});

test('the READMEs in English and in Chinese name the same commands and findings', () => {
  const [english, chinese] = READMES.map((page) => ({
    commands: text(page).match(/^ {4}\S.{0,33}\S(?= {2,}|$)/gm),
    findings: blocksOf(page).filter(({ language }) => language === 'text'),
  }));
  expect(english.commands?.length).toBeGreaterThan(20);
  expect(chinese).toEqual(english);
});

describe('the catalogue', () => {
  const tests = (readdirSync(join(root, 'test'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !name.startsWith('docs.test'))
    .map((name) => text(join('test', name)))
    .join('\n');

  test('has each code once, whichever room it is of', () => {
    const definitions = ['constructs', 'src'].flatMap((folder) =>
      (readdirSync(join(root, folder), { recursive: true }) as string[])
        .filter((name) => /codes\.ts$/.test(name) && !/(?:^|\/)lib\//.test(name))
        .flatMap((name) => text(join(folder, name)).match(/^ {2}GPULAB\d{4}(?=:)/gm) ?? []),
    );
    expect(definitions.filter((code, index) => definitions.indexOf(code) < index)).toEqual([]);
    expect(definitions).toHaveLength(Object.keys({ ...CATALOGUE, ...COMMAND_CODES }).length);
  });

  test.each(Object.keys({ ...CATALOGUE, ...COMMAND_CODES }))('%s is provoked by a test', (code) => {
    expect(tests).toContain(code);
  });

  test('says the same thing once: every title is another', () => {
    const titles = Object.values({ ...CATALOGUE, ...COMMAND_CODES }).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
