import { expect, test } from 'vitest';
import { isClusterScoped, Scope, scopeKey, scopesOfDefinition } from '../../../constructs/core/scope';

test.each([
  ['v1', 'Namespace', true],
  ['v1', 'PersistentVolume', true],
  ['v1', 'Pod', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', true],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', false],
  ['storage.k8s.io/v1', 'StorageClass', true],
  ['mellanox.com/v1alpha1', 'IPoIBNetwork', true],
])('%s %s lives in the whole cluster: %s', (apiVersion, kind, expected) => {
  expect(isClusterScoped(apiVersion, kind)).toBe(expected);
});

test('a version that is unknown has the scope of its group', () => {
  expect(isClusterScoped('rbac.authorization.k8s.io/v1beta1', 'ClusterRole')).toBe(true);
  expect(isClusterScoped('mellanox.com/v1', 'IPoIBNetwork')).toBe(true);
});

test('a kind of the newer version only', () => {
  expect(isClusterScoped('resource.k8s.io/v1', 'DeviceClass')).toBe(true);
});

test('a custom kind that nobody has declared is unknown', () => {
  expect(isClusterScoped('example.com/v1', 'Widget')).toBeUndefined();
  expect(isClusterScoped('v1', 'constructor')).toBeUndefined();
});

test('what is declared counts, and counts more than what is known', () => {
  const declared = new Map([
    [scopeKey('example.com/v1', 'Widget'), Scope.CLUSTER],
    [scopeKey('v1', 'Pod'), Scope.CLUSTER],
  ]);
  expect(isClusterScoped('example.com/v1', 'Widget', declared)).toBe(true);
  expect(isClusterScoped('example.com/v1', 'Gadget', declared)).toBeUndefined();
  expect(isClusterScoped('v1', 'Pod', declared)).toBe(true);
});

test('a definition declares every version of its kind', () => {
  const spec = {
    group: 'example.com',
    scope: 'Cluster',
    names: { kind: 'Widget' },
    versions: [{ name: 'v1' }, { name: 'v2' }],
  };
  expect(scopesOfDefinition({ spec })).toEqual([
    ['example.com/v1/Widget', Scope.CLUSTER],
    ['example.com/v2/Widget', Scope.CLUSTER],
  ]);
  expect(scopesOfDefinition({ spec: { ...spec, scope: 'Namespaced' } })[0][1]).toBe(Scope.NAMESPACED);
});

test.each([
  {},
  { spec: {} },
  { spec: { group: 'a', names: {} } },
  { spec: { group: 'a', names: { kind: 'B' }, versions: 'v1' } },
])('a definition that is none declares nothing: %j', (definition) => {
  expect(scopesOfDefinition(definition)).toEqual([]);
});
