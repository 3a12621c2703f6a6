import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Values as V, type Values } from '../../../../constructs/core';
import { compile } from '../../../../constructs/core/template/private/compile';
import type { MapNode, TemplateNode } from '../../../../constructs/core/template/private/node';
import { dataOf, problemsOf } from './charts';

const { when } = V;
const description = 'for tests';

/** One value of each kind. */
function declare(values: Values) {
  const students = values.list('students', { description, defaultValue: [] });
  return {
    name: values.text('name', { description, defaultValue: 'wang' }),
    note: values.text('note', { description, optional: true }),
    size: values.quantity('size', { description, optional: true }),
    count: values.integer('count', { description, defaultValue: 2, minimum: 0, maximum: 9 }),
    on: values.boolean('enabled', { description, defaultValue: true }),
    other: values.boolean('other', { description, defaultValue: false }),
    words: values.stringList('words', { description, defaultValue: ['x', 'y'] }),
    labels: values.stringMap('labels', { description, defaultValue: { b: '2', a: '1' } }),
    more: values.stringMap('more', { description, defaultValue: {} }),
    maybe: values.stringMap('maybe', { description, optional: true }),
    computed: (text: string) => values.computed('computed', text),
    students,
    uid: students.item.text('uid', { description, example: 'wang' }),
    tags: students.item.stringList('tags', { description }),
  };
}
type Declared = ReturnType<typeof declare>;

const treeOf = (make: (declared: Declared) => unknown): TemplateNode => {
  const values = V._ofChart();
  const report = (problem: object) => expect.unreachable(JSON.stringify(problem));
  return compile(make(declare(values)), { values, loops: [], report });
};

