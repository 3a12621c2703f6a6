import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { BooleanValue, LabChart, Values } from '../../../../constructs/core';
import { defaultsOf, exampleValuesOf, requiredOf } from '../../../../constructs/core/values/private/declaration';
import { presenceOf } from '../../../../constructs/core/values/private/expression';
import { markerOf } from '../../../../constructs/core/values/private/marker';
import { conditionsOf, loopsOf } from '../../../../constructs/core/values/private/presence';
import { schemaOf } from '../../../../constructs/core/values/private/schema';
import { schemaIssues } from '../../../../constructs/core/values/private/schema-check';
import { declare } from './declared';

const description = 'For a test.';

test('a chart makes its values when they are first used', () => {
  const chart = new LabChart(new App(), 'chart');
  expect(chart._hasValues).toBe(false);
  expect(chart.values).toBe(chart.values);
  expect(chart._hasValues).toBe(true);
  expect(chart.values.group('a', { description }).text('b', { description, optional: true })._expression).toMatchObject(
    {
      root: chart.values,
      path: ['a', 'b'],
    },
  );
});

test('only on top is "global" a word of Helm', () => {
  const values = Values._ofChart();
  const group = values.group('group', { description });
  const { item } = values.list('list', { description });
  for (const below of [group, item]) expect(() => below.text('global', { description, optional: true })).not.toThrow();
});

test('a text is listed once in a schema, and no list is empty: Helm would not read it', () => {
  const values = Values._ofChart();
  values.text('a', { description, example: 'x', forbidden: ['y', 'z', 'y'] });
  values.text('b', { description, allowed: ['x', 'y', 'x'], forbidden: [] });
  const { a, b } = schemaOf(values).properties!;
  expect([a.not, b.not, b.enum]).toEqual([{ enum: ['y', 'z'] }, undefined, ['x', 'y']]);
});

describe('values that a chart is rendered with', () => {
  const values = Values._ofChart();
  const group = values.group('group', { description });
  group.text('uid', { description, example: 'wang' });
  group.text('model', { description, allowed: ['A100', 'H100'] });
  group.integer('port', { description, minimum: 1 });
  group.number('below', { description, maximum: -0.5 });
  values.boolean('flag', { description });
  values.quantity('memory', { description });
  values.stringList('words', { description });
  values.stringMap('labels', { description, example: { a: 'b' } });
  values.intOrString('target', { description });
  values.text('note', { description, optional: true, example: 'x' });
  values.integer('replicas', { description, defaultValue: 1 });

  test('are the defaults', () => expect(defaultsOf(values)).toEqual({ group: {}, replicas: 1 }));

  test('and for documentation and checks, examples of what is required', () => {
    const examples = exampleValuesOf(values);
    expect(examples).toEqual({
      group: { uid: 'wang', model: 'A100', port: 1, below: -0.5 },
      flag: false,
      memory: '0',
      words: [],
      labels: { a: 'b' },
      target: 0,
      replicas: 1,
    });
    expect(schemaIssues(schemaOf(values), examples)).toEqual([]);
  });

  test('of which a user must give what has no default', () => {
    expect(requiredOf(values)).toEqual([
      'group.uid',
      'group.model',
      'group.port',
      'group.below',
      'flag',
      'memory',
      'words',
      'labels',
      'target',
    ]);
  });
});

