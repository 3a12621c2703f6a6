import { Duration } from 'cdk8s';
import { GpuMonitoring, GpuOperatorStack, LabApp } from 'cdk8s-gpulab';
import { deliveries } from './deliveries';
import { grafanaAdmin, nic, storageNodes } from './site';
import { addStorage } from './storage';

const app = new LabApp({ kubernetesVersion: '1.33', deliveries });

const ceph = addStorage(app, storageNodes);

// Made by hand, before the installation: kubectl -n kube-prometheus-stack create secret generic ...
app.external.secret('kube-prometheus-stack', grafanaAdmin.secret);
const monitoring = new GpuMonitoring(app, 'monitoring', {
  grafanaAdmin,
  prometheusStorage: { storageClass: ceph.blockStorageClass, size: '200Gi' },
  grafanaStorage: { storageClass: ceph.blockStorageClass, size: '10Gi' },
  retention: Duration.days(30),
});

new GpuOperatorStack(app, 'gpu', { nic, monitoring });

app.synth();
