import { describe, expect, test } from 'vitest';
import { DNS_LABEL, HOST, IMAGE, MAIL, SERVICE_NAME } from '../../../../constructs/core/rules/names';
import type { JsonSchema } from '../../../../constructs/core/values/private/schema';
import { schemaIssues } from '../../../../constructs/core/values/private/schema-check';
import { COMMAND_LIST, QUANTITY, TEXT_MAP } from '../../../../constructs/core/values/private/value-schemas';
import { orEmpty } from '../../../../constructs/lab/charts/private/conditions';

const ANY: JsonSchema = { $ref: '#/definitions/any' };
const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 5, description: 'name of the job' },
    uid: { type: ['string', 'null'], pattern: '^[a-z]+$', not: { enum: ['root', 'sys'] } },
    model: { type: 'string', enum: ['A100', 'H100', '4090'], description: 'model of the card' },
    shade: { type: ['string', 'null'], enum: ['dark', null] },
    count: { type: 'integer', minimum: 0, maximum: 8 },
    ratio: { type: ['number', 'null'], minimum: 0 },
    on: { type: 'boolean' },
    memory: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', pattern: '^[0-9]+(Mi|Gi)?$' },
      ],
    },
    command: { type: 'array', items: { type: 'string', maxLength: 3 } },
    host: { type: 'string', pattern: '^[a-z.]+$', allOf: [{ type: 'string', pattern: '^[^.]' }] },
    students: {
      type: 'array',
      items: {
        type: 'object',
        properties: { uid: { type: 'string' } },
        required: ['uid'],
        additionalProperties: false,
      },
    },
    group: {
      type: 'object',
      properties: { cpu: { type: 'integer' } },
      required: ['cpu'],
      additionalProperties: false,
    },
    labels: {
      type: 'object',
      additionalProperties: { type: 'string' },
      propertyNames: { pattern: '^[a-z./]+$', maxLength: 10 },
    },
    free: ANY,
  },
  required: ['on'],
  additionalProperties: false,
  definitions: {
    any: {
      anyOf: [
        { type: 'string', pattern: '^[^\\x00-\\x08]*$' },
        { type: 'number' },
        { type: 'array', items: ANY },
        { type: 'object', additionalProperties: ANY },
      ],
    },
  },
};

const issues = (value: object) => schemaIssues(SCHEMA, { on: true, ...value });

/** Each issue in one line: problem, path, message, hint. */
const told = (value: object) =>
  issues(value).map(({ problem, path, message, hint }) => [problem, path.join('.'), message, hint].join(' | '));

const GOOD: object[] = [
  {},
  { name: 'abc', model: 'H100', shade: null, count: 8, ratio: 0.5, memory: '16Gi' },
  { count: 1.0, ratio: null, memory: 16, shade: 'dark' },
  { command: ['a', 'bcd'], students: [], group: { cpu: 1 }, labels: { 'a.b/c': '' } },
  { students: [{ uid: '' }, { uid: 'b' }] },
  { host: 'a.b' },
  { uid: 'roo' },
  { uid: null },
  { free: { a: [1, 'x', { b: [] }], '': 0 } },
  // Three characters, six code units.
  { command: ['\u{1f600}\u{1f600}\u{1f600}'] },
];

