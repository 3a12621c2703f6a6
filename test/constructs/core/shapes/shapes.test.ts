import { describe, expect, test } from 'vitest';
import { LabError } from '../../../../constructs/core/lab-error';
import { isBuiltInGroup, kindEntries, Shapes, versionsWith } from '../../../../constructs/core/shapes/shapes';
import type { Struct, Type } from '../../../../constructs/core/shapes/type';
import { customKinds } from '../../../support/crd';

describe('targets', () => {
  test.each([
    ['1.28', '1.28', 28],
    ['v1.28.15', '1.28', 28],
    ['1.28+', '1.28', 28],
    ['1.31', '1.28', 31],
    ['1.34.2', '1.28', 34],
    ['1.35', '1.35', 35],
    ['1.99', '1.35', 99],
  ])('%s is held against the shapes of %s', (target, version, minor) => {
    expect(Shapes.for(target)).toMatchObject({ version, minor });
  });

  test.each(['1.27', '1.9', '2.0', '', 'latest', '1', '1.28.x y'])('%j is refused', (target) => {
    expect(() => Shapes.for(target)).toThrow(LabError);
  });

  test('what is said of a version that is too old names the oldest', () => {
    expect(() => Shapes.for('1.27')).toThrow('"1.27" is no Kubernetes version that can be checked; 1.28 and later are');
  });

  test('the shapes of a version are made once', () => {
    expect(Shapes.for('1.28')).toBe(Shapes.for('v1.28.3'));
  });
});

describe('kinds', () => {
  test('of a namespace and of the whole cluster', () => {
    const shapes = Shapes.for('1.28');
    expect(shapes.kind('apps/v1', 'Deployment')).toMatchObject({
      plural: 'deployments',
      namespaced: true,
      custom: false,
    });
    expect(shapes.kind('v1', 'Namespace')).toMatchObject({ plural: 'namespaces', namespaced: false });
    expect(shapes.kind('rbac.authorization.k8s.io/v1', 'ClusterRole')).toMatchObject({ namespaced: false });
    expect(shapes.kind('mellanox.com/v1alpha1', 'IPoIBNetwork')).toMatchObject({
      plural: 'ipoibnetworks',
      namespaced: false,
      custom: true,
    });
  });

  test('that a version does not have', () => {
    expect(Shapes.for('1.28').kind('resource.k8s.io/v1', 'ResourceClaim')).toBeUndefined();
    expect(Shapes.for('1.35').kind('resource.k8s.io/v1', 'ResourceClaim')).toBeDefined();
    expect(versionsWith('resource.k8s.io/v1', 'ResourceClaim')).toEqual(['1.35']);
    expect(versionsWith('policy/v1beta1', 'PodSecurityPolicy')).toEqual([]);
  });

  test.each(['PodList', 'Eviction', 'Scale', 'DeleteOptions', 'Status'])('%s is nothing to apply', (kind) => {
    expect(kindEntries().filter((entry) => entry.kind === kind)).toEqual([]);
  });

  test('groups of Kubernetes, and of others that look like it', () => {
    for (const group of ['', 'apps', 'extensions', 'storage.k8s.io']) expect(isBuiltInGroup(group)).toBe(true);
    for (const group of ['snapshot.storage.k8s.io', 'k8s.cni.cncf.io', 'example.com'])
      expect(isBuiltInGroup(group)).toBe(false);
  });
});

describe('structs', () => {
  test('a field and what it takes', () => {
    const pod = Shapes.for('1.28').struct('core.v1.PodSpec');
    expect(pod.required).toEqual(['containers']);
    expect(pod.types.get('containers')!.item!.struct!.name).toBe('core.v1.Container');
    expect([...pod.types.get('restartPolicy')!.values!]).toEqual(['Always', 'Never', 'OnFailure']);
    expect(pod.types.get('activeDeadlineSeconds')!.name).toBe('int64');
  });

  test('what the versions share is one text, and what differs is not mixed', () => {
    expect(Shapes.for('1.28').struct('core.v1.PodSpec').types.has('hostnameOverride')).toBe(false);
    expect(Shapes.for('1.35').struct('core.v1.PodSpec').types.has('hostnameOverride')).toBe(true);
    expect(Shapes.versionsWithField('core.v1.PodSpec', 'hostnameOverride')).toEqual(['1.35']);
    expect(Shapes.versionsWithField('core.v1.PodSpec', 'containers')).toEqual(['1.28', '1.35']);
    expect(Shapes.versionsWithField('core.v1.NoSuchThing', 'x')).toEqual([]);
  });

  test('a quantity, an int-or-string, a time, base64 and anything', () => {
    const shapes = Shapes.for('1.35');
    const typeOf = (struct: string, field: string): Type => shapes.struct(struct).types.get(field)!;
    expect(typeOf('core.v1.ResourceQuotaSpec', 'hard').item!.name).toBe('quantity');
    expect(typeOf('core.v1.ServicePort', 'targetPort').name).toBe('intOrString');
    expect(typeOf('meta.v1.ObjectMeta', 'creationTimestamp').name).toBe('time');
    expect(typeOf('core.v1.Secret', 'data').item!.name).toBe('bytes');
    expect(typeOf('core.v1.Pod', 'status').name).toBe('object');
    expect(typeOf('apiextensions.v1.JSONSchemaProps', 'default').name).toBe('any');
  });

  test.each(Shapes.versions)('every text of %s can be read to its end', (version) => {
    const shapes = Shapes.for(version);
    const seen = new Set<Struct>();
    const visit = (struct: Struct) => {
      if (seen.has(struct)) return;
      seen.add(struct);
      for (const type of struct.types.values())
        for (let at: Type | undefined = type; at; at = at.item) if (at.struct) visit(at.struct);
      for (const field of struct.required) expect(struct.types.has(field)).toBe(true);
    };
    const kinds = [
      ...kindEntries().filter(({ mask }) => mask & (1 << Shapes.versions.indexOf(version))),
      ...customKinds(),
    ];
    for (const { apiVersion, kind } of kinds) visit(shapes.kind(apiVersion, kind)!.struct);
    expect(seen.size).toBeGreaterThan(200);
  });
});
