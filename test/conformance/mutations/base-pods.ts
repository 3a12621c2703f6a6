/** A legal pod that uses much of what a pod has, alone and in templates. */

/** A manifest that may be changed at will. */
export type Mutable = { [field: string]: any };

export const container: Mutable = {
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

export const podSpec: Mutable = {
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

export const template: Mutable = {
  metadata: { labels: { app: 'lab', 'app.kubernetes.io/name': 'lab' }, annotations: { 'example.com/Note': 'x y' } },
  spec: podSpec,
};
export const jobTemplate: Mutable = {
  metadata: { labels: { app: 'lab' } },
  spec: { containers: [container], volumes: podSpec.volumes, restartPolicy: 'Never' },
};