describe('what a tree becomes', () => {
  const STUDENTS = [
    { uid: 'wang', tags: ['p', 'q'] },
    { uid: 'li', tags: [] },
  ];
  const cases: [string, (declared: Declared) => unknown, object, unknown][] = [
    ['a value alone keeps its type', (d) => [d.count, d.on, d.words], {}, [2, true, ['x', 'y']]],
    ['a value in a text is text', (d) => `${d.name}-${d.count}-${d.on}`, {}, 'wang-2-true'],
    [
      'an optional value that is there',
      (d) => ({ a: d.note, b: [d.size] }),
      { note: 'n', size: 8 },
      { a: 'n', b: ['8'] },
    ],
    ['an optional value that is not there', (d) => ({ a: d.note, b: [d.size], c: 1 }), {}, { b: [], c: 1 }],
    ['an optional value that is null', (d) => ({ a: d.note }), { note: null }, {}],
    ['undefined', () => ({ a: undefined, b: [1, undefined, 2] }), {}, { b: [1, 2] }],
    ['a computed key', (d) => ({ [`${d.name}/x`]: 1 }), {}, { 'wang/x': 1 }],
    ['a fixed key wins over a computed one', (d) => ({ [`${d.name}`]: 1, wang: 2 }), {}, { wang: 2 }],
    [
      'of two computed keys the earlier one wins',
      (d) => ({ [`${d.name}`]: 1, [`${d.name.lower()}`]: 2 }),
      {},
      { wang: 1 },
    ],
    ['a spread in the order of keys', (d) => ({ z: 0, ...d.labels.spread() }), {}, { z: 0, a: '1', b: '2' }],
    [
      'all keys win over those of a spread',
      (d) => ({ ...d.labels.spread(), a: 0, [`${d.name}`]: 1 }),
      { name: 'b' },
      { a: 0, b: 1 },
    ],
    ['also the key of an absent field', (d) => ({ ...d.labels.spread(), a: when(d.other, 0) }), {}, { b: '2' }],
    ['when, true', (d) => ({ a: when(d.on, 1, 2), b: when(d.on, 1) }), {}, { a: 1, b: 1 }],
    ['when, false', (d) => ({ a: when(d.other, 1, 2), b: when(d.other, 1) }), {}, { a: 2 }],
    ['when without its first branch', (d) => [when(d.other, undefined, 2), when(d.on, undefined, 2)], {}, [2]],
    ['when in when', (d) => [when(d.on, when(d.other, 1, when(d.on, d.count)), 3)], {}, [2]],
    ['an optional value in when', (d) => ({ a: when(d.on, d.note, 'none') }), {}, {}],
    ['when with an optional value on the other side', (d) => ({ a: when(d.on, 'some', d.note) }), {}, { a: 'some' }],
    ['fields of a branch', (d) => ({ a: 1, ...when(d.on, { b: 2, c: d.note }, { b: 3 }) }), {}, { a: 1, b: 2 }],
    ['fields of the other branch', (d) => ({ a: 1, ...when(d.other, { b: 2 }, { b: 3 }) }), {}, { a: 1, b: 3 }],
    [
      'fields of a branch in a branch',
      (d) => ({ ...when(d.on, { ...when(d.other, { a: 1 }, { a: 2 }) }, { a: 3 }) }),
      {},
      { a: 2 },
    ],
    ['a branch that is when itself', (d) => ({ ...when(d.on, when(d.other, { a: 1 }, { b: 2 })) }), {}, { b: 2 }],
    [
      'one field in two exclusive parts',
      (d) => ({ ...when(d.on, { a: 1 }), ...when(d.on.negate(), { a: 2 }) }),
      { enabled: false },
      { a: 2 },
    ],
    ['a map that turns out empty', (d) => ({ a: { b: when(d.other, 1) } }), {}, { a: {} }],
    ['each text', (d) => [0, V.eachItem(d.words, d.words.current), 9], {}, [0, 'x', 'y', 9]],
    [
      'each entry by its key',
      (d) => [V.eachEntry(d.labels, `${d.labels.key}=${d.labels.current}`)],
      {},
      ['a=1', 'b=2'],
    ],
    [
      'each entry in the order of UTF-8',
      (d) => [V.eachEntry(d.labels, d.labels.key)],
      { labels: { '\u{1f600}': '', '\uffee': '' } },
      ['\uffee', '\u{1f600}'],
    ],
    [
      'each object',
      (d) => [V.eachItem(d.students, { name: d.uid })],
      { students: STUDENTS },
      [{ name: 'wang' }, { name: 'li' }],
    ],
    [
      'each in each',
      (d) => [V.eachItem(d.students, V.eachItem(d.tags, `${d.uid}/${d.tags.current}`))],
      { students: STUDENTS },
      ['wang/p', 'wang/q'],
    ],
    [
      'each in a list in each',
      (d) => [V.eachItem(d.students, [V.eachItem(d.tags, d.tags.current)])],
      { students: STUDENTS },
      [['p', 'q'], []],
    ],
    ['each with a condition', (d) => [V.eachItem(d.words, when(d.words.current.equalTo('y'), 1))], {}, [1]],
    ['each under a condition', (d) => [when(d.other, V.eachItem(d.words, 1), 'none')], {}, ['none']],
    [
      'a loop in itself',
      (d) => [V.eachItem(d.words, [V.eachItem(d.words, d.words.current), d.words.current])],
      {},
      [
        ['x', 'y', 'x'],
        ['x', 'y', 'y'],
      ],
    ],
    ['Lazy in a branch', (d) => when(d.on, Lazy.any({ produce: () => ({ a: d.name }) })), {}, { a: 'wang' }],
    ['Lazy in a branch that gives a value', (d) => when(d.on, Lazy.any({ produce: () => d.count })), {}, 2],
    ['a value made when asked for', (d) => Lazy.any({ produce: () => `${d.name.lower()}` }), {}, 'wang'],
    [
      'what others put into texts',
      () => '\u{f8f1}\u{10f8f1} {{ x }} <no value>',
      {},
      '\u{f8f1}\u{10f8f1} {{ x }} <no value>',
    ],
    ['source code that looks for objects', () => "tag === '[object Object]'", {}, "tag === '[object Object]'"],
  ];
  test.each(cases)('%s', (_, make, given, expected) => {
    expect(dataOf((values) => ({ it: make(declare(values)) }), given)).toEqual(
      expected === undefined ? {} : { it: expected },
    );
  });

  test('keys that JavaScript takes for something else', () => {
    const data = JSON.parse('{ "__proto__": { "constructor": 1, "toString": 2 } }');
    const result = dataOf(
      (values) => {
        const { on, labels } = declare(values);
        return { fixed: when(on, data), spread: { ...labels.spread(), x: 1 } };
      },
      { labels: JSON.parse('{ "__proto__": "p", "constructor": "c" }') },
    );
    expect(JSON.stringify(result)).toBe(
      '{"fixed":{"__proto__":{"constructor":1,"toString":2}},"spread":{"x":1,"__proto__":"p","constructor":"c"}}',
    );
  });
});

describe('parts without references', () => {
  test('are one literal, frozen', () => {
    const tree = treeOf(({ name }) => ({ a: name, b: { c: [1, { d: 'x' }] } })) as MapNode;
    const [, b] = tree.entries;
    const [{ content }] = b.kind === 'field' ? b.value : [];
    expect(content).toEqual({ kind: 'literal', value: { c: [1, { d: 'x' }] } });
    expect(Object.isFrozen((content as any).value.c[1])).toBe(true);
  });

  test('are not copied', () => {
    const make = (values: Values) => ({ a: declare(values).name, b: { c: 1 } });
    const datas = [0, 1].map((count) => dataOf(make, { count }) as any);
    expect(Object.isFrozen(datas[0].b)).toBe(true);
  });

  test('keep the order in which keys were written, without cdk8s', () => {
    const tree = treeOf(({ name }) => ({ z: 1, [`${name}`]: 2, a: name })) as MapNode;
    expect(tree.entries.map((entry) => entry.kind === 'field' && entry.key)).toMatchObject([
      { value: 'z' },
      { kind: 'reference' },
      { value: 'a' },
    ]);
  });
});

