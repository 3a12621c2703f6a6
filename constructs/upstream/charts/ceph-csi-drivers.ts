import type { ChartFacts } from '../chart-facts';

/** Source: ceph/ceph-csi-operator v1.0.4, deploy/charts/ceph-csi-drivers. The repository is the one that Rook's documentation names. */
export const CEPH_CSI_DRIVERS: ChartFacts = {
  name: 'ceph-csi-drivers',
  version: '1.0.4',
  repository: 'https://ceph.github.io/ceph-csi-operator',
  namespace: 'rook-ceph',
  needs: ['rook-ceph'],
};
