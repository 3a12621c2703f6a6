/** Ordinary manifests of a student lab, one or more of each kind. */

const student = 'zhang3';
const metadata = (name: string, more: object = {}) => ({
  labels: { 'lab.example/student': student, 'app.kubernetes.io/managed-by': 'lab' },
  name,
  namespace: student,
  ...more,
});

const claim = (name: string, size: string, storageClassName: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: metadata(name),
  spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: size } }, storageClassName },
});

const binding = (kind: string, name: string, role: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: kind === 'RoleBinding' ? metadata(name) : { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'zhang3@lab.example' }],
});

const ADDRESSES = `${JSON.stringify({ type: 'whereabouts', range: '192.168.0.0/16', log_level: 'info' }, undefined, 2)}\n`;

const container = {
  name: 'pytorch',
  image: 'registry.example:9443/share/pytorch:2.1.1-cuda12.1',
  imagePullPolicy: 'IfNotPresent',
  command: ['bash', '-c', '--'],
  args: ['while true; do sleep 30; done;'],
  env: [
    { name: 'TZ', value: 'UTC' },
    { name: 'EMPTY', value: '' },
    { name: 'QUOTED', value: 'say "yes": no' },
    { name: 'NUMBER', value: '1' },
  ],
  ports: [{ containerPort: 22, name: 'ssh', protocol: 'TCP' }],
  resources: { limits: { cpu: '8', memory: '16Gi', 'nvidia.com/gpu': 1 }, requests: {} },
  securityContext: { capabilities: { add: ['IPC_LOCK'] }, readOnlyRootFilesystem: false },
  volumeMounts: [
    { mountPath: '/root', name: 'home' },
    { mountPath: '/dev/shm', name: 'memory' },
  ],
};

export const MANIFESTS = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: student, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  },
  claim('home', '2T', 'nfs-users'),
  claim('scratch', '100Gi', 'local-path'),
  binding('RoleBinding', 'access', 'admin'),
  binding('ClusterRoleBinding', 'volumes-zhang3', 'volumes'),
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata('quota'),
    spec: {
      hard: { 'limits.cpu': '56', 'limits.memory': '500Gi', 'requests.nvidia.com/gpu': '4', 'count/pods': '10' },
    },
  },
  {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'IPoIBNetwork',
    metadata: { name: 'ipoibnetwork-zhang3' },
    spec: { networkNamespace: student, master: 'ibs121', ipam: ADDRESSES },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('lab1', {
      annotations: { note: '{"a": ["b"]}', empty: '', lines: 'first\n\nsecond', date: '2024-01-01' },
    }),
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'lab1' } },
      template: {
        metadata: { labels: { app: 'lab1' }, annotations: { 'k8s.v1.cni.cncf.io/networks': 'ipoibnetwork-zhang3' } },
        spec: {
          containers: [container],
          nodeSelector: { 'gpu-model': 'RTX4090D' },
          securityContext: { runAsGroup: 0, runAsUser: 0 },
          tolerations: [],
          volumes: [
            { name: 'home', persistentVolumeClaim: { claimName: 'home' } },
            { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
            { name: 'scratch', emptyDir: {} },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('lab1'),
    spec: {
      type: 'NodePort',
      selector: { app: 'lab1' },
      ports: [{ name: 'ssh', port: 22, targetPort: 'ssh', protocol: 'TCP' }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata('isolate'),
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '::1/128'] } }] }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata('scripts'),
    data: {
      'setup.sh': '#!/bin/sh\nset -e\n\nwhile read -r line; do\n\techo "$line"\ndone\n',
      '10': 'ten',
      '9': 'nine',
      'a.json': '{}',
      yes: 'yes',
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('lab1', { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' } }),
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'lab1.example',
          http: {
            paths: [{ backend: { service: { name: 'lab1', port: { number: 8188 } } }, path: '/', pathType: 'Prefix' }],
          },
        },
      ],
      tls: [{ hosts: ['lab1.example', '*.lab1.example'], secretName: 'tls' }],
    },
  },
];