describe('what cannot be a template is told with its key', () => {
  const elsewhere = V._ofChart();
  const foreign = declare(elsewhere);
  const foreignComputed = elsewhere.computed('made', `${elsewhere.releaseName()}-1`);
  const cases: [string, (declared: Declared) => unknown, string][] = [
    ['lower case', (d) => `${d.name}`.toLowerCase(), 'GPULAB1512'],
    ['a part of the text', (d) => `${d.name}`.slice(0, 9), 'GPULAB1512'],
    ['split', (d) => `a-${d.name}`.split('-')[1], 'GPULAB1512'],
    ['base64', (d) => Buffer.from(`user:${d.name}`).toString('base64'), 'GPULAB1512'],
    ['JSON of text', (d) => JSON.stringify({ x: `${d.name}` }), 'GPULAB1512'],
    ['JSON of a value', (d) => JSON.stringify({ x: d.name }), 'GPULAB1512'],
    ['in an address', (d) => encodeURIComponent(`${d.name}`), 'GPULAB1512'],
    ['a value of another chart', () => foreign.name, 'GPULAB1531'],
    ['its text in a text', () => `a ${foreign.name}`, 'GPULAB1531'],
    ['computed text of another chart', () => foreignComputed, 'GPULAB1531'],
    ['computed text of our own with a value of another chart', (d) => d.computed(`${foreign.name}-1`), 'GPULAB1531'],
    ['a condition of another chart', (d) => when(foreign.on.both(d.on), 1), 'GPULAB1531'],
    ['a list of another chart', () => [V.eachItem(foreign.words, 1)], 'GPULAB1531'],
    ['a key of another chart', () => ({ [`${foreign.name}`]: 1 }), 'GPULAB1531'],
    ['a map of another chart', () => foreign.labels.spread(), 'GPULAB1531'],
    ['fields under a condition of another chart', () => ({ ...when(foreign.on, { x: 1 }) }), 'GPULAB1531'],
    ['a field outside of its loop', (d) => d.uid, 'GPULAB1532'],
    ['a field in another loop', (d) => [V.eachItem(d.words, d.uid)], 'GPULAB1532'],
    ['the current text outside of its loop', (d) => [d.words.current], 'GPULAB1532'],
    ['a loop outside of a list', (d) => V.eachItem(d.words, 1), 'GPULAB1533'],
    ['a loop under a condition outside of a list', (d) => when(d.on, V.eachItem(d.words, 1)), 'GPULAB1533'],
    ['a text copied as a map', (d) => ({ ...d.name }), 'GPULAB1534'],
    ['a loop copied as a map', (d) => ({ ...V.eachItem(d.words, 1) }), 'GPULAB1534'],
    ['two map values', (d) => ({ ...d.labels.spread(), ...d.more.spread() }), 'GPULAB1534'],
    ['a map value under a condition', (d) => ({ ...when(d.on, { ...d.labels.spread() }) }), 'GPULAB1534'],
    ['a branch that is no map', (d) => ({ ...when(d.on, { x: 1 }, 'text') }), 'GPULAB1534'],
    ['a branch that is a map value', (d) => ({ ...when(d.on, d.labels) }), 'GPULAB1534'],
    ['a spread as a field', (d) => Object.keys(d.labels.spread())[0], 'GPULAB1534'],
    ['a field twice', (d) => ({ x: 1, ...when(d.on, { x: 2 }) }), 'GPULAB1535'],
    [
      'a field twice under conditions that may hold together',
      (d) => ({ ...when(d.on, { x: 1 }), ...when(d.other, { x: 2 }) }),
      'GPULAB1535',
    ],
    ['a map that may be absent, spread', (d) => d.maybe.spread(), 'GPULAB1507'],
    ['null in a branch', (d) => when(d.on, null), 'GPULAB1536'],
    ['null in a list in a branch', (d) => when(d.on, [1, null]), 'GPULAB1536'],
    ['a class instance in a branch', (d) => when(d.on, new Date()), 'GPULAB1536'],
    ['a function in a branch', (d) => when(d.on, () => 1), 'GPULAB1536'],
    ['no number', () => Number.NaN, 'GPULAB1510'],
    ['half of a character', () => '\ud800', 'GPULAB1510'],
    ['a condition in a text', (d) => `a ${when(d.on, 1)}`, 'GPULAB1537'],
    ['a map in a text', (d) => `a ${{ x: d.name }}`, 'GPULAB1537'],
    ['a map in a key', (d) => ({ [`${{ x: d.name }}`]: 1 }), 'GPULAB1537'],
    ['what Python writes for an object', () => 'a <cdk8s_gpulab.StringValue object at 0x7f8a1c0>', 'GPULAB1537'],
  ];
  test.each(cases)('%s', (_, make, code) => {
    const found = problemsOf((values) => ({
      it: make(declare(values)),
      'a.b': [{ again: make(declare(V._ofChart())) }],
    }));
    expect(found.filter((problem) => problem.startsWith(`${code} data.it`))).not.toEqual([]);
    expect(found.some((problem) => problem.includes(' data["a.b"][0].again'))).toBe(true);
  });

  test('the whole of a tree under a condition', () => {
    const codes: string[] = [];
    const values = V._ofChart();
    compile(declare(values).note, { values, loops: [], report: ({ code }) => codes.push(code) });
    expect(codes).toEqual(['GPULAB1533']);
  });
});
