import { Duration } from 'cdk8s';
import { Delivery, GpuMonitoring, GpuOperatorStack, LabApp } from 'cdk8s-gpulab';
import { grafanaAdmin, nic, storageClasses } from './site';

const app = new LabApp({ kubernetesVersion: '1.33', deliveries: [Delivery.script()] });

// Ceph: until its stack is here, the class is declared.
app.external.storageClass(storageClasses.block);

// Made by hand, before the installation: kubectl -n kube-prometheus-stack create secret generic ...
app.external.secret('kube-prometheus-stack', grafanaAdmin.secret);
const monitoring = new GpuMonitoring(app, 'monitoring', {
  grafanaAdmin,
  prometheusStorage: { storageClass: storageClasses.block, size: '200Gi' },
  grafanaStorage: { storageClass: storageClasses.block, size: '10Gi' },
  retention: Duration.days(30),
});

new GpuOperatorStack(app, 'gpu', { nic, monitoring });

app.synth();
