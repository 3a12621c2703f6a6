import type { ChartFacts } from '../chart-facts';

/** Source: kubernetes-sigs/node-feature-discovery v0.19.0, deployment/helm/node-feature-discovery. */
export const NODE_FEATURE_DISCOVERY: ChartFacts = {
  name: 'node-feature-discovery',
  version: '0.19.0',
  repository: 'oci://registry.k8s.io/nfd/charts',
  namespace: 'node-feature-discovery',
  definitions: [
    'nodefeaturegroups.nfd.k8s-sigs.io',
    'nodefeaturerules.nfd.k8s-sigs.io',
    'nodefeatures.nfd.k8s-sigs.io',
  ],
  images: ['{image.repository=registry.k8s.io/nfd/node-feature-discovery}:{image.tag=v0.19.0}'],
};
