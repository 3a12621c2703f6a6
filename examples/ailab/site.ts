import { Site } from 'cdk8s-gpulab';

/** Registries of the campus: images of the cluster's own services, and the mirror that nodes pull from. */
const SERVICE_IMAGES = 'harbor.ai.iiis.co:9443/deploy';
const STUDENT_IMAGES = 'harbor-local.ai.iiis.co';

/** Images that the program names. */
export const images = {
  localPathProvisioner: `${SERVICE_IMAGES}/rancher/local-path-provisioner:v0.0.26`,
  busybox: `${SERVICE_IMAGES}/library/busybox:1.36.1`,
  pause: `${SERVICE_IMAGES}/library/pause:3.9`,
  course: `${STUDENT_IMAGES}/llm-course/lab-cpu:latest`,
  pytorch: `${STUDENT_IMAGES}/share/pytorch/pytorch:2.1.1-cuda12.1-cudnn8-runtime-ssh`,
  jupyter: `${STUDENT_IMAGES}/share/jupyter/pytorch-notebook:cuda12-ssh`,
};

/** Class of the disks inside the nodes; `cluster.ts` makes it. The other classes are there already. */
export const SCRATCH_CLASS = 'rancher-local-path';

/** Rights on the whole cluster that a student needs to see the own volumes; `cluster.ts` makes the role. */
export const VOLUME_VIEWER_ROLE = 'clusterrole-user-pv';

/** This campus. */
export const site = new Site({
  gpuNodeLabel: 'gpu-model',
  gpuModels: ['RTX4090D', 'RTX4090', 'RTX3090'],
  defaultImage: images.course,
  studentRole: 'admin',
  clusterRoles: [VOLUME_VIEWER_ROLE],
  serviceNameLabel: 'k8s.kuboard.cn/name',
  reservedNamespaces: ['admin-helm', 'cert-manager', 'ingress-nginx', 'lab-system', 'local-path-storage'],
  claims: [
    {
      volume: 'nfshome',
      claimPrefix: 'pvc-nfshome',
      storageClass: 'nfs-users',
      size: '2T',
      mountPath: '/root',
    },
    {
      volume: 'gfshome',
      claimPrefix: 'gfs-sata-pvc',
      storageClass: 'kadalu.gfs-sata-users',
      size: '10T',
      mountPath: '/gfshome',
      optional: true,
    },
    {
      volume: 'gfsshare',
      claimPrefix: 'gfs-sata-share-pvc',
      storageClass: 'kadalu.gfs-sata-share',
      size: '10T',
      mountPath: '/share',
      optional: true,
    },
    {
      volume: 'ssdshare',
      claimPrefix: 'gfs-nvme-pvc-share',
      storageClass: 'kadalu.gfs-nvme-share',
      size: '1T',
      mountPath: '/ssdshare',
      optional: true,
    },
  ],
  scratch: {
    volume: 'scratch',
    claimPrefix: 'pvc-rancher-localpath',
    storageClass: SCRATCH_CLASS,
    size: '100Gi',
    count: 2,
  },
  infiniband: {
    master: 'ibs121',
    range: '192.168.0.0/16',
    gateway: '192.168.0.1',
    resource: 'rdma/rdma_shared_device_a',
    kubeconfig: '/etc/cni/net.d/whereabouts.d/whereabouts.kubeconfig',
    logFile: '/var/log/whereabouts.log',
    logLevel: 'info',
  },
  ingress: {
    className: 'nginx',
    clusterIssuer: 'letsencrypt-prod',
    tlsSecret: 'passwd-tls',
  },
});
