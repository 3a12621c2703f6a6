/** One student and a chart with values, in TypeScript: what main.py says in Python. */
import { ApiObject } from 'cdk8s';
import { LabApp, LabChart, LabUserNamespace, QuotaProfile, Site, Values } from 'cdk8s-gpulab';

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
  addWeb(new LabChart(app, 'web'));
  app.synth();
}

function addWeb(chart: LabChart): void {
  const { values } = chart;
  const name = values.text('name', { description: 'Name.', defaultValue: 'web' });
  const port = values.integer('port', { description: 'Port.', defaultValue: 80, minimum: 1, maximum: 65535 });
  const debug = values.boolean('debug', { description: 'Say more.', defaultValue: false });
  const defaultValue = ['192.0.2.1', '192.0.2.2'];
  const addresses = values.stringList('addresses', { description: 'Addresses.', defaultValue });
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: name.lower().text, namespace: 'web' },
    spec: {
      selector: { app: `${name}-${port}` },
      ports: [{ name: 'http', port }],
      publishNotReadyAddresses: Values.when(debug, true),
      externalIPs: [Values.eachItem(addresses, addresses.current.text)],
    },
  });
}
