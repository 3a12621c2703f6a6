import type { ChartFacts } from '../chart-facts';

/**
 * Source: NVIDIA/k8s-device-plugin v0.20.0, deployments/helm/nvidia-device-plugin.
 *
 * The chart refuses the namespace "default".
 */
export const NVIDIA_DEVICE_PLUGIN: ChartFacts = {
  name: 'nvidia-device-plugin',
  version: '0.20.0',
  repository: 'https://nvidia.github.io/k8s-device-plugin',
  namespace: 'nvidia-device-plugin',
  kubernetes: '1.10',
  embeds: [{ chart: 'node-feature-discovery', condition: 'gfd.enabled', isDefault: false }],
  excludes: [{ what: 'nvidia.com/gpu', condition: 'devicePlugin.enabled', nodeSelector: 'nodeSelector' }],
  images: [
    '{image.repository=nvcr.io/nvidia/k8s-device-plugin}:{image.tag=v0.20.0}',
    '{nfd.image.repository=registry.k8s.io/nfd/node-feature-discovery}:{nfd.image.tag=v0.19.0} if {nfd.enabled={gfd.enabled=false}}',
  ],
};
