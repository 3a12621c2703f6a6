import { expect, test } from 'vitest';
import { crdOf, customKinds } from './crd';

test('a definition of a custom kind that the library knows', () => {
  const text = { type: 'string' };
  expect(crdOf('mellanox.com/v1alpha1', 'IPoIBNetwork')).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ipoibnetworks.mellanox.com' },
    spec: {
      group: 'mellanox.com',
      names: { kind: 'IPoIBNetwork', listKind: 'IPoIBNetworkList', plural: 'ipoibnetworks', singular: 'ipoibnetwork' },
      scope: 'Cluster',
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                apiVersion: text,
                kind: text,
                metadata: { type: 'object' },
                spec: { type: 'object', properties: { ipam: text, master: text, networkNamespace: text } },
                status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              },
            },
          },
        },
      ],
    },
  });
});

test('a group of Kubernetes needs somebody who answers for it, or a word that nobody does', () => {
  const { metadata } = crdOf('snapshot.storage.k8s.io/v1', 'VolumeSnapshot') as any;
  expect(metadata).toEqual({
    name: 'volumesnapshots.snapshot.storage.k8s.io',
    annotations: { 'api-approved.kubernetes.io': 'unapproved, made of shapes' },
  });
  expect((crdOf('kueue.x-k8s.io/v1beta1', 'Cohort') as any).metadata.annotations).toBeUndefined();
});

test('of any other kind there is none', () => {
  expect(crdOf('v1', 'Pod')).toBeUndefined();
  expect(crdOf('example.com/v1', 'Widget')).toBeUndefined();
  expect(crdOf('mellanox.com/v1', 'IPoIBNetwork')).toBeUndefined();
});

test('there is one for every custom kind that the library knows', () => {
  for (const { apiVersion, kind } of customKinds()) expect(crdOf(apiVersion, kind)).toBeDefined();
});
