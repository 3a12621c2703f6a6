import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CORE_CODES } from '../../../../constructs/core/codes';

const FOLDER = join(__dirname, '../../../../constructs/core');
const OURS = /GPULAB1[1-4]\d\d/g;

const used = new Set(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.ts') && file !== 'finding.ts')
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').match(OURS) ?? []),
);

test('every code that a check uses is explained, and every code that is explained is used', () => {
  expect([...used].sort()).toEqual(Object.keys(CORE_CODES).sort());
});

test.each(Object.entries(CORE_CODES))('%s: a title, a cause and a remedy', (_, { title, cause, remedy }) => {
  expect(title).toMatch(/^[a-z]/);
  expect(title).not.toMatch(/\.$/);
  for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
