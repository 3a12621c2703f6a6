import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CEPH_CODES } from '../../../constructs/ceph/codes';
import { RULE_CODES } from '../../../constructs/core/rules/codes';

const codesIn = (folder: string, except: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && name !== except)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/GPULAB26\d\d|GPULAB22\d\d/g) ?? []);

const room = resolve(import.meta.dirname, '../../../constructs/ceph');

test('every code that the room reports is in its catalogue, and no other', () => {
  const own = [...new Set(codesIn(room, 'codes.ts'))].filter((code) => !(code in RULE_CODES));
  expect(own.sort()).toEqual(Object.keys(CEPH_CODES).sort());
});

test('every code has a test', () => {
  const tested = new Set(codesIn(import.meta.dirname, 'codes.test.ts'));
  expect(Object.keys(CEPH_CODES).filter((code) => !tested.has(code))).toEqual([]);
});

test('an entry is in plain words: no stop in the title, whole sentences below it', () => {
  for (const { title, cause, remedy } of Object.values(CEPH_CODES)) {
    expect(title).toMatch(/^[a-zA-Z].*[^.]$/);
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\S.*\.$/);
  }
});
