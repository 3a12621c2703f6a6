import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFileOf } from '../../../constructs/output/private/json';
import { UnwritableError } from '../../../constructs/output/private/unwritable';
import { canonical, hostileObject } from './hostile';
import { MANIFESTS } from './manifests';

const SORTED = { sortKeys: true };

test('a JSON file is a List, whatever the number of its objects, so that kubectl takes it', () => {
  for (const objects of [[], MANIFESTS.slice(0, 1), MANIFESTS]) {
    expect(JSON.parse(jsonFileOf(objects, SORTED))).toEqual({ apiVersion: 'v1', kind: 'List', items: objects });
  }
});

test('its objects begin with apiVersion, kind and metadata, and the rest is in the order of the YAML files', () => {
  const object = { spec: { b: 1, a: [{ d: 1, c: 2 }] }, metadata: { name: 'x' }, kind: 'K', apiVersion: 'v1' };
  const item = (style: { sortKeys: boolean }) => JSON.stringify(JSON.parse(jsonFileOf([object], style)).items[0]);
  expect(item(SORTED)).toBe(
    '{"apiVersion":"v1","kind":"K","metadata":{"name":"x"},"spec":{"a":[{"c":2,"d":1}],"b":1}}',
  );
  expect(item({ sortKeys: false })).toBe(
    '{"apiVersion":"v1","kind":"K","metadata":{"name":"x"},"spec":{"b":1,"a":[{"d":1,"c":2}]}}',
  );
});

test('null members are left out, null in a list is not, as in the YAML files', () => {
  const [item] = JSON.parse(jsonFileOf([{ a: null, b: undefined, c: [null, undefined, { d: null }] }], SORTED)).items;
  expect(item).toEqual({ c: [null, null, {}] });
});

test('any texts come back', () => {
  fc.assert(
    fc.property(hostileObject, (object) => {
      expect(canonical(JSON.parse(jsonFileOf([object], SORTED)).items[0])).toBe(canonical(object));
    }),
    { numRuns: 300 },
  );
});

test('what JSON would change in silence is refused, with its place', () => {
  expect(() => jsonFileOf([{ a: 1 }, { b: [Number.NaN, '\ud800'] }], SORTED)).toThrow(UnwritableError);
  expect(() => jsonFileOf([{ a: 1 }, { b: [Number.NaN] }], SORTED)).toThrow('[1].b[0]: NaN is no number');
});

test('a file ends with a line break', () => {
  expect(jsonFileOf([], SORTED)).toMatch(/\}\n$/);
});