describe('the schema', () => {
  test("has each value, in the order of declaration, and nothing else but Helm's own", () => {
    const values = Values._ofChart();
    values.integer('gpus', { description: 'GPUs.', defaultValue: 0, minimum: 0, maximum: 8 });
    values.text('note', { description: 'A note.', optional: true, maxLength: 5 });
    values.text('uid', { description: 'Who.', pattern: '^[a-z]+$', example: 'wang' });
    const { properties, required, additionalProperties } = schemaOf(values);
    expect(properties).toEqual({
      gpus: { description: 'GPUs.', default: 0, type: 'integer', minimum: 0, maximum: 8 },
      note: { description: 'A note.', type: ['string', 'null'], pattern: expect.any(String), maxLength: 5 },
      uid: { description: 'Who.', type: 'string', pattern: '^[a-z]+$', allOf: [{ pattern: expect.any(String) }] },
      global: expect.objectContaining({ type: 'object' }),
    });
    expect(Object.keys(properties!)).toEqual(['gpus', 'note', 'uid', 'global']);
    expect(required).toEqual(['gpus', 'uid']);
    expect(additionalProperties).toBe(false);
  });

  const { values } = declare();
  const valid = { ...defaultsOf(values), students: [{ uid: 'wang', hosts: [] }] };

  test.each<[string, object]>([
    ['defaults', {}],
    ['null for what is optional', { note: null, offset: null, scratch: null, fast: null }],
    ['a field of an item that has a default', { students: [{ uid: 'wang', hosts: [], gpus: null }] }],
    ['a command as JSON', { command: ' [ "a" , "\\n\\"\\\\/" ]\n' }],
    ['an empty command', { command: '' }],
    ['no arguments', { command: '[]' }],
    ['a quantity as a number', { memory: 8 }],
    ['values for other charts', { global: { x: null } }],
  ])('accepts %s', (_, given) => {
    expect(schemaIssues(schemaOf(values), { ...valid, ...given })).toEqual([]);
  });

  test.each<[string, object]>([
    ['null for what has a default', { name: null }],
    ['an unknown key', { nmae: 'x' }],
    ['an unknown key of an item', { students: [{ uid: 'wang', hosts: [], x: 1 }] }],
    ['an item without a field', { students: [{ uid: 'wang' }] }],
    ['a control character', { name: '\u0085' }],
    ['a negative quantity', { memory: '-1Gi' }],
    ['a command that is no list', { command: 'bash -c' }],
    ['a command with a number', { command: '["a", 1]' }],
    ['a command with a hidden control character', { command: '["\\u0007"]' }],
    ['a command with half of a list', { command: '["a",]' }],
    ['a command of blanks', { command: '  ' }],
    ['a command with a line break in a text', { command: '["a\nb"]' }],
    ['a key that is too long', { labels: { ['k'.repeat(501)]: '' } }],
    ['a key of HTML', { labels: { '<': '' } }],
    ['null inside of anything', { affinity: { a: [null] } }],
  ])('refuses %s', (_, given) => {
    expect(schemaIssues(schemaOf(values), { ...valid, ...given })).toHaveLength(1);
  });
});

describe('values in a manifest of cdk8s', () => {
  const { name, port, shared, labels, words, note, scratch } = declare();
  const app = new App();
  const chart = new Chart(app, 'chart');

  test('go through as markers, in their type alone and as text inside of a text', () => {
    const part = Values.when(shared, { a: port });
    const object = new ApiObject(chart, 'object', {
      apiVersion: 'v1',
      kind: 'Thing',
      metadata: { name: name.text, labels: { app: 'x', ...labels.spread() }, annotations: { ...part } },
      spec: {
        port,
        text: `${port}`,
        union: port.asUnion().value,
        words,
        each: [Values.eachItem(words, words.current)],
      },
    });
    object.addJsonPatch(JsonPatch.add('/spec/patched', { port, part }));
    const { metadata, spec } = object.toJson();
    expect(metadata.name).toBe(markerOf(name._expression));
    expect(Object.keys(metadata.labels)).toEqual(['app', Object.keys(labels)[0]]);
    expect(Object.keys(metadata.annotations)).toEqual([markerOf(part)]);
    const asInteger = markerOf(port._expression);
    expect(spec).toMatchObject({
      port: asInteger,
      union: asInteger,
      patched: { port: asInteger, part: markerOf(part) },
      words: words.resolve(),
    });
    expect(spec.text).not.toBe(asInteger);
    expect(spec.each).toEqual([expect.any(String)]);
  });

  test('are left out when they may be absent', () => {
    expect(presenceOf(name._expression)).toBeUndefined();
    for (const value of [note, scratch]) expect(presenceOf(value._expression)).toEqual(value.isSet()._expression);
  });
});

describe('objects that depend on values', () => {
  const { shared, fast, students } = declare();
  const chart = new Chart(new App(), 'chart');
  const outer = new Construct(chart, 'outer');
  const inner = new Construct(outer, 'inner');

  test('have the conditions of their parents first, and the loop', () => {
    Values.onlyIf(inner, shared);
    Values.onlyIf(inner, shared.negate());
    Values.onlyIf(outer, fast.orDefault(true));
    Values.repeat(outer, students);
    const conditions = [fast.orDefault(true), shared, shared.negate()].map((value) => value._expression);
    expect(conditionsOf(inner)).toEqual(conditions);
    expect(loopsOf(inner)).toEqual([students._loop]);
    expect([conditionsOf(chart), loopsOf(chart)]).toEqual([[], []]);
  });
});

test('rules over several values are kept in order, but not those that always hold', () => {
  const { values, name, port } = declare();
  values.demand(BooleanValue.literal(true), 'always');
  values.demand(name.notEmpty().either(port.greaterThan(1)), 'a name or a port is needed');
  expect(values._demands).toEqual([
    { condition: expect.objectContaining({ name: 'either' }), message: 'a name or a port is needed' },
  ]);
});
