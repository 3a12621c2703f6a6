import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { LabApp } from '../../constructs/app';
import { type BooleanValue, LabChart, Values } from '../../constructs/core';
import { type JsonSchema, schemaOf } from '../../constructs/core/values/private/schema';
import { HelmChart } from '../../constructs/output';
import { declare, someDefaults } from './random-charts/declared';
import { someBoolean, someText } from './random-charts/expressions';
import { made, oneOf, plain, type Recipes, type Scope } from './random-charts/recipe';
import { someMap, someTexts } from './random-charts/trees';
import { spoiltValues, validText, validValues } from './values-arbitrary';

/** Adds something to a chart. */
type Add = (chart: Construct, id: string) => Construct;

const object = (scope: Scope): Recipes<Add> =>
  made(
    (data, text, other, texts) => (chart: Construct, id: string) =>
      new ApiObject(chart, id, {
        apiVersion: 'example.org/v1',
        kind: 'Thing',
        metadata: { name: `${text}`, annotations: { ...(texts as object), text: `${other}`, yes: 'no' } },
        data,
      }),
    someMap(2, scope),
    someText(1, scope),
    someText(1, scope),
    someTexts(scope),
  );

/** A part of a chart that exists on a condition, or as often as a list has items. */
const part = (loop?: 'students' | 'words'): Recipes<Add> => {
  const scope = loop ? [loop] : [];
  return fc
    .tuple(someBoolean(1, scope), object(scope), someBoolean(1, scope), object(scope))
    .map(([whole, one, only, other]) => (values) => (chart, id) => {
      const construct = new Construct(chart, id);
      if (loop) Values.repeat(construct, values[loop]);
      Values.onlyIf(construct, whole(values));
      one(values)(construct, 'one');
      Values.onlyIf(other(values)(construct, 'other'), only(values));
      return construct;
    });
};

/** Helm does not template these, so braces are text in them. */
const definition: Add = (chart, id) =>
  new ApiObject(chart, id, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${id}.example.org` },
    spec: { description: '{{ .Values.title }} <no value>' },
  });

const someAdd = fc.oneof(
  { arbitrary: object([]), weight: 3 },
  { arbitrary: part(), weight: 2 },
  { arbitrary: part('students'), weight: 2 },
  part('words'),
  plain(fc.constant(definition)),
);

/** Mostly fulfilled. */
const someDemand = made(
  (strict, one, other, message) => ({ condition: strict.either(one).either(other), message }),
  oneOf<BooleanValue>(({ strict }) => strict),
  someBoolean(1, []),
  someBoolean(1, []),
  plain(validText),
);
const someNotes: Recipes<string> = made((text, literal) => `${literal}${text}`, someText(1, []), plain(validText));

/** A chart of random objects over values of every kind; each call makes a new one, all alike. */
export type MakeChart = () => HelmChart;

export const randomCharts: fc.Arbitrary<MakeChart> = fc
  .tuple(someDefaults, fc.array(someAdd, { minLength: 1, maxLength: 4 }), fc.option(someDemand), someNotes)
  .map(([defaults, objects, demand, notes]) => () => {
    const chart = emptyChart();
    const values = declare(chart, defaults);
    objects.forEach((add, index) => void add(values)(chart, `object-${index}`));
    if (demand) {
      const { condition, message } = demand(values);
      chart.values.demand(condition, message);
    }
    return new HelmChart(chart, { version: '1.2.3', notes: notes(values) });
  });

const emptyChart = (): LabChart => new LabChart(new LabApp(), 'random');

/** The schema of all these charts: they differ in the defaults only. */
const schema: JsonSchema = (() => {
  const chart = emptyChart();
  declare(chart, { title: '', port: 0, words: [], labels: {}, things: [], extra: {} });
  return schemaOf(chart.values);
})();

/** Values that it lets through. */
export const randomValues = validValues(schema);

/** Values that it mostly does not let through. */
export const wrongValues = spoiltValues(schema);
