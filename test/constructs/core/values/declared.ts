import { Values } from '../../../../constructs/core';
import { evaluate } from '../../../../constructs/core/values/private/evaluate';
import type { Environment, Loop } from '../../../../constructs/core/values/private/expression';
import type { Value } from '../../../../constructs/core/values/value';

/** Values of every kind, as a chart declares them. */
export function declare() {
  const values = Values._ofChart();
  const description = 'For a test.';
  const group = values.group('group', { description });
  const students = values.list('students', { description, defaultValue: [] });
  return {
    values,
    name: values.text('name', { description, defaultValue: 'Wang' }),
    note: values.text('note', { description, optional: true }),
    dashed: values.text('dashed-name', { description, defaultValue: '' }),
    inner: group.text('inner', { description, defaultValue: 'in' }),
    port: values.integer('port', { description, defaultValue: 80, minimum: 1, maximum: 65535 }),
    offset: values.integer('offset', { description, optional: true, minimum: -10, maximum: 10 }),
    anything: values.integer('anything', { description, defaultValue: 0 }),
    ratio: values.number('ratio', { description, defaultValue: 0.5 }),
    shared: values.boolean('shared', { description, defaultValue: false }),
    fast: values.boolean('fast', { description, optional: true }),
    memory: values.quantity('memory', { description, defaultValue: '16Gi' }),
    scratch: values.quantity('scratch', { description, optional: true }),
    target: values.intOrString('target', { description, defaultValue: 80 }),
    words: values.stringList('words', { description, defaultValue: [] }),
    command: values.commandList('command', { description, defaultValue: [] }),
    tolerations: values.anyList('tolerations', { description, defaultValue: [] }),
    labels: values.stringMap('labels', { description, defaultValue: {} }),
    affinity: values.anyMap('affinity', { description, defaultValue: {} }),
    students,
    uid: students.item.text('uid', { description, pattern: '^[a-z]+$' }),
    gpus: students.item.integer('gpus', { description, defaultValue: 1, minimum: 0, maximum: 8 }),
    hosts: students.item.stringList('hosts', { description }),
  };
}

export type Declared = ReturnType<typeof declare>;

/** What a value is with these values of the chart, in loops that are where `items` says. */
export function resultOf(value: Value, values: object, items: Environment['items'] = new Map()): unknown {
  const builtIns = { 'Release.Name': 'test', 'Release.Namespace': 'team', 'Chart.Version': '1.2.3' };
  return evaluate(value._expression, { values, builtIns, items });
}

/** A loop that is at one item. */
export const at = (loop: Loop, value: unknown, key: unknown = 0): Environment['items'] =>
  new Map([[loop, { key, value }]]);
