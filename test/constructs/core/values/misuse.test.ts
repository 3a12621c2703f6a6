import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { IntegerValue, LabChart, StringValue, Values } from '../../../../constructs/core';
import type { LabError } from '../../../../constructs/core/lab-error';
import { listProblems } from '../../../../constructs/core/values/private/declaration-rules';
import { literal } from '../../../../constructs/core/values/private/expression';
import { type Declared, declare } from './declared';

const description = 'For a test.';

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as LabError).message;
  }
  return 'nothing was thrown';
}

describe('a declaration is refused', () => {
  test.each<[code: string, what: string, declaration: (values: Values) => unknown]>([
    ['GPULAB1501', 'a name with a dot', (v) => v.text('a.b', { description, optional: true })],
    ['GPULAB1501', 'no name', (v) => v.text('', { description, optional: true })],
    ['GPULAB1501', 'a boolean of YAML 1.1', (v) => v.text('On', { description, optional: true })],
    ['GPULAB1501', 'the word of Helm', (v) => v.group('global', { description })],
    ['GPULAB1501', 'a variable of loops', (v) => v.computed('k1', 'x')],
    ['GPULAB1501', 'a capital letter', (v) => v.computed('Name', 'x')],
    ['GPULAB1502', 'a name that is there', (v) => [v.boolean('a', { description }), v.integer('a', { description })]],
    ['GPULAB1502', 'a group that is there', (v) => [v.group('a', { description }), v.group('a', { description })]],
    ['GPULAB1502', 'a computed text that is there', (v) => [v.computed('a', 'x'), v.computed('a', 'y')]],
    ['GPULAB1503', 'optional with a default', (v) => v.integer('a', { description, optional: true, defaultValue: 1 })],
    ['GPULAB1504', 'a default above the maximum', (v) => v.integer('a', { description, defaultValue: 9, maximum: 3 })],
    ['GPULAB1504', 'half an integer', (v) => v.integer('a', { description, defaultValue: 0.5 })],
    ['GPULAB1504', 'an inexact integer', (v) => v.integer('a', { description, defaultValue: 2 ** 53 })],
    [
      'GPULAB1504',
      'a default of the wrong form',
      (v) => v.text('a', { description, defaultValue: 'A', pattern: '^[a-z]$' }),
    ],
    [
      'GPULAB1504',
      'an example of the wrong form',
      (v) => v.text('a', { description, example: 'A', pattern: '^[a-z]$' }),
    ],
    [
      'GPULAB1504',
      'a default that is not allowed',
      (v) => v.text('a', { description, defaultValue: 'A', allowed: ['B'] }),
    ],
    ['GPULAB1504', 'a control character', (v) => v.text('a', { description, defaultValue: '\u0085' })],
    [
      'GPULAB1504',
      'one that the pattern lets through',
      (v) => v.text('a', { description, example: '\u0085', pattern: '^.$' }),
    ],
    ['GPULAB1504', 'no quantity', (v) => v.quantity('a', { description, defaultValue: '16 Gi' })],
    ['GPULAB1504', 'a key of two lines', (v) => v.stringMap('a', { description, defaultValue: { 'a\nb': '' } })],
    ['GPULAB1504', 'null inside', (v) => v.anyList('a', { description, defaultValue: [{ a: null }] })],
    ['GPULAB1504', 'a reference', (v) => v.stringList('a', { description, defaultValue: [v.releaseName() as any] })],
    ['GPULAB1505', 'a required text without example', (v) => v.text('a', { description })],
    ['GPULAB1506', 'limits the wrong way round', (v) => v.integer('a', { description, minimum: 2, maximum: 1 })],
    ['GPULAB1506', 'limits that are no integers', (v) => v.integer('a', { description, minimum: 0.5 })],
    ['GPULAB1506', 'no number', (v) => v.number('a', { description, maximum: Number.NaN })],
    ['GPULAB1506', 'lengths the wrong way round', (v) => v.text('a', { description, minLength: 2, maxLength: 1 })],
    ['GPULAB1506', 'a negative length', (v) => v.text('a', { description, minLength: -1 })],
    ['GPULAB1506', 'nothing allowed', (v) => v.text('a', { description, allowed: [] })],
    ['GPULAB1506', 'two rules for one text', (v) => v.text('a', { description, allowed: ['x'], pattern: 'x' })],
    [
      'GPULAB1506',
      'a text of those allowed forbidden',
      (v) => v.text('a', { description, allowed: ['x'], forbidden: ['x'] }),
    ],
    [
      'GPULAB1504',
      'a default that is forbidden',
      (v) => v.text('a', { description, defaultValue: 'x', forbidden: ['x'] }),
    ],
    ['GPULAB1506', 'an allowed control character', (v) => v.text('a', { description, allowed: ['\u0000'] })],
    ['GPULAB1506', 'a lookahead', (v) => v.text('a', { description, example: 'a', pattern: '^(?!x)a$' })],
    ['GPULAB1514', 'a group in an item', (v) => v.list('a', { description }).item.group('b', { description })],
    [
      'GPULAB1514',
      'a list as default in an item',
      (v) => v.list('a', { description }).item.stringList('b', { description, defaultValue: [] }),
    ],
    [
      'GPULAB1514',
      'a computed text of an item',
      (v) => v.computed('a', v.stringList('b', { description }).current.text),
    ],
    [
      'GPULAB1514',
      'a demand on an item',
      (v) => v.demand(v.list('a', { description }).item.boolean('b', { description }), 'x'),
    ],
    [
      'GPULAB1511',
      'a demand with a reference in its message',
      (v) => v.demand(v.boolean('a', { description }), `${v.releaseName()}`),
    ],
  ])('%s: %s', (code, _, declaration) => {
    expect(messageOf(() => declaration(Values._ofChart()))).toContain(`error ${code} `);
  });

  test('with all that is wrong at once, and the place of the call', () => {
    const values = Values._ofChart();
    const text = { description, allowed: ['\u0000'], minLength: 3, maxLength: 1 };
    const message = messageOf(() => values.text('a.b', text));
    expect(message.match(/GPULAB\d+/g)).toEqual(['GPULAB1501', 'GPULAB1506', 'GPULAB1506']);
    expect(message.match(/misuse\.test\.ts:\d+:\d+/g)).toHaveLength(3);
  });
});

