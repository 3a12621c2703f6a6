import type { ChartFacts } from '../chart-facts';

/** Source: Mellanox/network-operator v26.4.1, deployment/network-operator. */
export const NETWORK_OPERATOR: ChartFacts = {
  name: 'network-operator',
  version: '26.4.1',
  repository: 'https://helm.ngc.nvidia.com/nvidia',
  namespace: 'network-operator',
  needs: ['node-feature-discovery'],
  embeds: [{ chart: 'node-feature-discovery', condition: 'nfd.enabled', isDefault: true }],
  definitions: [
    'hostdevicenetworks.mellanox.com',
    'ipoibnetworks.mellanox.com',
    'macvlannetworks.mellanox.com',
    'nicclusterpolicies.mellanox.com',
    'nicnodepolicies.mellanox.com',
  ],
};
