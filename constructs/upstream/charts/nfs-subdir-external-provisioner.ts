import type { ChartFacts } from '../chart-facts';

/**
 * Source: kubernetes-sigs/nfs-subdir-external-provisioner nfs-subdir-external-provisioner-4.0.18, charts/nfs-subdir-external-provisioner.
 *
 * Upstream names no namespace; it is called like the chart.
 */
export const NFS_SUBDIR_EXTERNAL_PROVISIONER: ChartFacts = {
  name: 'nfs-subdir-external-provisioner',
  version: '4.0.18',
  repository: 'https://kubernetes-sigs.github.io/nfs-subdir-external-provisioner',
  namespace: 'nfs-subdir-external-provisioner',
  kubernetes: '1.9',
  images: ['{image.repository=registry.k8s.io/sig-storage/nfs-subdir-external-provisioner}:{image.tag=v4.0.2}'],
};
