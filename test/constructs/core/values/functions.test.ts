import { describe, expect, test } from 'vitest';
import { StringValue } from '../../../../constructs/core';
import { FUNCTIONS } from '../../../../constructs/core/values/private/functions';
import { printAction, printExpression } from '../../../../constructs/core/values/private/print';
import type { Value } from '../../../../constructs/core/values/value';
import { at, type Declared, declare, resultOf } from './declared';

const declared = declare();

type Row = [text: string, make: (values: Declared) => Value, ...results: [values: object, expected: unknown][]];

/** Each expression, its text in a template, and what it is with some values. Real Helm is asked by the conformance tests. */
const ROWS: Row[] = [
  ['$.Values.name', (v) => v.name, [{ name: 'x' }, 'x']],
  ['(index $.Values "dashed-name")', (v) => v.dashed, [{ 'dashed-name': 'x' }, 'x']],
  ['$.Values.group.inner', (v) => v.inner, [{ group: { inner: 'x' } }, 'x'], [{}, undefined]],
  ['$.Values.note', (v) => v.note, [{ note: null }, undefined], [{}, undefined], [{ note: '' }, '']],
  ['$.Release.Name', (v) => v.values.releaseName(), [{}, 'test']],
  ['$.Release.Namespace', (v) => v.values.releaseNamespace(), [{}, 'team']],
  ['$.Chart.Version', (v) => v.values.chartVersion(), [{}, '1.2.3']],

  // Text
  [
    '(printf "a \\"100%%\\" %s-%s" $.Values.name (printf "%d" (int64 $.Values.port)))',
    (v) => StringValue.of(`a "100%" ${v.name}-${v.port}`),
    [{ name: '%s', port: 80 }, 'a "100%" %s-80'],
  ],
  ['(lower $.Values.name)', (v) => v.name.lower(), [{ name: 'İΣΑΣ' }, 'iσασ'], [{ name: 'ẞ' }, 'ß']],
  [
    '(regexFind "(?s)^.{0,3}" $.Values.name)',
    (v) => v.name.truncate(3),
    [{ name: '😀\nbc' }, '😀\nb'],
    [{ name: 'a' }, 'a'],
  ],
  [
    '(regexFind "^.{0,5}" (trimPrefix "-" (regexReplaceAll "[^a-z0-9]+" (lower $.Values.name) "-")) | trimSuffix "-")',
    (v) => v.name.dnsLabel(5),
    [{ name: '--Li Ming' }, 'li-mi'],
    [{ name: 'wang!!x' }, 'wang'],
    [{ name: '你好' }, ''],
  ],
  ['(trimPrefix "ab" $.Values.name)', (v) => v.name.trimPrefix('ab'), [{ name: 'ababc' }, 'abc'], [{ name: 'x' }, 'x']],
  ['(trimSuffix "bc" $.Values.name)', (v) => v.name.trimSuffix('bc'), [{ name: 'abcbc' }, 'abc'], [{ name: 'x' }, 'x']],
  [
    '(trimSuffix $.Values.group.inner $.Values.name)',
    (v) => v.name.trimSuffix(`${v.inner}`),
    [{ name: 'ab', group: { inner: '' } }, 'ab'],
  ],
  ['(replace "." "$&" $.Values.name)', (v) => v.name.replaceAll('.', '$&'), [{ name: 'a.b.c' }, 'a$&b$&c']],
  ['(b64enc $.Values.name)', (v) => v.name.base64(), [{ name: 'é' }, 'w6k=']],
  [
    '(sha256sum $.Values.name)',
    (v) => v.name.sha256(),
    [{ name: 'abc' }, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ],
  [
    '(default "none" $.Values.note)',
    (v) => v.note.orDefault('none'),
    [{}, 'none'],
    [{ note: '' }, 'none'],
    [{ note: 'x' }, 'x'],
  ],
  ['(eq $.Values.name "x")', (v) => v.name.equalTo('x'), [{ name: 'x' }, true], [{ name: 'X' }, false]],
  ['(gt (len $.Values.name) 0)', (v) => v.name.notEmpty(), [{ name: '' }, false], [{ name: ' ' }, true]],
  [
    '(len (uniq (regexFindAll "a[bc]" $.Values.name -1)))',
    (v) => v.name._countMatches('a[bc]'),
    [{ name: 'abacab' }, 2],
    [{ name: 'x' }, 0],
  ],
  ['(len $.Values.name)', (v) => v.name.byteLength(), [{ name: 'é你😀' }, 9]],
  [
    '(not (kindIs "invalid" $.Values.note))',
    (v) => v.note.isSet(),
    [{}, false],
    [{ note: null }, false],
    [{ note: '' }, true],
  ],

  // Numbers
  ['(add (int64 $.Values.port) (int64 -5))', (v) => v.port.plus(-5), [{ port: 80 }, 75]],
  ['(mul (int64 $.Values.port) (int64 2))', (v) => v.port.times(2), [{ port: 80 }, 160]],
  ['(max (int64 $.Values.port) (int64 100))', (v) => v.port.atLeast(100), [{ port: 80 }, 100], [{ port: 443 }, 443]],
  ['(min (int64 $.Values.port) (int64 100))', (v) => v.port.atMost(100), [{ port: 80 }, 80], [{ port: 443 }, 100]],
  ['(eq (int64 $.Values.port) (int64 80))', (v) => v.port.equalTo(80), [{ port: 80 }, true], [{ port: 81 }, false]],
  ['(lt (int64 $.Values.port) (int64 80))', (v) => v.port.lessThan(80), [{ port: 79 }, true], [{ port: 80 }, false]],
  ['(lt (int64 80) (int64 $.Values.port))', (v) => v.port.greaterThan(80), [{ port: 81 }, true], [{ port: 80 }, false]],
  [
    '(ternary 7 $.Values.offset (kindIs "invalid" $.Values.offset))',
    (v) => v.offset.orDefault(7),
    [{}, 7],
    [{ offset: null }, 7],
    [{ offset: 0 }, 0],
  ],
  [
    '(printf "%d" (int64 $.Values.port))',
    (v) => StringValue.of(v.port.text),
    [{ port: 1e6 }, '1000000'],
    [{ port: -0 }, '0'],
  ],
  ['(toJson $.Values.ratio)', (v) => StringValue.of(v.ratio.text), [{ ratio: 1e21 }, '1e+21'], [{ ratio: -0 }, '-0']],
  ['(toJson $.Values.memory | trimAll "\\"")', (v) => v.memory, [{ memory: 8 }, '8'], [{ memory: '16Gi' }, '16Gi']],
  [
    '(ternary (toJson $.Values.scratch | trimAll "\\"") "1Gi" (not (kindIs "invalid" $.Values.scratch)))',
    (v) => v.scratch.orDefault('1Gi'),
    [{}, '1Gi'],
    [{ scratch: null }, '1Gi'],
    [{ scratch: 0 }, '0'],
  ],
  ['(not (kindIs "invalid" $.Values.scratch))', (v) => v.scratch.isSet(), [{ scratch: 0 }, true], [{}, false]],
  [
    '(ternary (toString $.Values.target) (toJson $.Values.target) (kindIs "string" $.Values.target))',
    (v) => StringValue.of(v.target.text),
    [{ target: 'http' }, 'http'],
    [{ target: 80 }, '80'],
    [{ target: '<&>' }, '<&>'],
  ],

  // Booleans
  ['(not $.Values.shared)', (v) => v.shared.negate(), [{ shared: true }, false]],
  [
    '(and $.Values.shared (not $.Values.shared))',
    (v) => v.shared.both(v.shared.negate()),
    [{ shared: true }, false],
    [{ shared: false }, false],
  ],
  ['(or $.Values.shared (not $.Values.shared))', (v) => v.shared.either(v.shared.negate()), [{ shared: false }, true]],
  [
    '(ternary true $.Values.fast (kindIs "invalid" $.Values.fast))',
    (v) => v.fast.orDefault(true),
    [{}, true],
    [{ fast: false }, false],
  ],
  [
    '(ternary "a" "b" $.Values.shared)',
    (v) => v.shared.pickText('a', 'b'),
    [{ shared: true }, 'a'],
    [{ shared: false }, 'b'],
  ],
  ['(ternary $.Values.port 0 $.Values.shared)', (v) => v.shared.pickInteger(v.port, 0), [{ shared: true, port: 9 }, 9]],
  ['(printf "%t" $.Values.shared)', (v) => StringValue.of(v.shared.text), [{ shared: false }, 'false']],

  // Lists and maps
  ['(join ", " $.Values.words)', (v) => v.words.join(', '), [{ words: ['a', 'b'] }, 'a, b'], [{ words: [] }, '']],
  ['(has "a" $.Values.words)', (v) => v.words.has('a'), [{ words: ['b', 'a'] }, true], [{ words: ['A'] }, false]],
  [
    '(eq (len (regexFindAll "\\"uid\\":\\"(?:[^\\"\\\\\\\\]|\\\\\\\\.)*\\"" (toJson $.Values.students) -1)) ' +
      '(len (uniq (fromJsonArray (lower (toJson (regexFindAll "\\"uid\\":\\"(?:[^\\"\\\\\\\\]|\\\\\\\\.)*\\"" (toJson $.Values.students) -1)))))))',
    (v) => v.students._hasDistinct(v.uid),
    [{ students: [] }, true],
    [{ students: [{ uid: 'a' }, { uid: 'b' }, {}, { uid: null }, {}] }, true],
    [{ students: [{ uid: 'a' }, { uid: 'b' }, { uid: 'A' }] }, false],
  ],
  ['(len $.Values.labels)', (v) => v.labels.count(), [{ labels: { a: '', b: '' } }, 2]],
  [
    '(gt (len $.Values.tolerations) 0)',
    (v) => v.tolerations.notEmpty(),
    [{ tolerations: [{}] }, true],
    [{ tolerations: [] }, false],
  ],
  [
    '(toJson $.Values.affinity)',
    (v) => v.affinity.jsonText(),
    [
      { affinity: { '\u{1f600}': 1, '\uff21': '<&>\u2028', b: [true, 0.1] } },
      '{"b":[true,0.1],"\uff21":"\\u003c\\u0026\\u003e\\u2028","\u{1f600}":1}',
    ],
  ],
  [
    '$command_3',
    (v) => v.command,
    [{ command: '["a", "b\\n"]' }, ['a', 'b\n']],
    [{ command: '' }, []],
    [{ command: ['a'] }, ['a']],
  ],
];

describe('each expression is printed and evaluated', () => {
  test.each(ROWS)('%s', (text, make, ...results) => {
    const value = make(declared);
    expect(printExpression(value._expression)).toBe(text);
    for (const [values, expected] of results) expect(resultOf(value, values)).toStrictEqual(expected);
  });

  test('and no function is forgotten', () => {
    const used = new Set<string>();
    for (const [, make] of ROWS)
      JSON.stringify(make(declared)._expression, (key, member) => {
        if (key === 'name') used.add(member);
        return key === 'root' ? undefined : member;
      });
    expect(Object.keys(FUNCTIONS).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('inside of a loop', () => {
  const { students, uid, gpus, words, labels } = declared;

  test('fields of an item have defaults that Helm does not merge', () => {
    expect(printExpression(gpus._expression)).toBe('(ternary 1 $v1.gpus (kindIs "invalid" $v1.gpus))');
    expect(resultOf(gpus, {}, at(students._loop, { uid: 'wang' }))).toBe(1);
    expect(resultOf(gpus, {}, at(students._loop, { uid: 'wang', gpus: null }))).toBe(1);
    expect(resultOf(gpus, {}, at(students._loop, { uid: 'wang', gpus: 0 }))).toBe(0);
    expect(resultOf(uid, {}, at(students._loop, { uid: 'wang' }))).toBe('wang');
  });

  test('the current item, and key and value of an entry', () => {
    expect([words.current, labels.key, labels.current].map((value) => printExpression(value._expression))).toEqual([
      '$v2',
      '$k5',
      '$v5',
    ]);
    expect(resultOf(words.current, {}, at(words._loop, 'a'))).toBe('a');
    expect(resultOf(labels.key, {}, at(labels._loop, 'v', 'k'))).toBe('k');
    expect(resultOf(labels.current, {}, at(labels._loop, 'v', 'k'))).toBe('v');
  });
});

test('a command is a variable, except in the items of a list', () => {
  const { values, students } = declare();
  const [{ name, value }] = values._computed;
  expect(name).toBe('command_3');
  expect(printExpression(value)).toBe(
    '(fromJsonArray (ternary (default "[]" $.Values.command) (toJson $.Values.command) (kindIs "string" $.Values.command)))',
  );
  const ofItem = students.item.commandList('args', { description: 'For a test.' });
  expect(printExpression(ofItem._expression)).toMatch(/^\(fromJsonArray .*\$v1\.args/);
});

test('a computed text is a variable, unless it is known', () => {
  const { values, name } = declare();
  const title = values.computed('title', `Dr. ${name}`);
  expect(printExpression(title._expression)).toBe('$title');
  expect(resultOf(title, { name: 'Wang' })).toBe('Dr. Wang');
  expect(values._computed.slice(1)).toEqual([{ name: 'title', value: expect.objectContaining({ name: 'concat' }) }]);
  expect(values.computed('known', 'x').text).toBe('x');
});

test.each([
  ['{{ toJson $.Values.name }}', declared.name],
  ['{{ int64 $.Values.port }}', declared.port],
  ['{{ $.Values.shared }}', declared.shared],
  ['{{ not $.Values.shared }}', declared.shared.negate()],
  ['{{ toJson $.Values.ratio }}', declared.ratio],
  ['{{ toJson $.Values.target }}', declared.target],
  ['{{ toJson $.Values.labels }}', declared.labels],
  ['{{ toJson (toJson $.Values.memory | trimAll "\\"") }}', declared.memory],
])('%s is the node of a value', (text, value) => {
  expect(printAction(value._expression)).toBe(text);
});

test.each([
  ['quotes and controls', '"\\\n\t\u2028', '(printf "%s\\"\\\\\\n\\t\\u2028" $.Values.name)'],
  ['what Helm deletes', '<no value>', '(printf "%s\\u003cno value>" $.Values.name)'],
  ['braces and percents', '{{ }} %d', '(printf "%s{{ }} %%d" $.Values.name)'],
])('literals in a template: %s', (_, text, printed) => {
  const value = StringValue.of(`${declared.name}${text}`);
  expect(printExpression(value._expression)).toBe(printed);
  expect(resultOf(value, { name: 'x' })).toBe(`x${text}`);
});

test('values may be called like members of every object', () => {
  const { values } = declare();
  const odd = values.text('constructor', { description: '', optional: true });
  expect(resultOf(odd.isSet(), {})).toBe(false);
  expect(resultOf(odd, { constructor: 'x' })).toBe('x');
});
