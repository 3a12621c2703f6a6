import { App } from 'cdk8s';
import { Values } from 'cdk8s-gpulab';
import { expect, test } from 'vitest';
import { LabChart } from '../../../../../constructs/core';
import { byDefault } from '../../../../../constructs/core/values/private/by-default';

const { values } = new LabChart(new App(), 'chart');
const described = { description: 'A value.' };
const registry = values.text('registry', { ...described, defaultValue: 'harbor' });
const tag = values.text('tag', { ...described, example: 'v1' });
const empty = values.text('empty', { ...described, defaultValue: '' });
const count = values.integer('count', { ...described, defaultValue: 3, minimum: 0, maximum: 9 });
const zero = values.integer('zero', { ...described, defaultValue: 0 });
const words = values.stringList('words', { ...described, defaultValue: ['a', 'b'] });
const optional = values.integer('optional', { ...described, optional: true });
const labels = values.stringMap('labels', { ...described, defaultValue: { a: 'b' } });

test('references are what defaults make of them, and examples where a value is required', () => {
  const props = { image: `${registry}/x:${tag}`, replicas: count.plus(1), command: words, inner: [{ n: count }] };
  expect(byDefault(props)).toEqual({
    image: 'harbor/x:v1',
    replicas: 4,
    command: ['a', 'b'],
    inner: [{ n: 3 }],
  });
});

test('what is not known, or comes to nothing, stays a reference', () => {
  const props = {
    none: `${empty}`,
    zero,
    optional,
    release: `${values.releaseName()}-${registry}`,
    key: `${labels.key}`,
    cut: `${registry}`.slice(0, -4),
  };
  const shown = byDefault(props);
  expect(shown).toEqual(props);
  expect(Values.isLiteral(shown.release)).toBe(false);
});

test('literals and objects of classes are left alone', () => {
  const made = new Map([['a', `${registry}`]]);
  const props = { made, n: 1, text: 'x', nothing: null, absent: undefined };
  expect(byDefault(props)).toEqual(props);
  expect(byDefault(props).made).toBe(made);
});
