import { describe, expect, test } from 'vitest';
import { Scope, scopeKey } from '../../../../constructs/core/scope';
import { check, codesOf, configMap, lineOf } from './support';

const widget = (metadata: object) => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata });

test('an object without name is refused', () => {
  expect(check([{ ...configMap('x', 'a'), metadata: { namespace: 'a' } }]).map(lineOf)).toEqual([
    'GPULAB1102 the ConfigMap has no name | at metadata.name',
  ]);
});

test('a name that is made at run time is checked as the beginning of one', () => {
  const named = (generateName: string) =>
    check([{ ...configMap('x', 'a'), metadata: { generateName, namespace: 'a' } }]);
  expect(named('job-')).toEqual([]);
  expect(codesOf(named('Job-'))).toEqual(['GPULAB1103']);
});

test('what is said of a bad name names the rule of its kind', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: '1st', namespace: 'a' },
    spec: { ports: [{ port: 1 }] },
  };
  expect(check([service]).map(({ message }) => message)).toEqual([
    '"1st" is no name for a Service; allowed is a DNS label that begins with a letter: lower case letters, digits and "-", at most 63 characters',
  ]);
});

test('a long name is cut in the message', () => {
  const [{ message }] = check([configMap('A'.repeat(1000), 'a')]);
  expect(message.length).toBeLessThan(400);
});

test('what nobody sees in a name is made visible in the message', () => {
  const [{ message }] = check([configMap('a\u202eb\u200b', 'a')]);
  expect(message).toContain('"a\\u202eb\\u200b"');
});

test('custom kinds have DNS subdomains as names', () => {
  expect(check([widget({ name: 'a.b' })])).toEqual([]);
  expect(codesOf(check([widget({ name: 'A' })]))).toEqual(['GPULAB1103']);
});

test('a namespace that cannot be one is refused, once for each object', () => {
  expect(codesOf(check([configMap('a', 'Wang'), configMap('b', 'Wang')]))).toEqual(['GPULAB1104', 'GPULAB1104']);
});

describe('scope', () => {
  test('an object of a namespace that has none is a warning', () => {
    expect(check([configMap('a')])).toMatchObject([
      { level: 'warning', code: 'GPULAB1106', key: 'metadata.namespace' },
    ]);
  });

  test('a namespace on an object of the whole cluster is a warning: the API server drops it', () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'a', namespace: 'b' },
    };
    expect(check([role])).toMatchObject([{ level: 'warning', code: 'GPULAB1105' }]);
  });

  test('nothing is said of a custom kind that nobody knows', () => {
    expect(check([widget({ name: 'a' }), widget({ name: 'b', namespace: 'c' })])).toEqual([]);
  });

  test('the declared scope of a custom kind counts', () => {
    const scopes = new Map([[scopeKey('example.com/v1', 'Widget'), Scope.NAMESPACED]]);
    expect(codesOf(check([widget({ name: 'a' })], { scopes }))).toEqual(['GPULAB1106']);
  });
});

test('an owner without uid, and two controllers', () => {
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u', controller: true };
  const owned = {
    ...configMap('x', 'a'),
    metadata: { name: 'x', namespace: 'a', ownerReferences: [owner, owner, { ...owner, uid: '' }] },
  };
  expect(check([owned]).map(({ key }) => key)).toEqual([
    'metadata.ownerReferences[1].controller',
    'metadata.ownerReferences[2].uid',
    'metadata.ownerReferences[2].controller',
  ]);
});

test.each([
  ['apiVersion', { kind: 'Pod', metadata: { name: 'a' } }],
  ['kind', { apiVersion: 'v1', metadata: { name: 'a' } }],
  ['metadata', { apiVersion: 'v1', kind: 'Pod' }],
])('an object without %s is refused, and nothing else is said of it', (field, manifest) => {
  expect(check([manifest]).map(lineOf)).toEqual([`GPULAB1204 the object has no ${field} | at ${field}`]);
});
