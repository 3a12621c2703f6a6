import {
  AccessKey,
  ImageMirror,
  InstallSecret,
  LabApp,
  MirrorLayout,
  ThreeKCluster,
  ThreeKStorage,
  ThreeKVariant,
} from 'cdk8s-gpulab';
import { kubeKey, nic, storageDevices, storageNodes } from './site';

// No way out: every image comes from the registry on master1, where kk puts all of them into one project, and every chart.
const app = new LabApp({
  kubernetesVersion: '1.33',
  imageMirror: ImageMirror.of('dockerhub.kubekey.local/kubesphereio', { layout: MirrorLayout.FLAT }),
  chartMirror: 'oci://dockerhub.kubekey.local/charts',
});

// Made by hand, before the installation: kubectl -n kube-prometheus-stack create secret generic ...
app.external.secret('kube-prometheus-stack', 'grafana-admin');

new ThreeKCluster(app, 'threek', {
  variant: ThreeKVariant.CURRENT,
  kubeKey,
  artifact: '/opt/3k/packages/3k.tar.gz',
  gpu: { nic },
  storage: ThreeKStorage.ceph({ nodes: storageNodes, devices: storageDevices }),
  training: { gangScheduling: true },
  operator: { accessKey: AccessKey.atInstall(InstallSecret.environment('CPOD_ACCESS_KEY')) },
});

app.synth();
