import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { type LabChart, Values as V } from '../../../../constructs/core';
import { chartTemplate } from '../../../../constructs/core/template/private/chart-template';
import { unreadValues } from '../../../../constructs/core/template/private/unread-values';
import { newChart, thing } from './charts';

const description = 'for tests';

/** Names of what nothing reads, once `use` has seen all values. */
function unread(use: (chart: LabChart, all: ReturnType<typeof declare>) => unknown): string[] {
  const chart = newChart();
  const notes = use(chart, declare(chart));
  const problems = unreadValues(chartTemplate(chart), Array.isArray(notes) ? notes : []);
  return problems.map(({ message }) => /^the value (\S+) is/.exec(message)![1]);
}

function declare({ values }: LabChart) {
  const group = values.group('group', { description });
  const students = values.list('students', { description });
  return {
    name: values.text('name', { description, defaultValue: 'x' }),
    on: group.boolean('active', { description, defaultValue: true }),
    students,
    uid: students.item.text('uid', { description, example: 'x' }),
    admin: students.item.boolean('admin', { description }),
    labels: values.stringMap('labels', { description, defaultValue: {} }),
    command: values.commandList('command', { description, defaultValue: [] }),
  };
}

const ALL = ['group.active', 'students', 'name', 'labels', 'command'];
const without = (...names: string[]): string[] => ALL.filter((name) => !names.includes(name));

describe('what nothing reads', () => {
  test('is everything in an empty chart; the fields of a list are not told beside the list', () => {
    expect(unread(() => undefined)).toEqual(ALL);
  });

  test('is what the program itself has asked for', () => {
    expect(unread((chart, { on, name }) => thing(chart, on ? { same: name.text === 'x' } : {}))).toEqual(ALL);
  });

  test('is a computed text that is not used, and what it is made of', () => {
    expect(unread((chart, { name }) => chart.values.computed('title', `a ${name}`))).toEqual(ALL);
    expect(unread((chart, { name }) => thing(chart, chart.values.computed('title', `a ${name}`)))).toEqual(
      without('name'),
    );
  });

  test('is a field of an item that no loop uses', () => {
    const [first, ...others] = without('students');
    expect(unread((chart, { students, uid }) => thing(chart, [V.eachItem(students, uid)]))).toEqual([
      first,
      'students[].admin',
      ...others,
    ]);
    const fields = [first, 'students[].uid', 'students[].admin', ...others];
    expect(unread((chart, { students }) => thing(chart, [V.eachItem(students, 'x')]))).toEqual(fields);
    expect(unread((chart, { students }) => V.repeat(thing(chart, 'x'), students))).toEqual(fields);
  });
});

describe('read is', () => {
  type All = ReturnType<typeof declare>;
  test.each<[string, (chart: LabChart, all: All) => unknown, string[]]>([
    ['a field', (chart, { name }) => thing(chart, name), ['name']],
    ['a text in a key', (chart, { name }) => thing(chart, { [`a-${name}`]: 1 }), ['name']],
    ['a condition', (chart, { on }) => thing(chart, V.when(on, 'a')), ['group.active']],
    ['a branch', (chart, { on, name }) => thing(chart, V.when(on, 'a', [name])), ['group.active', 'name']],
    ['a spread', (chart, { labels }) => thing(chart, { ...labels.spread(), a: 1 }), ['labels']],
    ['a list that is a variable', (chart, { command }) => thing(chart, command), ['command']],
    ['a whole list of objects', (chart, { students }) => thing(chart, students), ['students']],
    ['its JSON', (chart, { students }) => thing(chart, students.jsonText().sha256()), ['students']],
    ['a demand', (chart, { on }) => chart.values.demand(on, 'switch it on'), ['group.active']],
    ['a note', (_chart, { name }) => [`Hello ${name}`], ['name']],
    ['the condition of an object', (chart, { on }) => V.onlyIf(thing(chart, 1), on), ['group.active']],
    [
      'the loop of an object, and the fields that it has',
      (chart, { students, uid, admin }) => {
        const object = new ApiObject(chart, 'it', { apiVersion: 'v1', kind: 'Thing', metadata: { name: `${uid}` } });
        V.repeat(object, students);
        V.onlyIf(object, admin.orDefault(false));
      },
      ['students'],
    ],
  ])('%s', (_what, use, read) => {
    expect(unread(use)).toEqual(without(...read));
  });
});
