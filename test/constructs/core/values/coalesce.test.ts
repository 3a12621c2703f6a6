import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../../../constructs/core/private/mapping';
import { coalesce, merge } from '../../../../constructs/core/values/private/coalesce';

const DEFAULTS = { text: 'a', list: [1, 2], group: { cpu: '8', memory: '16Gi', deep: { on: true } } };

describe('given values over defaults, as Helm does it:', () => {
  // Each row was run through CoalesceValues of Helm 3.22.0.
  const cases: [string, Mapping, Mapping][] = [
    ['nothing given: the defaults', {}, DEFAULTS],
    ['a scalar replaces', { text: 'b' }, { ...DEFAULTS, text: 'b' }],
    ['empty text is a value', { text: '' }, { ...DEFAULTS, text: '' }],
    ['a list replaces the whole list', { list: [] }, { ...DEFAULTS, list: [] }],
    ['mappings merge', { group: { cpu: 4 } }, { ...DEFAULTS, group: { ...DEFAULTS.group, cpu: 4 } }],
    [
      'mappings merge to the bottom',
      { group: { deep: { more: 1 } } },
      { ...DEFAULTS, group: { ...DEFAULTS.group, deep: { on: true, more: 1 } } },
    ],
    ['an empty mapping changes nothing', { group: {} }, DEFAULTS],
    ['null takes a default away', { text: null }, { list: [1, 2], group: DEFAULTS.group }],
    ['null takes a mapping away', { group: null }, { text: 'a', list: [1, 2] }],
    [
      'null takes a nested default away',
      { group: { cpu: null } },
      { ...DEFAULTS, group: { memory: '16Gi', deep: { on: true } } },
    ],
    ['null without a default stays', { more: null }, { ...DEFAULTS, more: null }],
    ['null in a mapping without a default stays', { more: { a: null } }, { ...DEFAULTS, more: { a: null } }],
    ['null in a list stays', { list: [null] }, { ...DEFAULTS, list: [null] }],
    ['text replaces a mapping', { group: 'big' }, { ...DEFAULTS, group: 'big' }],
    ['a mapping replaces text', { text: { a: 1 } }, { ...DEFAULTS, text: { a: 1 } }],
    ['an unknown key stays', { more: 1 }, { ...DEFAULTS, more: 1 }],
  ];
  test.each(cases)('%s', (_, given, expected) => expect(coalesce(DEFAULTS, given)).toEqual(expected));

  test('keys named like members of every object are keys', () => {
    const given = JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "toString": 2}');
    const defaults = JSON.parse('{"__proto__": {"b": 2}, "constructor": "x"}');
    expect(JSON.stringify(coalesce(defaults, given))).toBe('{"__proto__":{"b":2,"a":1},"toString":2}');
    expect(JSON.stringify(coalesce({}, given))).toBe(JSON.stringify(given));
  });

  test('neither argument is changed', () => {
    const given = { group: { cpu: null, deep: { on: false } }, text: null };
    const before = structuredClone([DEFAULTS, given]);
    coalesce(DEFAULTS, given);
    expect([DEFAULTS, given]).toEqual(before);
  });
});

describe('a later values file over an earlier one:', () => {
  test('as with defaults, but null stays for the defaults to come', () => {
    const earlier = { a: 1, b: { c: 1, d: 2 }, e: [1] };
    expect(merge(earlier, { a: null, b: { c: null }, e: [], f: 1 })).toEqual({
      a: null,
      b: { c: null, d: 2 },
      e: [],
      f: 1,
    });
  });

  test('a mapping comes back after null', () => {
    expect(coalesce({ a: { b: 1, c: 2 } }, merge({ a: null }, { a: { b: 3 } }))).toEqual({ a: { b: 3, c: 2 } });
  });

  test('what a mapping held is gone when something else came between', () => {
    expect(merge(merge({ a: { b: 1 } }, { a: 1 }), { a: {} })).toEqual({ a: {} });
  });
});
