import { ApiObject } from 'cdk8s';
import { Inventory, Lab, LabApp, LabChart, QuotaProfile, Roster, Site } from 'cdk8s-gpulab';

/** Objects of a platform that every student's chart depends on, if it is asked for. */
const PLATFORM_OBJECTS = 50;

const claim = (volume: string, claimPrefix: string, storageClass: string, size: string, mountPath: string) => ({
  volume,
  claimPrefix,
  storageClass,
  size,
  mountPath,
  optional: volume !== 'nfshome',
});

const site = new Site({
  gpuNodeLabel: 'gpu-model',
  gpuModels: ['RTX4090D'],
  defaultImage: 'registry.example:9443/share/pytorch:2.1.1-cuda12.1-cudnn8-runtime-ssh',
  studentRole: 'admin',
  clusterRoles: ['clusterrole-user-pv'],
  serviceNameLabel: 'k8s.kuboard.cn/name',
  claims: [
    claim('nfshome', 'pvc-nfshome', 'nfs-users', '2T', '/root'),
    claim('gfshome', 'gfs-sata-pvc', 'kadalu.gfs-sata-users', '10T', '/gfshome'),
    claim('gfsshare', 'gfs-sata-share-pvc', 'kadalu.gfs-sata-share', '10T', '/share'),
    claim('ssdshare', 'gfs-nvme-pvc-share', 'kadalu.gfs-nvme-share', '1T', '/ssdshare'),
  ],
  scratch: {
    volume: 'scratch',
    claimPrefix: 'pvc-rancher-localpath',
    storageClass: 'rancher-local-path',
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
});

const app = new LabApp();
for (const { storageClass } of [...site.claims, site.scratch!]) app.external.storageClass(storageClass);
app.external.clusterRole('clusterrole-user-pv');

const lab = new Lab(app, 'students', {
  site,
  roster: Roster.fromFile(process.env.ROSTER!),
  inventory: Inventory.fromFile('inventory.yaml'),
  profiles: {
    course: {
      quota: QuotaProfile.student(),
      starter: { baseName: 'pytorch', gpuModel: 'RTX4090D', gpus: 1, infiniband: true },
    },
  },
});

if (process.env.PLATFORM) {
  const platform = new LabChart(app, 'platform');
  for (let i = 0; i < PLATFORM_OBJECTS; i++) {
    const metadata = { name: `setting-${i}`, namespace: 'default' };
    new ApiObject(platform, `setting-${i}`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { value: String(i) },
    });
  }
  for (const { uid } of lab.students) lab.chartOf(uid)!.addDependency(platform);
}
app.synth();
