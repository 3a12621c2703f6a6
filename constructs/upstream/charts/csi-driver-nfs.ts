import type { ChartFacts } from '../chart-facts';

/** Source: kubernetes-csi/csi-driver-nfs v4.13.4, charts/v4.13.4/csi-driver-nfs. */
export const CSI_DRIVER_NFS: ChartFacts = {
  name: 'csi-driver-nfs',
  version: '4.13.4',
  repository: 'https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts',
  namespace: 'kube-system',
  images: [
    '{image.nfs.repository=registry.k8s.io/sig-storage/nfsplugin}:{image.nfs.tag=v4.13.4}',
    '{image.baseRepo=registry.k8s.io}{image.csiProvisioner.repository=/sig-storage/csi-provisioner}:{image.csiProvisioner.tag=v6.3.0}',
    '{image.baseRepo=registry.k8s.io}{image.csiResizer.repository=/sig-storage/csi-resizer}:{image.csiResizer.tag=v2.2.0}',
    '{image.baseRepo=registry.k8s.io}{image.csiSnapshotter.repository=/sig-storage/csi-snapshotter}:{image.csiSnapshotter.tag=v8.6.0}',
    '{image.baseRepo=registry.k8s.io}{image.livenessProbe.repository=/sig-storage/livenessprobe}:{image.livenessProbe.tag=v2.19.0}',
    '{image.baseRepo=registry.k8s.io}{image.nodeDriverRegistrar.repository=/sig-storage/csi-node-driver-registrar}:{image.nodeDriverRegistrar.tag=v2.17.0}',
    '{image.baseRepo=registry.k8s.io}{image.externalSnapshotter.repository=/sig-storage/snapshot-controller}:{image.externalSnapshotter.tag=v8.6.0} if {externalSnapshotter.enabled=false}',
  ],
};
