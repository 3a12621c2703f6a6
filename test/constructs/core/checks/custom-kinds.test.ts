import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../../constructs/core/checks/check';
import { check, lineOf } from './support';

const object = (apiVersion: string, kind: string, spec: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'one', namespace: 'lab' },
  spec,
});
const clusterObject = (apiVersion: string, kind: string, spec: object): Manifest => ({
  ...object(apiVersion, kind, spec),
  metadata: { name: 'one' },
});

/** As the documents of the projects show them, shortened. */
const objects = {
  CephCluster: object('ceph.rook.io/v1', 'CephCluster', {
    cephVersion: { image: 'quay.io/ceph/ceph:v20' },
    dataDirHostPath: '/var/lib/rook',
    mon: { count: 3, allowMultiplePerNode: false },
    storage: { useAllNodes: false, nodes: [{ name: 'node1', devices: [{ name: 'nvme0n1', config: {} }] }] },
    resources: { osd: { limits: { memory: '4Gi' }, requests: { cpu: 1 } } },
    placement: { all: { tolerations: [{ key: 'storage-node', operator: 'Exists' }] } },
    cleanupPolicy: { confirmation: '', sanitizeDisks: { method: 'quick' } },
  }),
  ClusterPolicy: clusterObject('nvidia.com/v1', 'ClusterPolicy', {
    operator: { defaultRuntime: 'containerd' },
    daemonsets: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] },
    driver: { enabled: true, rdma: { enabled: true }, env: [{ name: 'A', value: 'b' }] },
    toolkit: { enabled: true },
    devicePlugin: { config: { name: 'time-slicing', default: 'any' } },
    dcgm: { enabled: true },
    dcgmExporter: { serviceMonitor: { enabled: true, interval: '15s' } },
    gfd: { enabled: true },
    nodeStatusExporter: { enabled: false },
    mig: { strategy: 'mixed' },
  }),
  PyTorchJob: object('kubeflow.org/v1', 'PyTorchJob', {
    runPolicy: { cleanPodPolicy: 'None', schedulingPolicy: { minResources: { 'nvidia.com/gpu': 8 } } },
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 2,
        restartPolicy: 'OnFailure',
        template: {
          metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
          spec: { containers: [{ name: 'pytorch', image: 'a:1', resources: { limits: { 'nvidia.com/gpu': 8 } } }] },
        },
      },
    },
  }),
  ClusterQueue: clusterObject('kueue.x-k8s.io/v1beta1', 'ClusterQueue', {
    namespaceSelector: {},
    resourceGroups: [
      {
        coveredResources: ['nvidia.com/gpu'],
        flavors: [{ name: 'a100', resources: [{ name: 'nvidia.com/gpu', nominalQuota: 16 }] }],
      },
    ],
  }),
  Application: object('argoproj.io/v1alpha1', 'Application', {
    project: 'default',
    source: {
      repoURL: 'https://charts.example',
      chart: 'gpu',
      targetRevision: '1',
      helm: { valuesObject: { a: [1] } },
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'gpu' },
    syncPolicy: { automated: { prune: true }, syncOptions: ['ServerSideApply=true'] },
  }),
  HelmRelease: object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
    interval: '10m',
    chart: { spec: { chart: 'gpu-operator', version: '26', sourceRef: { kind: 'HelmRepository', name: 'nvidia' } } },
    install: { crds: 'CreateReplace' },
    dependsOn: [{ name: 'nfd' }],
    values: { anything: { at: 'all' } },
  }),
  ServiceMonitor: object('monitoring.coreos.com/v1', 'ServiceMonitor', {
    selector: { matchLabels: { app: 'dcgm' } },
    endpoints: [{ port: 'metrics', interval: '15s', targetPort: 9400 }],
  }),
  Installation: clusterObject('operator.tigera.io/v1', 'Installation', {
    calicoNetwork: { ipPools: [{ cidr: '10.244.0.0/16', encapsulation: 'VXLANCrossSubnet', blockSize: 26 }] },
  }),
  NodeFeatureRule: clusterObject('nfd.k8s-sigs.io/v1alpha1', 'NodeFeatureRule', {
    rules: [
      {
        name: 'gpu',
        labels: { gpu: 'true' },
        matchFeatures: [{ feature: 'pci.device', matchExpressions: { vendor: { op: 'In', value: ['10de'] } } }],
      },
    ],
  }),
};

const changed = (kind: keyof typeof objects, change: (spec: any) => void): string[] => {
  const copy = structuredClone(objects[kind]);
  change(copy.spec);
  return check([copy]).map(lineOf);
};

describe('objects that the projects take', () => {
  test.each(Object.entries(objects))('%s passes', (_, manifest) => {
    expect(check([manifest]).map(lineOf)).toEqual([]);
  });
});

describe('objects that they would not', () => {
  test.each<[string, keyof typeof objects, (spec: any) => void, string]>([
    [
      'a misspelt field',
      'CephCluster',
      (spec) => (spec.storage.useAllDevice = true),
      'GPULAB1203 storage has no field useAllDevice | at spec.storage.useAllDevice | hint: did you mean "useAllDevices"?',
    ],
    [
      'an amount with a B',
      'CephCluster',
      (spec) => (spec.resources.osd.limits.memory = '4GB'),
      'GPULAB1208 "4GB" is not a quantity: a number, perhaps with one of n u m k M G T P E Ki Mi Gi Ti Pi Ei behind it | at spec.resources.osd.limits.memory',
    ],
    [
      'a number of monitors in quotes',
      'CephCluster',
      (spec) => (spec.mon.count = '3'),
      'GPULAB1205 count is a string; it must be a whole number | at spec.mon.count | hint: write it without quotes',
    ],
    [
      'a strategy that there is not',
      'ClusterPolicy',
      (spec) => (spec.mig.strategy = 'multi'),
      'GPULAB1207 strategy is "multi"; allowed are mixed, none, single | at spec.mig.strategy',
    ],
    [
      'a part that the definition requires',
      'ClusterPolicy',
      (spec) => delete spec.gfd,
      'GPULAB1204 gfd is missing | at spec.gfd',
    ],
    [
      'a field of a pod that is no field of a pod',
      'PyTorchJob',
      (spec) => (spec.pytorchReplicaSpecs.Worker.template.spec.container = []),
      'GPULAB1203 spec has no field container | at spec.pytorchReplicaSpecs.Worker.template.spec.container | hint: did you mean "containers"?',
    ],
    [
      'an empty word where none is allowed',
      'HelmRelease',
      (spec) => (spec.install.crds = ''),
      'GPULAB1207 crds is ""; allowed are Create, CreateReplace, Skip | at spec.install.crds',
    ],
    [
      'one thing where a list is wanted',
      'Application',
      (spec) => (spec.syncPolicy.syncOptions = 'ServerSideApply=true'),
      'GPULAB1205 syncOptions is a string; it must be a list | at spec.syncPolicy.syncOptions | hint: put it in a list',
    ],
  ])('%s: %s', (_, kind, change, expected) => {
    expect(changed(kind, change)).toEqual([expected]);
  });
});
