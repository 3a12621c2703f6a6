import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteScalar } from '../../../constructs/output/private/quoting';
import { UnwritableError } from '../../../constructs/output/private/unwritable';
import { documentOf, fileOf } from '../../../constructs/output/private/yaml';
import { canonical, everyPlaceOf, HOSTILE, hostileObject, hostileText } from './hostile';
import { READERS } from './readers';

const AS_GIVEN = { sortKeys: false };
const writtenValueOf = (text: string): string => documentOf({ a: text }, AS_GIVEN).slice('a:'.length).trimStart();

/** A trap: texts that some reader takes for something else when they stand without quotes. */
function trap(title: string, ...texts: string[]): void {
  test(title, () => {
    for (const text of texts) expect(quoteScalar(text), JSON.stringify(text)).toMatch(/^["']/);
  });
}

describe('is quoted', () => {
  trap('a student name like e3, a float in YAML 1.1', 'e3', 'E2', 'e-1', 'E+4', 'e_3');
  trap('a student number, with leading zeros too', '2023010001', '007', '0123', '-1', '+1');
  trap('a new octal, a number in YAML 1.2 only', '0o17', '-0o17');
  trap('a number with an upper-case prefix, read by Go', '0B11', '0X1F', '0O17');
  trap('a number once its underscores are gone', '1_000', '0b_-01', '-_0x23', '+_23.', '1_', '0x_1');
  trap('a sign after the prefix', '0o-01', '0b-1', '0x-1f');
  trap('half a float', '.', '5.', '.5', '.e3', '1e', '1e400', '1.e3');
  trap('an infinity and no number', '.inf', '-.INF', '+.Inf', '.nan', '.NaN');
  trap('base 60: a time, a port mapping', '1:30', '-1:30', '12:30:45', '190:20:30.15', '22:22');
  trap('a date, with one-digit months too', '2024-01-01', '2024-1-1', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00');
  trap('a word of YAML 1.1, in any case', 'y', 'N', 'yes', 'No', 'on', 'oFF', 'True', 'false', 'Null', '~');
  trap('a merge key and a default value, which PyYAML cannot load', '<<', '=');
  trap('a tab inside, which PyYAML cannot scan', 'a\tb', 'a:\tb');
  trap(
    'an indicator in front',
    '- a',
    '-',
    '? a',
    ': a',
    '!a',
    '&a',
    '*a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '#a',
    ',a',
    '[a',
    '{a',
    '"',
    "'",
  );
  trap('a mapping or a comment inside', 'a: b', 'a:', 'a #b');
  trap('the beginning or the end of a document', '---', '--- a', '...', '... a');
  trap('a blank at an end, and nothing at all', ' a', 'a ', '', '\u00a0a', 'a\u3000');
  trap('a line break of YAML 1.1', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\rb');
  trap(
    'what cannot be seen or printed',
    'a\u0000',
    '\u001b[0m',
    '\u007f',
    '\ufeffa',
    'a\ufdd0',
    'a\ufff0',
    'a\ufffe',
    'a\uffff',
    '😀',
  );
});

test('what no reader can mistake stands as it is', () => {
  const plain = [
    'nginx',
    'a:b',
    'a-b_c.d/e',
    'e-learning',
    'example',
    '10Gi',
    '100m',
    '0.5x',
    '0.0.0.0/0',
    '1.2.3',
    '2024-01-01-results',
    'v1.28',
    '-a',
  ];
  for (const text of [
    ...plain,
    'while true; do sleep 30; done;',
    'a@b.example',
    'fe80::1',
    "it's",
    'a "b"',
    '学生',
    'é',
  ]) {
    expect(quoteScalar(text)).toBe(text);
  }
});

test('JSON text stands between single quotes, so that it can be read', () => {
  expect(quoteScalar('{"a": [1, "b"]}')).toBe(`'{"a": [1, "b"]}'`);
});

test('between double quotes only what a reader would lose is escaped', () => {
  expect(quoteScalar(`{"it's"}`)).toBe(`"{\\"it's\\"}"`);
  expect(quoteScalar('学生: 1\u2028\u0085\ufeff')).toBe('"学生: 1\\u2028\\u0085\\ufeff"');
});

describe('text of several lines', () => {
  test('is a literal block, whose header counts the line feeds at its end', () => {
    expect(writtenValueOf('a\nb')).toBe('|-\n  a\n  b');
    expect(writtenValueOf('a\nb\n')).toBe('|\n  a\n  b');
    expect(writtenValueOf('a\n\n')).toBe('|+\n  a\n');
  });

  test('has no blanks on its empty lines', () => {
    expect(writtenValueOf('a\n\nb\n')).toBe('|\n  a\n\n  b');
  });

  test('is quoted when it begins or ends with a blank, which needs an indicator or is lost', () => {
    for (const text of [' a\nb', '\ta\nb', '\na', 'a\nb ', 'a\n  ', '\n', '\n\n', '\u00a0a\nb']) {
      expect(writtenValueOf(text), JSON.stringify(text)).toBe(JSON.stringify(text));
    }
  });

  test('is quoted when a reader would see another line break, or lose a character', () => {
    for (const text of ['a\r\nb', 'a\n\u0085', 'a\n\u2028b', 'a\n\ufeffb', 'a😀\nb', 'a\n\u0000']) {
      expect(writtenValueOf(text), JSON.stringify(text)).toMatch(/^"/);
    }
  });

  test('is one quoted line as a key', () => {
    expect(documentOf({ 'a\nb': 1 }, AS_GIVEN)).toBe('"a\\nb": 1');
  });

  test('takes linear time when it is nothing but line feeds', () => {
    // Quadratic time would be minutes.
    expect(writtenValueOf('\n'.repeat(300_000))).toHaveLength(2 * 300_000 + 2);
  });
});

test('long text that begins with a digit takes linear time', () => {
  expect(quoteScalar(`1${'G'.repeat(300_000)}=`)).toMatch(/^1G/);
});

test('half of a surrogate pair is refused, as a value and as a key', () => {
  for (const half of ['\ud800', 'a\udc00b', '\ud800\ud800', 'a\n\udfff']) {
    expect(() => quoteScalar(half)).toThrow(UnwritableError);
    expect(() => documentOf({ a: half }, AS_GIVEN)).toThrow(UnwritableError);
    expect(() => documentOf({ [half]: 1 }, AS_GIVEN)).toThrow(UnwritableError);
  }
  expect(quoteScalar('😀')).toBe('"😀"');
});

describe.each(Object.entries(READERS))('%s reads back', (_, read) => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s wherever it stands', (_, text) => {
    const value = everyPlaceOf(text);
    expect(canonical(read(fileOf([documentOf(value, AS_GIVEN)])))).toBe(canonical(value));
  });

  test('any object of hostile texts', () => {
    fc.assert(
      fc.property(hostileObject, fc.boolean(), (object, sortKeys) => {
        expect(canonical(read(fileOf([documentOf(object, { sortKeys })])))).toBe(canonical(object));
      }),
      { numRuns: 300 },
    );
  });

  test('any text that was quoted by itself', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(read(quoteScalar(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
