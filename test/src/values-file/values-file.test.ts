import { describe, expect, test } from 'vitest';
import { ValuesFile } from '../../../src/values-file/values-file';

const read = (text: string): ValuesFile => ValuesFile.read(text, 'values.yaml');

/** Code, place and key of each finding. */
const told = (text: string): string[] =>
  read(text).findings.map(({ code, line, column, key }) => `${code} ${line}:${column} ${key}`);

describe('a values file is read as Helm reads it', () => {
  // Each row was run through sigs.k8s.io/yaml 1.6.0 (Helm 3.22.0 and 4.3.1).
  const cases: [string, string, object][] = [
    ['an empty file', '', {}],
    ['only a comment', '# none\n', {}],
    ['null', '~', {}],
    ['a marker of the document', '---\na: 1\n...\n', { a: 1 }],
    ['a marker behind the only document', 'a: 1\n---\n', { a: 1 }],
    ['markers, blanks and comments behind it', 'a: |-\n  x\n--- \n\n---\n# none\n\n', { a: 'x' }],
    ['a marker at the end without a line break', 'a: 1\r\n---', { a: 1 }],
    ['only markers', '---\n---\n', {}],
    ['a directive', '%YAML 1.1\n---\na: 1\n', { a: 1 }],
    ['a byte order mark', '\ufeffa: 1\n', { a: 1 }],
    ['CRLF', 'a: 1\r\nb: |\r\n  x\r\n  y\r\nc: "d\r\n  e"\r\n', { a: 1, b: 'x\ny\n', c: 'd e' }],
    ['one blank of indentation', 'Limits:   # the most\n CPU: 8\n GPU: 1\n', { Limits: { CPU: 8, GPU: 1 } }],
    [
      'plain scalars by YAML 1.1',
      'a: yes\nb: 0777\nc: 12:30\nd: "yes"\ne:\n',
      { a: true, b: 511, c: '12:30', d: 'yes', e: null },
    ],
    ['escapes', 'a: "b\\\\/\\\n  c\\x21\\u00e9"\n', { a: 'b\\/c!\u00e9' }],
    ['a tag for text', 'a: !!str 5\nb: ! 5\n', { a: '5', b: '5' }],
    ['anchors', 'a: &x {b: 1}\nc: *x\nd: &y\ne: *y\n', { a: { b: 1 }, c: { b: 1 }, d: null, e: null }],
    ['an anchor that is there twice', 'a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['an alias as key', 'a: &x b\n*x : c\n', { a: 'b', b: 'c' }],
    ['a merge key', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\n', { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } }],
    [
      'merge keys of several',
      'a: &x {b: 1}\nc: &z {b: 2, d: 4}\ne: {<<: [*x, *z]}\n',
      { a: { b: 1 }, c: { b: 2, d: 4 }, e: { b: 1, d: 4 } },
    ],
    ['two merge keys', 'a: &x {b: 1}\nc: &z {b: 2}\ne: {<<: *x, <<: *z}\n', { a: { b: 1 }, c: { b: 2 }, e: { b: 2 } }],
    [
      'a merge of merges',
      'a: &x {b: 1}\nc: &z {<<: *x, d: 2}\ne: {<<: *z}\n',
      { a: { b: 1 }, c: { b: 1, d: 2 }, e: { b: 1, d: 2 } },
    ],
    ['a quoted merge key', "a: {'<<': {b: 1}}\n", { a: { '<<': { b: 1 } } }],
    ['keys that are numbers', '80: a\n"1.5": b\n2001-01-01: c\n', { '80': 'a', '1.5': 'b', '2001-01-01': 'c' }],
    ['blocks', 'a: |\n  x\n   y\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\n', { a: 'x\n y\n', b: 'x y\nz', c: 'x\n\n' }],
    ['a block without line break at the end of the file', 'a: |-\n  x\n  y', { a: 'x\ny' }],
    ['tabs that are text', 'a: b\tc\nd: |\n  \tx\ne:\t2\n', { a: 'b\tc', d: '\tx\n', e: 2 }],
    [
      'characters of all scripts',
      'a: "\\U0001F600\u{1f600}"\n\u00e9: \u5b66\n',
      { a: '\u{1f600}\u{1f600}', '\u00e9': '\u5b66' },
    ],
  ];
  test.each(cases)('%s', (_, text, value) => {
    expect(told(text)).toEqual([]);
    expect(read(text).value).toEqual(value);
  });

  test('keys named like members of every object are keys', () => {
    const { value } = read('__proto__: {a: 1}\nconstructor: 2\n');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
  });
});

describe('an error with place and key is', () => {
  const cases: [string, string, string][] = [
    ['a tab as indentation', 'a:\n\tb: 1\n', 'GPULAB4102 2:1 a'],
    ['a line with only a tab', 'a: 1\n\t\nb: 2\n', 'GPULAB4102 2:1 a'],
    ['a quote that is not closed', 'a: 1\nb: "x\n', 'GPULAB4102 2:4 b'],
    ['a quote that is not closed, but ends with one', "a: 'it''", 'GPULAB4102 1:4 a'],
    ['a quote that is not closed, far from the end', 'a: "x\nb: 1\nc: "2"\n', 'GPULAB4102 1:4 a'],
    ['a quote of a list that is not closed', 'a: ["x", "y]\nb: 1\n', 'GPULAB4102 1:10 a'],
    ['a single quote that is not closed', "a: 'x\n", 'GPULAB4102 1:4 a'],
    ['a bracket that is not closed', 'a:\n  b: [1\nc: 2\n', 'GPULAB4102 2:6 a.b'],
    ['a brace that is not closed', 'a: {b: 1\nc: 2\n', 'GPULAB4102 1:4 a'],
    ['a bracket within brackets that is not closed', 'a: [[1], [2\nc: 2\n', 'GPULAB4102 1:10 a'],
    ['two colons', 'a: b: c\n', 'GPULAB4102 1:4 a.b'],
    ['an indentation that fits to nothing', 'a:\n  - b: 1\n c: 2\n', 'GPULAB4102 3:1 a[0].b'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'GPULAB4102 2:1 a'],
    ['a second document behind an empty one', 'a: 1\n---\n---\nb: 2\n', 'GPULAB4102 2:1 a'],
    ['text that begins as a marker does', 'a: 1\n---#\n', 'GPULAB4102 2:1 ["---#"]'],
    ['a second document without marker', 'a: 1\n...\nb: 2\n', 'GPULAB4102 3:1 a'],
    ['another version', '%YAML 1.2\n---\na: 1\n', 'GPULAB4102 1:1 a'],
    ['an unknown tag', 'a: !!int 5\n', 'GPULAB4102 1:4 a'],
    ['a tag of collections', 'a: !!set {b}\n', 'GPULAB4102 1:10 a'],
    ['an alias without anchor', 'a: *x\n', 'GPULAB4102 1:4 a'],
    ['an alias in what it stands for', 'a: &x [*x]\n', 'GPULAB4102 1:8 a'],
    ['an anchor with odd characters', 'a: &x:y 1\n', 'GPULAB4102 1:9 a'],
    ['an escape of JSON', 'a: "b\\/c"\n', 'GPULAB4102 1:6 a'],
    ['half a character as escape', 'a: "\\\\\\ud83d\\ude00"\n', 'GPULAB4102 1:7 a'],
    ['a line end as escape before an empty line', 'a: "b\\\n\n  c"\n', 'GPULAB4102 1:6 a'],
    ['a control character', 'a: 1\nb: x\u0007\n', 'GPULAB4102 2:5 b'],
    ['a line break of YAML 1.1', '# b\u2028\na: 1\n', 'GPULAB4102 1:4 a'],
    ['a carriage return alone', 'a: 1\rb: 2\n', 'GPULAB4102 1:5 a["1\\rb"]'],
    ['a byte order mark inside', 'a: \ufeff1\n', 'GPULAB4102 1:4 a'],
    ['a key without blank behind its colon', 'a: {b:}\n', 'GPULAB4102 1:5 a.b'],
    ['text between brackets that begins with a question mark', 'a: [b, ?c]\n', 'GPULAB4102 1:8 a'],
    ['a block that the file ends in', 'a: |\n  x', 'GPULAB4102 1:4 a'],
    ['a merge of no mapping', 'a: {<<: 5}\n', 'GPULAB4102 1:5 a'],
    ['a key that is there twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 'GPULAB4103 4:3 b.c'],
    ['a key in two forms', '80: a\n"80": b\n', 'GPULAB4103 2:1 ["80"]'],
    ['a merge over what stands before it', 'a: &x {b: 1}\nc: {b: 2, <<: *x}\n', 'GPULAB4103 2:11 c.b'],
    ['a key that means true', 'a:\n  on: 1\n', 'GPULAB4104 2:3 a'],
    ['a key that means another number', '0x10: 1\n', 'GPULAB4104 1:1 undefined'],
    ['a key that means nothing', 'null: 1\n', 'GPULAB4104 1:1 undefined'],
    ['a key that is a list', '[a]: 1\n', 'GPULAB4104 1:1 undefined'],
    ['a number that would be rounded', 'a:\n  uid: 9007199254740993\n', 'GPULAB4105 2:8 a.uid'],
    ['an octal number that would be rounded', 'a: 0o7777777777777777777\n', 'GPULAB4105 1:4 a'],
    ['infinity', 'a: [.inf]\n', 'GPULAB4105 1:5 a[0]'],
    ['no number', 'a: .nan\n', 'GPULAB4105 1:4 a'],
    ['a list', '- a\n', 'GPULAB4106 1:1 undefined'],
    ['a text', '\na:1\n', 'GPULAB4106 2:1 undefined'],
    ['too many levels', `a: ${'['.repeat(101)}${']'.repeat(101)}\n`, `GPULAB4102 1:104 a${'[0]'.repeat(100)}`],
  ];
  test.each(cases)('%s', (_, text, expected) => expect(told(text)).toEqual([expected]));

  test('every one of several', () => {
    expect(told('on: 1\na: 1\na: 9007199254740993\n')).toEqual([
      'GPULAB4104 1:1 undefined',
      'GPULAB4103 3:1 a',
      'GPULAB4105 3:4 a',
    ]);
  });

  test('quotes are for what may be a name, not for infinity', () => {
    const { findings } = ValuesFile.read('a: 9007199254740993\nb: .inf\n', 'a.yaml');
    expect(findings.map(({ hint }) => hint)).toEqual([
      'put it in quotes if text is wanted there; else write a smaller number',
      'write a number in digits',
    ]);
  });

  test('far too many levels', () => {
    expect(told(`a: ${'['.repeat(10_000)}`)).toEqual([expect.stringMatching(/^GPULAB4102 1:\d+ a/)]);
  });

  test('aliases of aliases of aliases', () => {
    const lines = ['a0: &a0 [1, 1]', ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
    expect(told(`${lines.join('\n')}\n`)).toEqual([expect.stringMatching(/^GPULAB4102 /)]);
  });

  test('nothing that makes the rest unreadable, if the rest can be read', () => {
    expect(read('a: 1\na: 2\nb: .inf\n').value).toMatchObject({ a: 2 });
    expect(read('a: [\n').value).toBeUndefined();
    expect(read('- a\n').value).toBeUndefined();
    expect(read(`a: ${'['.repeat(101)}${']'.repeat(101)}\nb: ${'['.repeat(101)}${']'.repeat(101)}\n`)).toMatchObject({
      value: undefined,
      findings: [{ code: 'GPULAB4102' }],
    });
  });
});

describe('places', () => {
  const file = read(`\ufeff# comment
Limits:
 CPU: 08   # octal?
 memory:
students:
- uid: "zhang"
  mail: &mail yes
- {uid: b, <<: {group: 0777}}
copy: *mail
`);
  const place = (path: (string | number)[], part?: 'key' | 'value') => {
    const { line, column } = file.placeOf(path, part);
    return `${line}:${column}`;
  };

  test.each<[(string | number)[], string, string]>([
    [['Limits'], '2:1', '3:2'],
    [['Limits', 'CPU'], '3:2', '3:7'],
    [['students', 0], '6:3', '6:3'],
    [['students', 0, 'uid'], '6:3', '6:8'],
    [['students', 1, 'group'], '8:17', '8:24'],
    [['copy'], '9:1', '9:7'],
  ])('of %j: key %s, value %s', (path, key, value) => {
    expect(file.findings).toEqual([]);
    expect(place(path, 'key')).toBe(key);
    expect(place(path)).toBe(value);
  });

  test('nothing is written where its key is', () => expect(place(['Limits', 'memory'])).toBe('4:2'));

  test('of what is not there: where it would be', () => {
    expect(place(['Replicas'])).toBe('2:1');
    expect(place(['Limits', 'GPU'])).toBe('2:1');
    expect(place(['students', 1, 'mail'])).toBe('8:3');
    expect(place(['students', 7])).toBe('5:1');
    expect(place(['Limits', 'CPU', 'deeper'])).toBe('3:2');
  });

  test('of anything in a file that cannot be read: its beginning', () => {
    expect(read('a: [').placeOf(['a'])).toEqual({ file: 'values.yaml', line: 1, column: 1 });
    expect(read('').placeOf(['a'])).toEqual({ file: 'values.yaml', line: 1, column: 1 });
  });

  test('the text of a scalar is known as it is written, without quotes', () => {
    expect(file.sourceOf(['Limits', 'CPU'])).toBe('08');
    expect(file.sourceOf(['Limits', 'memory'])).toBe('');
    expect(file.sourceOf(['students', 0, 'uid'])).toBe('zhang');
    expect(file.sourceOf(['copy'])).toBe('yes');
    expect(file.sourceOf(['students', 1, 'group'])).toBe('0777');
    expect(file.sourceOf(['students'])).toBeUndefined();
    expect(file.sourceOf(['Replicas'])).toBeUndefined();
    expect(file.sourceOf(['Limits', 'CPU', 'x'])).toBeUndefined();
  });
});

test.each([
  ['\u0000', 'remove it'],
  ['\u0007', 'remove it'],
  ['\r', 'remove it, or write it in double quotes, as "\\r"'],
  ['\u2028', 'remove it, or write it in double quotes, as "\\u2028"'],
])('the hint for the character %j can be followed', (character, hint) => {
  expect(ValuesFile.read(`a: x${character}y\n`, 'a.yaml').findings.map((finding) => finding.hint)).toEqual([hint]);
});

test('a whole number that Helm prints as it is is told only to be too large', () => {
  const [{ code, message }] = ValuesFile.read('a: 123456789012345680000\n', 'a.yaml').findings;
  expect([code, message]).toEqual([
    'GPULAB4105',
    'the number "123456789012345680000" is beyond 9007199254740991, and Helm rounds such numbers',
  ]);
});
