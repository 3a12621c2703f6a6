import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { RULE_CODES } from '../../../constructs/core/rules/codes';
import { GPU_CODES } from '../../../constructs/gpu/codes';

const room = resolve(__dirname, '../../../constructs/gpu');
const used = (readdirSync(room, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts') && name !== 'codes.ts' && !name.startsWith('hami'))
  .flatMap((name) => readFileSync(join(room, name), 'utf8').match(/GPULAB\d{4}/g) ?? []);

test('every code that the room reports is in its catalogue, and no other', () => {
  const own = [...new Set(used)].filter((code) => !(code in RULE_CODES));
  expect(own.sort()).toEqual(Object.keys(GPU_CODES).sort());
});

test('an entry is in plain words: no stop in the title, whole sentences below it', () => {
  for (const { title, cause, remedy } of Object.values(GPU_CODES)) {
    expect(title).toMatch(/^[a-zA-Z].*[^.]$/);
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\S.*\.$/);
  }
});