const BAD: [object, string][] = [
  [{ nmae: 'a' }, 'unknown | nmae | key "nmae" is unknown | did you mean "name"?'],
  [{ group: { cpu: 1, gpu: 1 } }, 'unknown | group.gpu | key "gpu" is unknown in group | did you mean "cpu"?'],
  [{ constructor: 1 }, 'unknown | constructor | key "constructor" is unknown | known: '],
  [{ group: {} }, 'missing | group.cpu | group.cpu is missing; a whole number is wanted'],
  [{ students: [{}] }, 'missing | students.0.uid | students[0].uid is missing; text is wanted'],
  [{ name: 12 }, 'type | name | name is 12; text is wanted | put it in quotes in a values file (--set cannot give'],
  [{ name: null }, 'type | name | name has no value; text is wanted | '],
  [{ count: '8' }, 'type | count | count is "8", a text; a whole number is wanted | remove the quotes'],
  [{ count: 'many' }, 'type | count | count is "many", a text; a whole number is wanted | '],
  [{ count: '0.5' }, 'type | count | count is "0.5", a text; a whole number is wanted | '],
  [{ count: '010' }, 'type | count | count is "010", a text; a whole number is wanted | '],
  [{ count: 0.5 }, 'type | count | count is 0.5; a whole number is wanted | '],
  [{ ratio: Number.NaN }, 'type | ratio | ratio is NaN; a number is wanted | '],
  [{ on: 'False' }, 'type | on | on is "False", a text; true or false is wanted | write false, without quotes'],
  [{ on: 'no' }, 'type | on | on is "no", a text; true or false is wanted | write false, without quotes'],
  [{ on: 'Y' }, 'type | on | on is "Y", a text; true or false is wanted | write true, without quotes'],
  [{ on: '1' }, 'type | on | on is "1", a text; true or false is wanted | '],
  [{ group: [] }, 'type | group | group is a list; a mapping (key: value) is wanted | '],
  [{ students: {} }, 'type | students | students is a mapping; a list is wanted | '],
  [{ memory: true }, 'type | memory | memory is true; a whole number or text is wanted | '],
  [{ free: { a: [null] } }, 'type | free.a.0 | free.a[0] has no value; text or a number or a list or a mapping'],
  [{ model: 'H10' }, 'value | model | model is "H10"; one of "A100", "H100", "4090" is wanted | did you mean "H100"?'],
  [{ model: '' }, 'value | model | model is ""; one of "A100", "H100", "4090" is wanted | '],
  [{ model: 4090 }, 'type | model | model is 4090; one of "A100", "H100", "4090" is wanted | put it in quotes'],
  [{ model: 100 }, 'type | model | model is 100; one of "A100", "H100", "4090" is wanted | did you mean "A100"?'],
  [{ model: 7 }, 'type | model | model is 7; one of "A100", "H100", "4090" is wanted | '],
  [{ shade: true }, 'type | shade | shade is true; one of "dark" is wanted | '],
  [{ uid: 'root' }, 'value | uid | uid is "root", which is forbidden | none of root, sys is allowed'],
  [{ name: 'A' }, 'value | name | name has length 1; 2 to 5 is allowed | '],
  [{ name: 'Abc' }, 'value | name | name is "Abc", which does not match ^[a-z]+$ | name of the job'],
  [{ memory: '16G i' }, 'value | memory | memory is "16G i", which does not match ^[0-9]+(Mi|Gi)?$ | '],
  [{ memory: -1 }, 'value | memory | memory is -1; at least 0 is allowed | '],
  [{ count: 9 }, 'value | count | count is 9; 0 to 8 is allowed | '],
  [{ host: '.a' }, 'value | host | host is ".a", which does not match ^[^.] | '],
  [{ host: '.A' }, 'value | host | host is ".A", which does not match ^[a-z.]+$ | '],
  [{ command: ['abcd'] }, 'value | command.0 | command[0] has length 4; at most 3 is allowed | '],
  [{ labels: { A: 'x' } }, 'value | labels.A | the key "A" does not match ^[a-z./]+$ | '],
  [{ labels: { 'a/a/a/a/a/a': '' } }, 'value | labels.a/a/a/a/a/a | a key has length 11; at most 10 is allowed | '],
  [{ free: 'a\ud800' }, 'value | free | free holds half a character: "a\\ud800" | '],
  [{ labels: { '\udc00': 'x' } }, 'value | labels.\udc00 | the key "\\udc00" holds half a character | '],
];

test.each(GOOD)('%j is allowed', (value) => expect(issues(value)).toEqual([]));

test.each(BAD)('%j is not', (value, expected) => {
  expect(told(value)).toHaveLength(1);
  // An expectation that ends behind the message says that there is no hint.
  if (expected.endsWith('| ')) expect(told(value)[0]).toBe(expected);
  else expect(told(value)[0]).toContain(expected);
});

test('bounds that nobody declared are told only when they are what is broken', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const message = (value: number, minimum: number, maximum: number) =>
    schemaIssues({ type: 'number', minimum, maximum }, value)[0].message;
  expect(message(-1, 0, most)).toBe('the whole is -1; at least 0 is allowed');
  expect(message(0.09, 0.1, 1e300)).toBe('the whole is 0.09; at least 0.1 is allowed');
  expect(message(9, -most, 8)).toBe('the whole is 9; at most 8 is allowed');
  expect(message(1e20, 0, most)).toBe('the whole is 100000000000000000000; 0 to 9007199254740991 is allowed');
  expect(message(1e20, -most, most)).toBe('the whole is 100000000000000000000; at most 9007199254740991 is allowed');
});

