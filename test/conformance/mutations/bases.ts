/** Legal objects that use much of what their kind has; mutations change a copy of one. */
import { container, jobTemplate, type Mutable, podSpec, template } from './base-pods';

/** In the band that the API server keeps for ports which somebody asks for (Kubernetes, service-node-port-range). */
export const NODE_PORT = 30_080;

export type { Mutable };

/** The namespace of every mutated object. */
export const NAMESPACE = 'mutations';

const inNamespace = (name: string): Mutable => ({ name, namespace: NAMESPACE });

const workload = (kind: string, spec: Mutable): Mutable => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { ...inNamespace('lab'), labels: { app: 'lab' } },
  spec: { selector: { matchLabels: { app: 'lab' } }, template, ...spec },
});

const claimSpec: Mutable = {
  accessModes: ['ReadWriteMany'],
  resources: { requests: { storage: '2T' } },
  storageClassName: 'nfs-users',
  volumeMode: 'Filesystem',
};

/** By kind. */
export const BASES: { readonly [kind: string]: Mutable } = {
  Namespace: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'mutated', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  },
  Pod: { apiVersion: 'v1', kind: 'Pod', metadata: { ...inNamespace('lab'), labels: { app: 'lab' } }, spec: podSpec },
  Deployment: workload('Deployment', {
    replicas: 1,
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
  }),
  StatefulSet: workload('StatefulSet', {
    serviceName: 'lab',
    replicas: 2,
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ],
    template: {
      ...template,
      spec: { ...podSpec, containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] },
    },
  }),
  DaemonSet: workload('DaemonSet', {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
  }),
  Job: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: inNamespace('lab'),
    spec: {
      backoffLimit: 2,
      completions: 4,
      parallelism: 2,
      completionMode: 'Indexed',
      ttlSecondsAfterFinished: 60,
      template: jobTemplate,
    },
  },
  CronJob: {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: inNamespace('lab'),
    spec: {
      schedule: '0 3 * * 1-5',
      timeZone: 'Asia/Shanghai',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      jobTemplate: { spec: { backoffLimit: 1, template: jobTemplate } },
    },
  },
  Service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: inNamespace('lab'),
    spec: {
      type: 'NodePort',
      selector: { app: 'lab' },
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'metrics', port: 9090, targetPort: 9090, nodePort: NODE_PORT, protocol: 'TCP' },
      ],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    },
  },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: inNamespace('lab'),
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'lab', port: { name: 'http' } } },
      rules: [
        {
          host: 'lab.example.com',
          http: {
            paths: [{ path: '/a', pathType: 'Prefix', backend: { service: { name: 'lab', port: { number: 80 } } } }],
          },
        },
      ],
      tls: [{ hosts: ['lab.example.com', '*.example.com'], secretName: 'lab-tls' }],
    },
  },
  PersistentVolumeClaim: {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: inNamespace('home'),
    spec: claimSpec,
  },
  PersistentVolume: {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'home' },
    spec: {
      capacity: { storage: '2Ti' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'local',
      local: { path: '/nvme1' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['n1'] }] },
          ],
        },
      },
    },
  },
  StorageClass: {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'rancher-local-path' },
    provisioner: 'rancher.io/local-path',
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
    parameters: { a: 'b' },
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a'] }] }],
  },
  ResourceQuota: {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: inNamespace('quota'),
    spec: {
      hard: {
        'limits.cpu': '56',
        'limits.memory': '500Gi',
        'requests.cpu': '56',
        'requests.memory': '500Gi',
        'requests.nvidia.com/gpu': '4',
        'requests.storage': '40T',
        'count/pods': '10',
        pods: 10,
        'nfs-users.storageclass.storage.k8s.io/requests.storage': '1T',
      },
    },
  },
  LimitRange: {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: inNamespace('limits'),
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '1', memory: '1Gi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
          max: { cpu: '8' },
          min: { cpu: '10m' },
        },
        { type: 'PersistentVolumeClaim', max: { storage: '2T' } },
      ],
    },
  },
  Role: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: inNamespace('lab'),
    rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: ['a'], verbs: ['get', 'list'] }],
  },
  ClusterRole: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'lab' },
    rules: [
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get'] },
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ],
  },
  RoleBinding: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: inNamespace('lab'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'test01@test.lthpc.com' },
      { kind: 'ServiceAccount', name: 'default', namespace: NAMESPACE },
    ],
  },
  ClusterRoleBinding: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'lab' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'students' },
      { kind: 'ServiceAccount', name: 'default', namespace: NAMESPACE },
    ],
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: inNamespace('lab'),
    spec: {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['lab'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ protocol: 'TCP', port: 8000, endPort: 9000 }],
        },
      ],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [{ protocol: 'UDP', port: 'dns' }],
        },
      ],
    },
  },
  ConfigMap: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: inNamespace('settings'),
    data: { mode: 'a', 'conf.d_x-y': '' },
    binaryData: { blob: 'AAEC' },
    immutable: false,
  },
  Secret: {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: inNamespace('token'),
    type: 'Opaque',
    data: { value: 'c2VjcmV0' },
    stringData: { other: 'x' },
  },
  ServiceAccount: {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: inNamespace('student'),
    imagePullSecrets: [{ name: 'registry' }],
    automountServiceAccountToken: false,
  },
  PodDisruptionBudget: {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: inNamespace('lab'),
    spec: { maxUnavailable: '50%', selector: { matchLabels: { app: 'lab' } } },
  },
  HorizontalPodAutoscaler: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: inNamespace('lab'),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'lab' },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
      },
    },
  },
  PriorityClass: {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'course' },
    value: 1000,
    preemptionPolicy: 'Never',
    description: 'x',
  },
  IPoIBNetwork: {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'IPoIBNetwork',
    metadata: { name: 'ipoibnetwork-wang' },
    spec: { networkNamespace: 'wang', master: 'ibs121', ipam: '{}' },
  },
};

/** A copy that may be changed, with a name of its own. */
export function copyOf(kind: string, name?: string): Mutable {
  const copy = structuredClone(BASES[kind]);
  if (name !== undefined) copy.metadata.name = name;
  return copy;
}
