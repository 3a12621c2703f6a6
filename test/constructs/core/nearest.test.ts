import { expect, test } from 'vitest';
import { nearest, suggestion } from '../../../constructs/core/private/nearest';

const FIELDS = ['containers', 'initContainers', 'volumes', 'nodeSelector'];

test.each([
  ['contianers', 'containers'],
  ['container', 'containers'],
  ['Containers', 'containers'],
  ['volume', 'volumes'],
  ['nodeselektor', 'nodeSelector'],
])('%s: did you mean %s?', (word, expected) => {
  expect(nearest(word, FIELDS)).toBe(expected);
});

test('of two that are as near, what only lacks its end', () => {
  expect(nearest('gpu', ['cpu', 'gpus'])).toBe('gpus');
  expect(nearest('RTX4090\u00a0', ['RTX4090D', 'RTX4090'])).toBe('RTX4090');
  // But no mistake more than else.
  expect(nearest('ab', ['abcd'])).toBeUndefined();
});

test('what resembles nothing has nothing near', () => {
  expect(nearest('xyz', FIELDS)).toBeUndefined();
  expect(nearest('', FIELDS)).toBeUndefined();
});

test('a suggestion, or what there is', () => {
  expect(suggestion('volumez', FIELDS)).toBe('did you mean "volumes"?');
  expect(suggestion('xyz', ['a', 'b'])).toBe('known: a, b');
  expect(suggestion('xyz', [])).toBe('there is none');
});
