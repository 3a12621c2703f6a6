/** One student, in TypeScript: what main.py says in Python. */
import { LabApp, LabChart, LabUserNamespace, QuotaProfile, Site } from 'cdk8s-gpulab';

export function synthesise(outdir: string): void {
  const site = new Site({
    gpuNodeLabel: 'gpu-model',
    gpuModels: ['RTX4090D'],
    defaultImage: 'registry.example.org/lab/base:1',
    studentRole: 'admin',
    claims: [{ volume: 'home', claimPrefix: 'pvc-home', storageClass: 'nfs', size: '2T', mountPath: '/root' }],
    infiniband: {
      master: 'ibs121',
      range: '192.168.0.0/16',
      gateway: '192.168.0.1',
      resource: 'rdma/rdma_shared_device_a',
      kubeconfig: '/etc/cni/net.d/whereabouts.kubeconfig',
    },
  });
  const app = new LabApp({ outdir });
  app.external.storageClass('nfs');
  new LabUserNamespace(new LabChart(app, 'zhang3'), 'namespace', {
    site,
    uid: 'zhang3',
    mail: 'zhang3@example.org',
    quota: QuotaProfile.student({ gpus: 2, others: { 'count/services': '20' } }),
  });
  app.synth();
}
