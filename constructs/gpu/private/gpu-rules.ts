import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import type { ContainerRuntime } from '../container-runtime';
import type { GpuDriver } from '../gpu-driver';
import { type Mig, MigStrategy } from '../mig';
import type { SharedGpu, TimeSlicing } from '../time-slicing';
import type { DriverChoice } from './gpu-operator-values';
import type { NicPolicyInFull } from './nic-cluster-policy';
import { RESOURCE } from './nic-rules';

/** Version of a driver, as "535.104.05". */
const DRIVER_VERSION = /^\d+(?:\.\d+)+(?:-[0-9A-Za-z.-]+)?$/;

/** An absolute path on a host. */
const PATH = /^\/[^\s:]+$/;

/** A share of a card, or of a slice: with its domain. */
const EXTENDED_RESOURCE = /^nvidia\.com\/(.+)$/;

/** The driver with what the network says about it; undefined where the hosts bring it. */
export function driverChoice(
  rules: Rules,
  driver: GpuDriver,
  nic: NicPolicyInFull | undefined,
): DriverChoice | undefined {
  const options = driver._options;
  if (!options) return undefined;
  const { version } = options;
  if (version !== undefined) rules.matching('driver.version', version, DRIVER_VERSION, 'a version, as "535.104.05"');
  const rdma = options.rdma ?? nic !== undefined;
  const isOnHosts = nic !== undefined && nic.driver._options === undefined;
  const useHostMofed = options.useHostMofed ?? isOnHosts;
  const isInContainer = nic?.driver._options !== undefined;
  if (rdma && !useHostMofed && !isInContainer) {
    // Source: facts threek.md 6.3, from the driver's init container mofed-validation.
    const message = 'driver.rdma waits on nodes with Mellanox cards for a network driver that nobody brings';
    const hint = 'give nic, or useHostMofed if the hosts have it, or set rdma to false';
    rules.error('GPULAB2501', message, 'driver.rdma', hint);
  }
  if (useHostMofed && isInContainer) {
    const message =
      'driver.useHostMofed says that the hosts have the network driver, and nic.driver that the operator brings it';
    rules.error(
      'GPULAB2502',
      message,
      'driver.useHostMofed',
      'leave useHostMofed out, or take NicDriver.preinstalled()',
    );
  }
  return { version, rdma, useHostMofed };
}

/** Paths that a program may have given. */
export function runtimeRules(rules: Rules, { configFile, socket }: ContainerRuntime): void {
  rules.matching('containerRuntime.configFile', configFile, PATH, 'an absolute path');
  rules.matching('containerRuntime.socket', socket, PATH, 'an absolute path');
}

export function migRules(rules: Rules, mig: Mig): void {
  if (!rules.object('mig', mig)) return;
  const known: readonly string[] = Object.values(MigStrategy);
  if (!known.includes(mig.strategy)) {
    const message = `mig.strategy ${quoted(mig.strategy)} is none of ${known.join(', ')}`;
    rules.error('GPULAB2203', message, 'mig.strategy');
  }
  if (mig.configMap !== undefined) rules.subdomain('mig.configMap', mig.configMap);
}

export function timeSlicingRules(rules: Rules, timeSlicing: TimeSlicing): void {
  const key = 'devicePlugin.timeSlicing';
  if (!rules.object(key, timeSlicing)) return;
  const { everywhere, byLabel = {} } = timeSlicing;
  if (everywhere) sharedGpuRules(rules, `${key}.everywhere`, everywhere);
  if (!rules.object(`${key}.byLabel`, byLabel)) return;
  const labels = Object.entries(byLabel);
  for (const [label, shared] of labels) {
    const where = `${key}.byLabel[${quoted(label)}]`;
    rules.labelValue(`${key}.byLabel`, label);
    if (label === 'any') rules.error('GPULAB2204', `${where} is the name of what holds everywhere`, where);
    sharedGpuRules(rules, where, shared);
  }
  if (!everywhere && labels.length === 0) {
    rules.error('GPULAB2509', `${key} says nothing`, key, 'give everywhere or byLabel, or leave timeSlicing out');
  }
}

function sharedGpuRules(rules: Rules, key: string, shared: SharedGpu): void {
  if (!rules.object(key, shared)) return;
  rules.whole(`${key}.replicas`, shared.replicas, 2);
  if (shared.resource === undefined) return;
  const name = EXTENDED_RESOURCE.exec(String(shared.resource))?.[1] ?? '';
  if (!rules.text(`${key}.resource`, shared.resource) || RESOURCE.test(name)) return;
  const message = `${key}.resource ${quoted(shared.resource)} is no resource of NVIDIA, as "nvidia.com/mig-1g.5gb"`;
  rules.error('GPULAB2203', message, `${key}.resource`);
}
