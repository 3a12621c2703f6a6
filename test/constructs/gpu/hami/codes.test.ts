import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { RULE_CODES } from '../../../../constructs/core/rules/codes';
import { HAMI_CODES } from '../../../../constructs/gpu/hami/codes';

const room = resolve(__dirname, '../../../../constructs/gpu/hami');
const used = (readdirSync(room, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts') && name !== 'codes.ts')
  .flatMap((name) => readFileSync(join(room, name), 'utf8').match(/GPULAB\d{4}/g) ?? []);

test('every code that is reported is in the catalogue, and no other', () => {
  const own = [...new Set(used)].filter((code) => !(code in RULE_CODES));
  expect(own.sort()).toEqual(Object.keys(HAMI_CODES).sort());
});

test('an entry is in plain words: no stop in the title, whole sentences below it', () => {
  for (const { title, cause, remedy } of Object.values(HAMI_CODES)) {
    expect(title).toMatch(/^[a-zA-Z].*[^.]$/);
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\S.*\.$/);
  }
});