test('patterns of ours are told in words', () => {
  const [command] = schemaIssues(COMMAND_LIST, '[python, x.py]');
  expect(command.message).toBe(
    'the whole is "[python, x.py]", which is not a JSON list of texts, as ["bash", "-c", "date"]',
  );
  expect(schemaIssues(QUANTITY, '16G i')[0].message).toContain('which is not a quantity, as 8, 500m or 16Gi');
  expect(schemaIssues(TEXT_MAP, { '<': '' })[0].message).toContain('is not a key in one line');
});

test('of several alternatives of one type any may fit, and the first tells what is wrong', () => {
  const either: JsonSchema = {
    anyOf: [{ pattern: '^a$' }, { pattern: '^b$' }].map((one) => ({ type: 'string', ...one })),
  };
  expect(schemaIssues(either, 'b')).toEqual([]);
  expect(schemaIssues(either, 'c').map(({ message }) => message)).toEqual([
    'the whole is "c", which does not match ^a$',
  ]);
});

test('every issue is told, those of keys in the order of the values, missing keys behind them', () => {
  const value = { zzz: 1, students: [{ uid: 1 }, { uid: 'a' }, 'b'], name: '1' };
  expect(schemaIssues(SCHEMA, value).map(({ path }) => path.join('.'))).toEqual([
    'zzz',
    'students.0.uid',
    'students.2',
    'name',
    'on',
  ]);
});

test('the whole may be wrong', () => {
  expect(schemaIssues(SCHEMA, [])).toMatchObject([
    { path: [], message: 'the whole is a list; a mapping (key: value) is wanted' },
  ]);
});

test('long and invisible text is shown short and visible', () => {
  const [issue] = issues({ name: '\u202e\u009b' });
  expect(issue.message).toContain('"\\u202e\\u009b"');
  expect(issues({ model: 'x'.repeat(100) })[0].message).toContain(`"${'x'.repeat(60)}..."`);
});

describe('patterns match what they match in Go', () => {
  // Each row was run through regexp of Go 1.26.
  const cases: [string, string, boolean][] = [
    ['^.$', '\u2028', true],
    ['^.$', '\r', true],
    ['^.$', '\n', false],
    ['^.$', '\u{1f600}', true],
    ['^\\.$', 'a', false],
    ['^[.]$', 'a', false],
    ['^\\s$', '\u00a0', false],
    ['^\\s$', '\v', false],
    ['^\\s$', '\f', true],
    ['^[\\s]$', '\ufeff', false],
    ['^\\S$', '\u00a0', true],
    ['^[^\\S]$', '\u00a0', false],
    ['^[\\S\\n]$', '\t', false],
    ['^[\\S\\n]$', '\n', true],
    ['^[\\]\\s]$', '\v', false],
    ['^\\\\.$', '\\\u2029', true],
    ['a$', 'a\n', false],
    ['^\\w$', 'é', false],
  ];
  test.each(cases)('%j on %j: %j', (pattern, text, matches) => {
    expect(schemaIssues({ type: 'string', pattern }, text).length === 0).toBe(matches);
  });
});

test.each([
  [DNS_LABEL.source, 'a_b', 'is not a name of lower-case letters, digits and "-" in between'],
  [orEmpty(SERVICE_NAME), '1', 'is not a name of lower-case letters, digits and "-" in between, with a letter first'],
  [orEmpty(HOST), 'a b', 'is not a host name, as job.example.edu'],
  [IMAGE.source, 'a:b:c', 'is not a reference to an image, as docker.io/library/ubuntu:24.04'],
  [MAIL.source, 'a @b.c', 'is not a mail address, as zhang3@example.edu'],
])('a pattern that many values have is told in words: %s', (pattern, value, words) => {
  const [{ message, hint }] = schemaIssues({ type: 'string', pattern, description: 'x' }, value);
  expect([message, hint]).toEqual([`the whole is "${value}", which ${words}`, undefined]);
});
