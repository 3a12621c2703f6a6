import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { StringValue, Values } from '../../../../constructs/core';
import {
  isDamaged,
  issueMarker,
  markerOf,
  splitMarkers,
  withIssuedMarkers,
} from '../../../../constructs/core/values/private/marker';
import { MISSPREAD, SpreadPart } from '../../../../constructs/core/values/private/tree-part';
import { declare } from './declared';

const { name, port, labels, shared } = declare();

test('a text is split into what it is made of', () => {
  expect(splitMarkers(`a ${name}${labels} z`)).toEqual([
    'a ',
    name._expression,
    expect.objectContaining({ name: 'json' }),
    ' z',
  ]);
  expect(splitMarkers('plain')).toEqual(['plain']);
  expect(splitMarkers('')).toEqual([]);
});

test('one reference has one marker, and markers sort in the order they were made', () => {
  const others = Array.from({ length: 200 }, (_, index) => name.truncate(index + 1).text);
  expect(`${port}`).toBe(`${port}`);
  expect([...others].sort()).toEqual(others);
});

describe('damage shows', () => {
  const text = `${name}`;
  test.each<[string, string]>([
    ['lower case', text.toLowerCase()],
    ['upper case', text.toUpperCase()],
    ['beginning', text.slice(0, 10)],
    ['end', text.slice(-10)],
    ['middle', text.slice(20, 30)],
    ['without the first character', text.slice(2)],
    ['text before it cut off', `lab-${text}`.slice(0, 12)],
    ['reversed', [...text].reverse().join('')],
    ['separators replaced', text.replaceAll('-', '_')],
    ['dots removed', text.replaceAll('.', '')],
    ['blanks removed', text.replace(/\s/g, '')],
    ['DNS characters', text.toLowerCase().replace(/[^a-z0-9\u{10f8f1}\u{10f8f2}-]/gu, '-')],
    ['JSON', JSON.stringify({ name: text })],
    ['JSON in ASCII', '{"name": "\\udbfe\\udcf1\\udbfe\\udcf2Vv\\""}'],
    ['YAML', stringify({ name: text })],
    ['YAML of another writer', dump({ name: text })],
    ['YAML of Python', 'name: "\\U0010F8F1\\U0010F8F2Vv"'],
    ['URL', encodeURIComponent(text)],
    ['URL in lower case', encodeURIComponent(text).toLowerCase()],
    ['base64', Buffer.from(text).toString('base64')],
    ['base64 at offset 1', Buffer.from(`u${text}`).toString('base64')],
    ['base64 at offset 2', Buffer.from(`u:${text}`).toString('base64')],
    ['base64 inside of JSON', JSON.stringify({ auths: { a: { auth: Buffer.from(`u:${text}`).toString('base64') } } })],
  ])('%s', (_, damaged) => {
    expect(splitMarkers(damaged).some((part) => typeof part === 'string' && isDamaged(part))).toBe(true);
  });

  test.each([' ', ':', '#', '-', '_', '.', ',', '/', '@', '=', '\\', '"', "'", /[-_.,/@=\s]/])(
    'every piece of a text that was split at %s',
    (separator) => {
      const pieces = `a ${text}`.split(separator).filter((piece) => piece !== 'a' && piece !== '');
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.filter((piece) => !isDamaged(piece))).toEqual([]);
    },
  );

  test('half of a character is no literal, so the first letter is found as well', () => {
    expect(() => StringValue.of(text[0])).toThrow(/GPULAB1510/);
  });

  test('where text with a damaged reference is used to calculate', () => {
    expect(() => port.greaterThan(1).pickText(`${name}`.slice(0, 8), 'x')).toThrow(/GPULAB1512/);
  });
});

test.each([
  'plain',
  '\uf8f1',
  '\uf8f2 \uf8f1',
  '\u{10f8f1}',
  'a \u{10f8f2} b \u{10f8f1}',
  '\u{f0001}\u{10ffff}',
  '%F4%8F%A3%B1',
  '\\udbfe\\udcf1',
  Buffer.from('\u{10f8f1}').toString('base64'),
  'Vv"\' : #\\/-_.,@= 000000000',
])('text of somebody else passes: %j', (text) => {
  expect(isDamaged(text)).toBe(false);
  expect(Values.isLiteral(text)).toBe(true);
  expect(StringValue.of(text)._expression).toMatchObject({ kind: 'literal', value: text });
});

test('a text is no literal when it holds a reference, whole or damaged', () => {
  expect(Values.isLiteral(`x${name}`)).toBe(false);
  expect(Values.isLiteral(`${name}`.slice(0, 9))).toBe(false);
});

test('markers that were issued during some work, and not those that it only made or read', () => {
  const part = Values.when(shared, 1);
  const { result, issued } = withIssuedMarkers(() => {
    const lower = name.lower();
    return [port.resolve(), `${lower}`, part.resolve(), name.orDefault(`${name.truncate(3)}`)];
  });
  expect([...issued]).toEqual(result.slice(0, 3));
  issueMarker(name._expression);
  expect(issued.size).toBe(3);
});

describe('a copy names its origin', () => {
  test('of a map value, a spread', () => {
    const [key] = Object.keys({ app: 1, ...labels.spread() }).slice(1);
    const [origin] = splitMarkers(key);
    expect(origin).toBeInstanceOf(SpreadPart);
    expect(origin).toMatchObject({ map: labels._expression, loop: labels._loop });
    expect(Object.keys(labels)).toEqual([key]);
  });

  test('of a condition, the condition', () => {
    const part = Values.when(shared, { a: 1 });
    expect(splitMarkers(Object.keys({ ...part })[0])).toEqual([part]);
  });

  test('of any other value, a mistake', () => {
    for (const value of [name, port, shared]) expect(Object.keys({ ...value })).toEqual([markerOf(MISSPREAD)]);
  });
});
