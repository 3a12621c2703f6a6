import type { ChartFacts } from '../chart-facts';

/** Source: rook/rook v1.20.6, deploy/charts/rook-ceph-cluster. */
export const ROOK_CEPH_CLUSTER: ChartFacts = {
  name: 'rook-ceph-cluster',
  version: 'v1.20.6',
  repository: 'https://charts.rook.io/release',
  namespace: 'rook-ceph',
  needs: ['rook-ceph'],
  // Checked as the objects below.
  openKeys: ['cephClusterSpec'],
  resources: [
    { values: 'cephClusterSpec', apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster' },
    { values: 'cephBlockPools[]', apiVersion: 'ceph.rook.io/v1', kind: 'CephBlockPool' },
    { values: 'cephFileSystems[]', apiVersion: 'ceph.rook.io/v1', kind: 'CephFilesystem' },
    { values: 'cephObjectStores[]', apiVersion: 'ceph.rook.io/v1', kind: 'CephObjectStore' },
  ],
  images: [
    '{cephImage.repository=quay.io/ceph/ceph}:{cephImage.tag=v20.2.4}',
    '{toolbox.image={toolbox.repository={cephImage.repository=quay.io/ceph/ceph}}:{toolbox.tag={cephImage.tag=v20.2.4}}} if {toolbox.enabled=false}',
  ],
};
