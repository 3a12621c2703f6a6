import type { Mapping } from '../../core/private/mapping';
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

  /** May an unprivileged container choose GPUs by a variable? */
  readonly devicesByVariable: boolean;
  readonly gpuOperator: { readonly version: ChartVersion };
}

/** A driver that the operator brings. */
export interface DriverChoice {
  readonly version?: string;
  readonly rdma: boolean;
  readonly useHostMofed: boolean;
}

/** Values that every version has. */
export function gpuOperatorValues(choices: GpuOperatorChoices): Mapping {
  const { driver, metrics, mig, cdi } = choices;
  return {
    nfd: { enabled: false },
    // The ClusterPolicy goes with the release; else it would keep drivers on nodes that nobody looks after.
    operator: { cleanupCRD: true },
    driver: driver ? driverValues(driver) : { enabled: false },
    toolkit: { env: toolkitEnvironment(choices) },
    devicePlugin: devicePluginValues(choices),
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

/** Is CDI what the chart does by default? Until then the device plugin names GPUs to the toolkit by a variable. */
export const hasCdiByDefault = (version: ChartVersion): boolean => version.isAtLeast(25, 10);

/**
 * Values of an environment are texts: a YAML boolean would be refused.
 *
 * The last two keep containers from GPUs that the scheduler gave to others. Both go together: the first refuses the variable, the
 * second lets the device plugin name GPUs by mounts, which takes a path of the host (NVIDIA/gpu-operator issue 700, and "Read list
 * of GPU devices from volume mounts instead of NVIDIA_VISIBLE_DEVICES" of NVIDIA).
 */
function toolkitEnvironment({ containerRuntime, devicesByVariable }: GpuOperatorChoices): Mapping[] {
  const { configFile, socket, isDefault } = containerRuntime;
  return [
    { name: 'CONTAINERD_CONFIG', value: configFile },
    { name: 'CONTAINERD_SOCKET', value: socket },
    { name: 'CONTAINERD_RUNTIME_CLASS', value: RUNTIME_CLASS },
    { name: 'CONTAINERD_SET_AS_DEFAULT', value: String(isDefault) },
    { name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED', value: String(devicesByVariable) },
    { name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS', value: String(!devicesByVariable) },
  ];
}

function devicePluginValues(choices: GpuOperatorChoices): Mapping {
  const { devicePlugin: options, devicesByVariable, cdi, gpuOperator } = choices;
  if (!options) return { enabled: false };
  const { timeSlicing } = options;
  // With CDI the operator sets the strategy itself.
  const isByMounts = !devicesByVariable && !(cdi ?? hasCdiByDefault(gpuOperator.version));
  return {
    enabled: true,
    ...(isByMounts && { env: [{ name: 'DEVICE_LIST_STRATEGY', value: 'volume-mounts' }] }),
    ...(timeSlicing && {
      config: { name: TIME_SLICING_CONFIG, default: timeSlicing.everywhere ? EVERYWHERE : '' },
    }),
  };
}
