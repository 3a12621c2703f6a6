import type { ChartFacts } from '../chart-facts';

/** Source: NVIDIA/gpu-operator v26.7.0, deployments/gpu-operator. */
export const GPU_OPERATOR: ChartFacts = {
  name: 'gpu-operator',
  version: 'v26.7.0',
  repository: 'https://helm.ngc.nvidia.com/nvidia',
  namespace: 'gpu-operator',
  needs: ['node-feature-discovery'],
  embeds: [{ chart: 'node-feature-discovery', condition: 'nfd.enabled', isDefault: true }],
  definitions: [
    'clusterpolicies.nvidia.com',
    'computedomaincliques.resource.nvidia.com',
    'computedomains.resource.nvidia.com',
    'gpuclusters.nvidia.com',
    'nvidiadrivers.nvidia.com',
  ],
};
