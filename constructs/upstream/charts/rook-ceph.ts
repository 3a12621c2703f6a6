import type { ChartFacts } from '../chart-facts';

/**
 * Source: rook/rook v1.20.6, deploy/charts/rook-ceph, and ceph/ceph-csi-operator v1.0.4, deploy/charts/ceph-csi-operator.
 *
 * Rook 1.20 is tested on Kubernetes 1.31 to 1.36 (Documentation/Getting-Started/Prerequisites); the chart does not insist.
 *
 * The images below `csi` end in the ConfigMap rook-csi-operator-image-set-configmap, which ceph-csi-drivers takes them from.
 */
export const ROOK_CEPH: ChartFacts = {
  name: 'rook-ceph',
  version: 'v1.20.6',
  repository: 'https://charts.rook.io/release',
  namespace: 'rook-ceph',
  definitions: [
    'cephblockpoolradosnamespaces.ceph.rook.io',
    'cephblockpools.ceph.rook.io',
    'cephbucketnotifications.ceph.rook.io',
    'cephbuckettopics.ceph.rook.io',
    'cephclients.ceph.rook.io',
    'cephclusters.ceph.rook.io',
    'cephconnections.csi.ceph.io',
    'cephcosidrivers.ceph.rook.io',
    'cephfilesystemmirrors.ceph.rook.io',
    'cephfilesystems.ceph.rook.io',
    'cephfilesystemsubvolumegroups.ceph.rook.io',
    'cephnfses.ceph.rook.io',
    'cephnvmeofgateways.ceph.rook.io',
    'cephobjectrealms.ceph.rook.io',
    'cephobjectstoreaccounts.ceph.rook.io',
    'cephobjectstores.ceph.rook.io',
    'cephobjectstoreusers.ceph.rook.io',
    'cephobjectzonegroups.ceph.rook.io',
    'cephobjectzones.ceph.rook.io',
    'cephrbdmirrors.ceph.rook.io',
    'clientprofilemappings.csi.ceph.io',
    'clientprofiles.csi.ceph.io',
    'drivers.csi.ceph.io',
    'objectbucketclaims.objectbucket.io',
    'objectbuckets.objectbucket.io',
    'operatorconfigs.csi.ceph.io',
  ],
  largeDefinitions: true,
  images: [
    '{image.repository=docker.io/rook/ceph}:{image.tag=v1.20.6}',
    '{csi.cephcsi.repository=quay.io/cephcsi/cephcsi}:{csi.cephcsi.tag=v3.17.0}',
    '{csi.registrar.repository=registry.k8s.io/sig-storage/csi-node-driver-registrar}:{csi.registrar.tag=v2.17.0}',
    '{csi.provisioner.repository=registry.k8s.io/sig-storage/csi-provisioner}:{csi.provisioner.tag=v6.2.0}',
    '{csi.snapshotter.repository=registry.k8s.io/sig-storage/csi-snapshotter}:{csi.snapshotter.tag=v8.5.0}',
    '{csi.attacher.repository=registry.k8s.io/sig-storage/csi-attacher}:{csi.attacher.tag=v4.12.0}',
    '{csi.resizer.repository=registry.k8s.io/sig-storage/csi-resizer}:{csi.resizer.tag=v2.1.0}',
    '{csi.csiAddons.repository=quay.io/csiaddons/k8s-sidecar}:{csi.csiAddons.tag=v0.14.0}',
    '{ceph-csi-operator.controllerManager.manager.image.repository=quay.io/cephcsi/ceph-csi-operator}:{ceph-csi-operator.controllerManager.manager.image.tag=v1.0.4} if {csi.installCsiOperator=true}',
  ],
};