describe('a call is refused', () => {
  test.each<[code: string, what: string, call: (declared: Declared) => unknown]>([
    ['GPULAB1507', 'an optional text inside of a text', (d) => `${d.note}`],
    ['GPULAB1507', 'an optional quantity inside of a text', (d) => `${d.scratch}`],
    ['GPULAB1507', 'a change of an optional text', (d) => d.note.lower()],
    ['GPULAB1507', 'an optional condition', (d) => Values.when(d.fast, 1)],
    ['GPULAB1507', 'an optional condition of objects', (d) => Values.onlyIf(new LabChart(new App(), 'c'), d.fast)],
    [
      'GPULAB1507',
      'an optional list in a loop',
      (d) => Values.eachItem(d.values.stringList('x', { description, optional: true }), 1),
    ],
    [
      'GPULAB1507',
      'an optional map in a loop',
      (d) => Values.eachEntry(d.values.stringMap('x', { description, optional: true }), 1),
    ],
    ['GPULAB1508', 'a sum without bounds', (d) => d.anything.plus(1)],
    ['GPULAB1509', 'a sum of JavaScript', (d) => d.port.asNumber() + 1],
    ['GPULAB1509', 'a comparison of JavaScript', (d) => d.port.asNumber() > 3],
    ['GPULAB1509', 'mathematics of JavaScript', (d) => Math.max(d.port.asNumber(), 1)],
    ['GPULAB1509', 'a number glued to a text', (d) => d.name.resolve() + d.port],
    ['GPULAB1509', 'a text as number', (d) => Number(d.name)],
    ['GPULAB1510', 'an inexact integer', (d) => d.port.equalTo(2 ** 53)],
    ['GPULAB1510', 'an infinite number', () => literal(Number.POSITIVE_INFINITY)],
    ['GPULAB1510', 'half of a character', (d) => d.name.trimPrefix('\ud83d')],
    ['GPULAB1510', 'a control character beside a reference', (d) => StringValue.of(`${d.name}\u0085`)],
    ['GPULAB1510', 'a byte order mark as replacement', (d) => d.name.replaceAll('x', '\ufeff')],
    ['GPULAB1511', 'half an integer', (d) => d.port.orDefault(1.5)],
    ['GPULAB1511', 'a length of 0', (d) => d.name.truncate(0)],
    ['GPULAB1511', 'a length that RE2 does not know', (d) => d.name.dnsLabel(1001)],
    ['GPULAB1511', 'nothing to search for', (d) => d.name.replaceAll('', 'x')],
    ['GPULAB1511', 'something to search for that may be nothing', (d) => d.name.replaceAll(`${d.dashed}`, 'x')],
    ['GPULAB1511', 'a number as text', (d) => d.name.equalTo(5 as any)],
    ['GPULAB1511', 'a condition inside of a text', (d) => StringValue.of(`x${Values.when(d.shared, 'y').resolve()}`)],
    ['GPULAB1512', 'a damaged text', (d) => d.name.equalTo(`${d.inner}`.toUpperCase())],
    ['GPULAB1512', 'a damaged computed text', (d) => d.values.computed('x', `${d.name}`.slice(0, 8))],
    ['GPULAB1514', 'fields of texts', (d) => d.words.item],
    ['GPULAB1514', 'texts of objects', (d) => d.students.current],
    ['GPULAB1514', 'texts of anything', (d) => d.tolerations.join(',')],
    ['GPULAB1514', 'texts of a map of anything', (d) => d.affinity.current],
    ['GPULAB1514', 'objects for each item of an item', (d) => Values.repeat(new LabChart(new App(), 'c'), d.hosts)],
  ])('%s: %s', (code, _, call) => {
    expect(messageOf(() => call(declare()))).toContain(`error ${code} `);
  });

  test('objects that would be repeated twice, from below and from above', () => {
    const { students, words } = declare();
    const outer = new LabChart(new App(), 'chart');
    const inner = new Construct(outer, 'inner');
    Values.repeat(inner, students);
    expect(() => Values.repeat(outer, words)).toThrow(/GPULAB1515/);
    expect(() => Values.repeat(new Construct(inner, 'below'), words)).toThrow(/GPULAB1515/);
    expect(() => Values.repeat(new Construct(outer, 'beside'), words)).not.toThrow();
  });
});

test('defaults and examples of lists of objects are looked at when their fields are known', () => {
  const values = Values._ofChart();
  const list = values
    .group('group', { description })
    .list('list', { description, defaultValue: [{ a: 1 }, { a: 'x' }] });
  list.item.integer('a', { description });
  values.list('other', { description, example: [{ b: 1 }] });
  expect(listProblems(values).map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^GPULAB1504 default: .*list\[1\]\.a/),
    expect.stringMatching(/^GPULAB1504 example: .*"b"/),
  ]);
});

test('an integer is told from a text', () => {
  expect(() => IntegerValue.literal('5' as any)).toThrow(/GPULAB1511/);
});
