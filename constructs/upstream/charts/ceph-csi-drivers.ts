import type { ChartFacts } from '../chart-facts';

const OWN = 'if {operatorConfig.driverSpecDefaults.imageSet.name=} is not rook-csi-operator-image-set-configmap';

/**
 * Source: ceph/ceph-csi-operator v1.0.4, deploy/charts/ceph-csi-drivers; images from internal/controller/defaults.go.
 *
 * No value has an image: they come from the ConfigMap that `operatorConfig.driverSpecDefaults.imageSet.name` names, with Rook
 * rook-csi-operator-image-set-configmap; without one the operator has its own.
 */
export const CEPH_CSI_DRIVERS: ChartFacts = {
  name: 'ceph-csi-drivers',
  version: '1.0.4',
  repository: 'https://ceph.github.io/ceph-csi-operator',
  namespace: 'rook-ceph',
  needs: ['rook-ceph'],
  images: [
    `quay.io/cephcsi/cephcsi:v3.17.0 ${OWN}`,
    `quay.io/csiaddons/k8s-sidecar:v0.14.0 ${OWN}`,
    `registry.k8s.io/sig-storage/csi-attacher:v4.12.0 ${OWN}`,
    `registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.17.0 ${OWN}`,
    `registry.k8s.io/sig-storage/csi-provisioner:v6.2.0 ${OWN}`,
    `registry.k8s.io/sig-storage/csi-resizer:v2.1.0 ${OWN}`,
    `registry.k8s.io/sig-storage/csi-snapshotter:v8.5.0 ${OWN}`,
  ],
};
