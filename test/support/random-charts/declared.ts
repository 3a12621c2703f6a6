import fc from 'fast-check';
import type { LabChart } from '../../../constructs/core';
import { validList, validMap, validText, validTextMap } from '../values-arbitrary';

/** Defaults of a random chart's values. */
export interface Defaults {
  readonly title: string;
  readonly port: number | string;
  readonly words: string[];
  readonly labels: { [key: string]: string };
  readonly things: any[];
  readonly extra: { [key: string]: any };
}

export const someDefaults: fc.Arbitrary<Defaults> = fc.record(
  {
    title: validText,
    port: fc.oneof(fc.integer(), validText),
    words: fc.array(validText, { maxLength: 3 }),
    labels: validTextMap,
    things: validList,
    extra: validMap,
  },
  { noNullPrototype: true },
);

export const PLACES = ['here', 'no', '1e3'] as const;

export type Declared = ReturnType<typeof declare>;

/** Declares values of every kind, each with a default, required and optional, with names that mean something elsewhere. */
export function declare({ values }: LabChart, defaults: Defaults) {
  const described = (description: string) => ({ description });
  const optional = (description: string) => ({ description, optional: true });
  const texts = {
    title: values.text('title', { description: 'A text\nof two lines: {{ .Values }}', defaultValue: defaults.title }),
    dashed: values.text('dashed-name', { description: 'Required # and dashed', example: 'a' }),
    note: values.text('note', optional('An optional text')),
    place: values.text('constructor', { description: 'A choice', allowed: [...PLACES], defaultValue: 'no' }),
    size: values.quantity('size', { description: 'A quantity', defaultValue: '16Gi' }),
    room: values.quantity('room', optional('An optional quantity')),
  };
  const numbers = {
    count: values.integer('count', { description: 'Any integer', defaultValue: 1_000_000 }),
    offset: values.integer('index', { description: 'A small one', minimum: -1_000_000, maximum: 1_000_000 }),
    limit: values.integer('limit', optional('An optional integer')),
    share: values.number('share', { description: 'A number', defaultValue: 0.5 }),
    ratio: values.number('ratio', optional('An optional number')),
    port: values.intOrString('port', { description: 'A port or its name', defaultValue: defaults.port }),
    door: values.intOrString('door', optional('An optional port')),
  };
  const booleans = {
    enabled: values.boolean('enabled', { description: 'A switch', defaultValue: false }),
    strict: values.boolean('strict', { description: 'A required switch', example: true }),
    maybe: values.boolean('maybe', optional('An optional switch')),
  };
  const collections = {
    words: values.stringList('words', { description: 'Texts', defaultValue: defaults.words }),
    labels: values.stringMap('labels', { description: 'Texts by name', defaultValue: defaults.labels }),
    things: values.anyList('things', { description: 'Anything', defaultValue: defaults.things }),
    extra: values.anyMap('toString', { description: 'Anything by name', defaultValue: defaults.extra }),
    command: values.commandList('command', { description: 'A command', defaultValue: ['bash', '-c'] }),
    moreWords: values.stringList('more-words', optional('Optional texts')),
    moreExtra: values.anyMap('moreExtra', optional('Anything, optional')),
  };
  const inner = values.group('range', described('A group')).group('in-ner', described('A group in a group'));
  const nested = inner.text('text', { description: 'Far down', defaultValue: '' });
  const students = values.list('students', { description: 'A roster', defaultValue: [] });
  const item = students.item;
  const guests = values.list('guests', { description: 'Those who visit', defaultValue: [] });
  const guest = guests.item.text('Name', { description: 'A name', example: 'a' });
  guests.item.text('note', optional('An optional text'));
  const student = {
    name: item.text('name', { description: 'A name', example: 'a' }),
    comment: item.text('comment', optional('An optional text')),
    home: item.text('in-home', { description: 'A text with a default', defaultValue: '<no value>' }),
    age: item.integer('age', { description: 'An integer', defaultValue: 22, minimum: -1000, maximum: 1000 }),
    active: item.boolean('active', { description: 'A switch', defaultValue: true }),
    quota: item.quantity('quota', { description: 'A quantity', defaultValue: '500m' }),
    tags: item.stringList('tags', described('Texts')),
    marks: item.stringMap('marks', described('Texts by name')),
    free: item.anyMap('free', optional('Anything, optional')),
  };
  const one = values.computed('one', `${texts.title}-${values.releaseName()}%s`);
  const two = values.computed('two', one.lower().truncate(20).text);
  const label = values.computed('label', texts.note.orDefault(two.text).dnsLabel(30).text);
  const builtIn = { name: values.releaseName(), namespace: values.releaseNamespace(), version: values.chartVersion() };
  return {
    ...texts,
    ...numbers,
    ...booleans,
    ...collections,
    nested,
    students,
    student,
    guests,
    guest,
    one,
    two,
    label,
    builtIn,
  };
}
