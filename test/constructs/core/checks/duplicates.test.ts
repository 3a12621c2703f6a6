import { expect, test } from 'vitest';
import { check, codesOf, configMap } from './support';

const twice = (...manifests: unknown[]) => check(manifests).filter(({ code }) => code === 'GPULAB1101');

test('a second object of the same kind, namespace and name is refused, and both places are named', () => {
  const [finding, ...rest] = twice(configMap('a', 'wang'), configMap('b', 'wang'), configMap('a', 'wang'));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ level: 'error', path: 'lab/2', key: 'metadata.name' });
  expect(finding.message).toBe('ConfigMap "a" in namespace wang is there twice, also at lab/0');
});

test('a third object names the first again', () => {
  const findings = twice(configMap('a', 'x'), configMap('a', 'x'), configMap('a', 'x'));
  expect(findings.map(({ path }) => path)).toEqual(['lab/1', 'lab/2']);
  for (const { message } of findings) expect(message).toContain('lab/0');
});

test('the same name in two namespaces, or without and with one, is no duplicate', () => {
  expect(twice(configMap('a', 'x'), configMap('a', 'y'), configMap('a'))).toEqual([]);
});

test('the same name of two kinds is no duplicate', () => {
  expect(twice(configMap('a', 'x'), { ...configMap('a', 'x'), kind: 'Secret' })).toEqual([]);
});

test('the version of an API does not make it another object', () => {
  const scaler = { kind: 'HorizontalPodAutoscaler', metadata: { name: 'a', namespace: 'x' } };
  expect(twice({ ...scaler, apiVersion: 'autoscaling/v1' }, { ...scaler, apiVersion: 'autoscaling/v2' })).toHaveLength(
    1,
  );
});

test('the group of an API does', () => {
  const queue = { kind: 'Queue', metadata: { name: 'a' } };
  expect(twice({ ...queue, apiVersion: 'a.example.com/v1' }, { ...queue, apiVersion: 'b.example.com/v1' })).toEqual([]);
});

test('names that are made at run time are no duplicates', () => {
  const job = { ...configMap('x', 'x'), metadata: { generateName: 'a-', namespace: 'x' } };
  expect(twice(job, job)).toEqual([]);
});

test('an object whose name a patch has changed counts under its new name', () => {
  const [finding] = twice(configMap('a', 'x'), configMap('b', 'x'), configMap('b', 'x'));
  expect(finding.path).toBe('lab/2');
});

test('names that every object has in JavaScript are names like others', () => {
  expect(codesOf(twice(configMap('constructor'), configMap('tostring'), configMap('hasownproperty')))).toEqual([]);
});
