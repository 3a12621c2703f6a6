import type { Construct, IConstruct } from 'constructs';
import type { GpuMonitoring } from '../../../gpu/gpu-monitoring';
import { GpuOperatorStack } from '../../../gpu/gpu-operator-stack';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';
import type { ProviderGpu } from '../../cluster/provider-gpu';

export function makeGpu(
  scope: Construct,
  gpu: ProviderGpu,
  monitoring: GpuMonitoring | undefined,
): IConstruct | undefined {
  if (gpu._existing) return undefined;
  if (!gpu._operator) return new UpstreamRelease(scope, 'gpu', { chart: UpstreamChart.NVIDIA_DEVICE_PLUGIN });
  // The exporter asks for no GPU and newer tasks choose theirs: both see cards by the variable NVIDIA_VISIBLE_DEVICES.
  return new GpuOperatorStack(scope, 'gpu', { devicesByVariable: true, monitoring, ...gpu._operator });
}
