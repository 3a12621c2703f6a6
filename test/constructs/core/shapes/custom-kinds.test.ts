import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { CUSTOM_GROUPS } from '../../../../constructs/core/shapes/data/groups';
import { dataText } from '../../../../constructs/data-text';
import { customKinds } from '../../../support/crd';
import { check } from '../checks/support';

vi.mock(import('../../../../constructs/data-text'), async (original) => ({
  dataText: vi.fn((await original()).dataText),
}));

const fileOf = (group: string): string => `core/shapes/data/${group}.txt`;
const filesRead = (): string[] => vi.mocked(dataText).mock.calls.map(([path]) => path);
const objectOf = (apiVersion: string, kind: string) => ({
  apiVersion,
  kind,
  metadata: { name: 'a', namespace: 'lab' },
});

// In this order: what is read is read once.
describe('what is read when', () => {
  test('objects of Kubernetes, and of groups that nobody knows, read no file', () => {
    check([objectOf('v1', 'ConfigMap'), objectOf('apps/v1', 'Deployment'), objectOf('example.com/v1', 'Widget')]);
    expect(filesRead()).toEqual([]);
  });

  test('an object reads the file of its group, once', () => {
    const queue = objectOf('kueue.x-k8s.io/v1beta1', 'LocalQueue');
    check([queue]);
    check([queue, queue], { target: '1.35' });
    expect(filesRead()).toEqual([fileOf('kueue.x-k8s.io')]);
  });

  test('a kind of Kubernetes that does not exist reads all, to say where there is one', () => {
    const [said] = check([objectOf('v1', 'CephCluster')]).filter(({ code }) => code === 'GPULAB1202');
    expect(said.hint).toBe('CephCluster is in ceph.rook.io/v1');
    expect(filesRead().sort()).toEqual(CUSTOM_GROUPS.map(fileOf));
  });
});

test('every file is that of a group, and every group has one', () => {
  const folder = resolve(import.meta.dirname, '../../../../constructs/core/shapes/data');
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(files.sort()).toEqual(CUSTOM_GROUPS.map((group) => `${group}.txt`).sort());
});

test('the kinds that a GPU lab writes are there', () => {
  const names = new Set(customKinds().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  for (const name of [
    'argoproj.io/v1alpha1 Application',
    'batch.volcano.sh/v1alpha1 Job',
    'ceph.rook.io/v1 CephCluster',
    'cert-manager.io/v1 Certificate',
    'external-secrets.io/v1 ExternalSecret',
    'helm.toolkit.fluxcd.io/v2 HelmRelease',
    'k8s.cni.cncf.io/v1 NetworkAttachmentDefinition',
    'kubeflow.org/v1 PyTorchJob',
    'kubeflow.org/v2beta1 MPIJob',
    'kueue.x-k8s.io/v1beta2 ClusterQueue',
    'mellanox.com/v1alpha1 NicClusterPolicy',
    'monitoring.coreos.com/v1 ServiceMonitor',
    'nfd.k8s-sigs.io/v1alpha1 NodeFeatureRule',
    'nvidia.com/v1 ClusterPolicy',
    'operator.tigera.io/v1 Installation',
    'snapshot.storage.k8s.io/v1 VolumeSnapshotClass',
    'source.toolkit.fluxcd.io/v1 OCIRepository',
    'whereabouts.cni.cncf.io/v1alpha1 IPPool',
  ])
    expect(names).toContain(name);
});
