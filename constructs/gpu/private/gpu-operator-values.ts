import type { Mapping } from '../../core/values/private/coalesce';
import type { ContainerRuntime } from '../container-runtime';
import type { OperatorDevicePluginOptions } from '../gpu-device-plugin';
import { GpuMetrics } from '../gpu-metrics';
import type { Mig } from '../mig';
import type { ChartVersion } from './chart-version';
import { given } from './given';
import { EVERYWHERE, TIME_SLICING_CONFIG } from './time-slicing-config';

/** Runtime class and name of the runtime that the toolkit adds to containerd. */
const RUNTIME_CLASS = 'nvidia';

/** What the values are made of. */
export interface GpuOperatorChoices {
  readonly driver: DriverChoice | undefined;
  readonly containerRuntime: ContainerRuntime;
  readonly devicePlugin: OperatorDevicePluginOptions | undefined;
  readonly metrics: GpuMetrics;
  readonly mig?: Mig;
  readonly cdi?: boolean;
}

/** A driver that the operator brings. */
export interface DriverChoice {
  readonly version?: string;
  readonly rdma: boolean;
  readonly useHostMofed: boolean;
}

/** Values that every version has. */
export function gpuOperatorValues(choices: GpuOperatorChoices): Mapping {
  const { driver, containerRuntime, devicePlugin, metrics, mig, cdi } = choices;
  return {
    nfd: { enabled: false },
    // The ClusterPolicy goes with the release; else it would keep drivers on nodes that nobody looks after.
    operator: { cleanupCRD: true },
    driver: driver ? driverValues(driver) : { enabled: false },
    toolkit: { env: toolkitEnvironment(containerRuntime) },
    devicePlugin: devicePluginValues(devicePlugin),
    dcgmExporter: {
      enabled: metrics !== GpuMetrics.NONE,
      serviceMonitor: { enabled: metrics === GpuMetrics.SERVICE_MONITOR },
    },
    ...(mig && {
      mig: { strategy: mig.strategy },
      ...(mig.configMap !== undefined && { migManager: { config: { name: mig.configMap } } }),
    }),
    ...(cdi !== undefined && { cdi: { enabled: cdi } }),
  };
}

/** Keys that the pinned version does not know any more: it finds the runtime by itself since version 25.3. */
export const oldGpuOperatorValues = (chart: ChartVersion): Mapping =>
  chart.isAtLeast(25, 3) ? {} : { operator: { defaultRuntime: 'containerd' } };

const driverValues = ({ version, rdma, useHostMofed }: DriverChoice): Mapping => ({
  enabled: true,
  ...given({ version }),
  rdma: { enabled: rdma, useHostMofed },
});

/** Values of an environment are texts: a YAML boolean would be refused. */
const toolkitEnvironment = ({ configFile, socket, isDefault }: ContainerRuntime): Mapping[] => [
  { name: 'CONTAINERD_CONFIG', value: configFile },
  { name: 'CONTAINERD_SOCKET', value: socket },
  { name: 'CONTAINERD_RUNTIME_CLASS', value: RUNTIME_CLASS },
  { name: 'CONTAINERD_SET_AS_DEFAULT', value: String(isDefault) },
];

function devicePluginValues(options: OperatorDevicePluginOptions | undefined): Mapping {
  if (!options) return { enabled: false };
  const { timeSlicing } = options;
  if (!timeSlicing) return { enabled: true };
  return { enabled: true, config: { name: TIME_SLICING_CONFIG, default: timeSlicing.everywhere ? EVERYWHERE : '' } };
}
