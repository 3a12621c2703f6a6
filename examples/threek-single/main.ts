import {
  AccessKey,
  CephDevices,
  InstallSecret,
  LabApp,
  ThreeKCluster,
  ThreeKStorage,
  ThreeKVariant,
} from 'cdk8s-gpulab';

// One machine with GPUs that is everything: to try the platform out. Its data has no copy.
const app = new LabApp({ kubernetesVersion: '1.33' });

// Made by hand, before the installation: kubectl -n kube-prometheus-stack create secret generic ...
app.external.secret('kube-prometheus-stack', 'grafana-admin');

new ThreeKCluster(app, 'threek', {
  variant: ThreeKVariant.CURRENT,
  kubeKey: {
    hosts: [{ name: 'gpu1', address: '192.168.1.1' }],
    roleGroups: { controlPlane: ['gpu1'], worker: ['gpu1'] },
  },
  // No InfiniBand: one node has nobody to talk to.
  gpu: {},
  storage: ThreeKStorage.ceph({ nodes: ['gpu1'], devices: CephDevices.matching('^nvme[1-9]n1$'), singleNode: true }),
  operator: { accessKey: AccessKey.atInstall(InstallSecret.environment('CPOD_ACCESS_KEY')) },
});

app.synth();
