import type { ChartFacts } from '../chart-facts';

/** Source: rancher/local-path-provisioner v0.0.37, deploy/chart/local-path-provisioner; repository from its release workflow. */
export const LOCAL_PATH_PROVISIONER: ChartFacts = {
  name: 'local-path-provisioner',
  version: '0.0.37',
  repository: 'oci://ghcr.io/rancher/local-path-provisioner/charts',
  namespace: 'local-path-storage',
  kubernetes: '1.12',
  images: [
    '{image.repository=docker.io/rancher/local-path-provisioner}:{image.tag=v0.0.37}',
    '{helperImage.repository=docker.io/library/busybox}:{helperImage.tag=latest}',
  ],
};
