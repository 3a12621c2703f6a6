import type { Construct, IConstruct } from 'constructs';
import type { GpuMonitoring } from '../../../gpu/gpu-monitoring';
import { GpuOperatorStack } from '../../../gpu/gpu-operator-stack';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';
import type { ProviderGpu } from '../../cluster/provider-gpu';

/**
 * The chart asks for labels of Node Feature Discovery, which it brings only with `gfd`: without them its pods are on no node, and Helm is
 * content. On a node without a card the plugin waits (values.yaml of nvidia-device-plugin 0.20.0).
 */
const ON_EVERY_NODE = { affinity: null, failOnInitError: false };

export function makeGpu(
  scope: Construct,
  gpu: ProviderGpu,
  monitoring: GpuMonitoring | undefined,
): IConstruct | undefined {
  if (gpu._existing) return undefined;
  if (!gpu._operator) {
    return new UpstreamRelease(scope, 'gpu', { chart: UpstreamChart.NVIDIA_DEVICE_PLUGIN, values: ON_EVERY_NODE });
  }
  // The exporter asks for no GPU and newer tasks choose theirs: both see cards by the variable NVIDIA_VISIBLE_DEVICES.
  return new GpuOperatorStack(scope, 'gpu', { devicesByVariable: true, monitoring, ...gpu._operator });
}
