/** Legal objects that use much of what their kind has; mutations change a copy of one. */

/** A manifest that may be changed at will. */
export type Mutable = { [field: string]: any };

/** The namespace of every mutated object. */
export const NAMESPACE = 'mutations';

const inNamespace = (name: string): Mutable => ({ name, namespace: NAMESPACE });

const container: Mutable = {
  name: 'main',
  image: 'registry.example.com/lab/pytorch:2.1',
  imagePullPolicy: 'IfNotPresent',
  command: ['bash', '-c', '--'],
  args: ['sleep infinity'],
  workingDir: '/work',
  env: [
    { name: 'COURSE', value: 'ml-101' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } },
    { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode', optional: true } } },
  ],
  envFrom: [{ prefix: 'LAB_', configMapRef: { name: 'settings' } }, { secretRef: { name: 'token' } }],
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
  ],
  resources: {
    limits: { cpu: '8', memory: '16Gi', 'nvidia.com/gpu': 1 },
    requests: { cpu: '500m', memory: '1Gi', 'nvidia.com/gpu': '1' },
  },
  volumeMounts: [
    { name: 'home', mountPath: '/home/student', subPath: 'student' },
    { name: 'scratch', mountPath: '/scratch', mountPropagation: 'HostToContainer' },
    { name: 'settings', mountPath: '/etc/lab', readOnly: true },
  ],
  livenessProbe: {
    httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP', httpHeaders: [{ name: 'X-Lab', value: 'a' }] },
    periodSeconds: 10,
  },
  readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 },
  startupProbe: { exec: { command: ['true'] }, failureThreshold: 30, terminationGracePeriodSeconds: 5 },
  lifecycle: { preStop: { exec: { command: ['sync'] } }, postStart: { httpGet: { path: '/', port: 8080 } } },
  securityContext: {
    runAsUser: 2001,
    runAsGroup: 500,
    allowPrivilegeEscalation: true,
    capabilities: { add: ['IPC_LOCK'], drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
  terminationMessagePolicy: 'File',
};

const podSpec: Mutable = {
  containers: [container],
  initContainers: [
    { name: 'prepare', image: 'busybox:1.36', command: ['true'], volumeMounts: [{ name: 'home', mountPath: '/home' }] },
  ],
  volumes: [
    { name: 'home', persistentVolumeClaim: { claimName: 'home' } },
    { name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
    {
      name: 'settings',
      configMap: { name: 'settings', defaultMode: 420, items: [{ key: 'mode', path: 'conf/mode', mode: 256 }] },
    },
    { name: 'token', secret: { secretName: 'token', optional: true } },
    { name: 'node', hostPath: { path: '/var/log', type: 'Directory' } },
    { name: 'share', nfs: { server: 'nfs.example.com', path: '/export' } },
    { name: 'about', downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    {
      name: 'all',
      projected: {
        sources: [
          { configMap: { name: 'settings', items: [{ key: 'mode', path: 'mode' }] } },
          { secret: { name: 'token', items: [{ key: 'value', path: 'token' }] } },
          {
            downwardAPI: {
              items: [{ path: 'cpu', resourceFieldRef: { containerName: 'main', resource: 'limits.cpu' } }],
            },
          },
        ],
      },
    },
    {
      name: 'made',
      ephemeral: {
        volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      },
    },
  ],
  nodeSelector: { 'gpu-model': 'RTX4090D' },
  tolerations: [
    { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'course', value: 'ml-101', effect: 'NoExecute', tolerationSeconds: 60 },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'gpu-model', operator: 'In', values: ['RTX4090D', 'RTX4090'] }] },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 10, preference: { matchExpressions: [{ key: 'ib', operator: 'Exists' }] } },
      ],
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'lab' } } },
      ],
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'lab' } } } },
      ],
    },
  },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'lab' } },
    },
  ],
  securityContext: {
    fsGroup: 500,
    supplementalGroups: [1, 2],
    runAsNonRoot: true,
    sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
  },
  imagePullSecrets: [{ name: 'registry' }],
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['harbor.example.com'] }],
  dnsConfig: { nameservers: ['10.96.0.10'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }] },
  terminationGracePeriodSeconds: 30,
  serviceAccountName: 'default',
};

const template: Mutable = {
  metadata: { labels: { app: 'lab', 'app.kubernetes.io/name': 'lab' }, annotations: { 'example.com/Note': 'x y' } },
  spec: podSpec,
};
const jobTemplate: Mutable = {
  metadata: { labels: { app: 'lab' } },
  spec: { containers: [container], volumes: podSpec.volumes, restartPolicy: 'Never' },
};

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
        { name: 'metrics', port: 9090, targetPort: 9090, nodePort: 30_999, protocol: 'TCP' },
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
