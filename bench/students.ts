/**
 * The work of the bench, written by hand without any library: the thirteen objects of a student as plain data. What the
 * product makes of the same roster must be equal, or the comparison would be none (see `honesty.ts`).
 */

const RBAC = 'rbac.authorization.k8s.io';
const DIGITS = 5;

export const uidOf = (index: number): string => `student${String(index).padStart(DIGITS, '0')}`;

/** @param changed a student with another mail, for a run after a small change */
export const mailOf = (index: number, changed?: number): string =>
  `${uidOf(index)}@${index === changed ? 'other' : 'students'}.example`;

export function rosterOf(count: number, changed?: number): string {
  let text = 'uid,mail,uidNumber,gidNumber\n';
  for (let i = 0; i < count; i++) text += `${uidOf(i)},${mailOf(i, changed)},${20_000 + i},500\n`;
  return text;
}

const IPAM = JSON.stringify({
  type: 'whereabouts',
  datastore: 'kubernetes',
  kubernetes: { kubeconfig: '/etc/cni/net.d/whereabouts.d/whereabouts.kubeconfig' },
  range: '192.168.0.0/16',
  log_file: '/var/log/whereabouts.log',
  log_level: 'info',
  gateway: '192.168.0.1',
});

const HARD = {
  'count/pods': '10',
  'limits.cpu': '56',
  'limits.memory': '500Gi',
  'requests.cpu': '56',
  'requests.memory': '500Gi',
  'requests.nvidia.com/gpu': '4',
  'requests.storage': '40T',
};

const claim = (namespace: string, name: string, mode: string, storage: string, storageClassName: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace },
  spec: { accessModes: [mode], resources: { requests: { storage } }, storageClassName },
});

const binding = (kind: string, metadata: object, role: string, mail: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind,
  metadata,
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: mail }],
});

/** Namespace, quota, two bindings, four claims and a network; two scratch claims, Service and Deployment. */
export function objectsOf(index: number, changed?: number): object[] {
  const uid = uidOf(index);
  const mail = mailOf(index, changed);
  const name = `${uid}-pytorch-starter`;
  const long = ['pvc-nfshome', 'gfs-sata-pvc', 'gfs-sata-share-pvc', 'gfs-nvme-pvc-share'].map((p) => `${p}-${uid}`);
  const scratch = [1, 2].map((n) => `pvc-rancher-localpath-${n}-${uid}-${name}`);
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: uid } },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota-cpu-mem-gpu-pvc', namespace: uid },
      spec: { hard: HARD },
    },
    binding('RoleBinding', { name: 'user-ns-binding', namespace: uid }, 'admin', mail),
    binding('ClusterRoleBinding', { name: `clusterrole-user-pv-${uid}` }, 'clusterrole-user-pv', mail),
    claim(uid, long[0], 'ReadWriteMany', '2T', 'nfs-users'),
    claim(uid, long[1], 'ReadWriteMany', '10T', 'kadalu.gfs-sata-users'),
    claim(uid, long[2], 'ReadWriteMany', '10T', 'kadalu.gfs-sata-share'),
    claim(uid, long[3], 'ReadWriteMany', '1T', 'kadalu.gfs-nvme-share'),
    {
      apiVersion: 'mellanox.com/v1alpha1',
      kind: 'IPoIBNetwork',
      metadata: { name: `ipoibnetwork-${uid}` },
      spec: { networkNamespace: uid, master: 'ibs121', ipam: IPAM },
    },
    claim(uid, scratch[0], 'ReadWriteOnce', '100Gi', 'rancher-local-path'),
    claim(uid, scratch[1], 'ReadWriteOnce', '100Gi', 'rancher-local-path'),
    service(uid, name),
    deployment(uid, name, long, scratch),
  ];
}

const APP = 'pytorch-starter';

function service(namespace: string, name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { app: APP, 'k8s.kuboard.cn/name': name } },
    spec: {
      type: 'NodePort',
      sessionAffinity: 'None',
      selector: { app: APP },
      ports: [{ name: `${name}-port`, port: 22, targetPort: 22, protocol: 'TCP' }],
    },
  };
}

function deployment(namespace: string, name: string, long: string[], scratch: string[]): object {
  const volume = (id: string, claimName: string) => ({ name: id, persistentVolumeClaim: { claimName } });
  const mount = (id: string, mountPath: string) => ({ name: id, mountPath });
  const container = {
    name: APP,
    image: 'registry.example:9443/share/pytorch:2.1.1-cuda12.1-cudnn8-runtime-ssh',
    imagePullPolicy: 'IfNotPresent',
    command: ['bash', '-c', '--'],
    args: ['while true; do sleep 30; done;'],
    resources: {
      limits: { cpu: '8', memory: '16Gi', 'nvidia.com/gpu': '1', 'rdma/rdma_shared_device_a': '1' },
      requests: { 'rdma/rdma_shared_device_a': '1' },
    },
    securityContext: { capabilities: { add: ['IPC_LOCK'] } },
    volumeMounts: [
      mount('nfshome', '/root'),
      mount('scratch1', '/scratch1'),
      mount('scratch2', '/scratch2'),
      mount('gfshome', '/gfshome'),
      mount('gfsshare', '/share'),
      mount('ssdshare', '/ssdshare'),
    ],
  };
  const pod = {
    securityContext: { runAsUser: 0, runAsGroup: 0 },
    nodeSelector: { 'gpu-model': 'RTX4090D' },
    containers: [container],
    volumes: [
      volume('nfshome', long[0]),
      volume('scratch1', scratch[0]),
      volume('scratch2', scratch[1]),
      volume('gfshome', long[1]),
      volume('gfsshare', long[2]),
      volume('ssdshare', long[3]),
    ],
  };
  const annotations = { 'k8s.v1.cni.cncf.io/networks': `ipoibnetwork-${namespace}` };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { app: APP } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: APP } },
      template: { metadata: { labels: { app: APP }, annotations }, spec: pod },
    },
  };
}
