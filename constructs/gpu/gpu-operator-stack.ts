import { Construct } from 'constructs';
import { recordCall, withinOurs } from '../core/private/place';
import { hasError } from '../core/rules/problem';
import { report, reportLate } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import { answersFor } from '../upstream/private/exclusions';
import type { ContainerRuntime } from './container-runtime';
import type { GpuDevicePlugin } from './gpu-device-plugin';
import type { GpuDriver } from './gpu-driver';
import type { GpuMetrics } from './gpu-metrics';
import type { GpuMonitoring } from './gpu-monitoring';
import type { Mig } from './mig';
import type { NicPolicy } from './nic-policy';
import { otherDevicePlugins } from './private/device-plugins';
import { makeStack } from './private/stack';
import { choicesOf } from './private/stack-choices';

/** Versions of the charts. All of one time: their operators were tested together. */
export interface GpuOperatorVersions {
  /**
   * Of node-feature-discovery, as "0.14.1".
   * @default - the pinned one
   */
  readonly nodeFeatureDiscovery?: string;

  /**
   * Of gpu-operator, as "v23.6.1".
   * @default - the pinned one
   */
  readonly gpuOperator?: string;

  /**
   * Of network-operator, as "23.7.0". Up to 24.7 the chart makes the NicClusterPolicy of its values, from 24.10 on the stack does.
   * @default - the pinned one
   */
  readonly networkOperator?: string;
}

/** Values for each of the charts. */
export interface GpuOperatorValues {
  /**
   * For node-feature-discovery.
   * @default - none
   */
  readonly nodeFeatureDiscovery?: { [key: string]: any };

  /**
   * For gpu-operator.
   * @default - none
   */
  readonly gpuOperator?: { [key: string]: any };

  /**
   * For network-operator.
   * @default - none
   */
  readonly networkOperator?: { [key: string]: any };
}

/** Properties of a `GpuOperatorStack`. */
export interface GpuOperatorStackProps {
  /**
   * Who brings the kernel driver of the GPUs.
   * @default GpuDriver.container()
   */
  readonly driver?: GpuDriver;

  /**
   * The containerd of the nodes.
   * @default ContainerRuntime.containerd()
   */
  readonly containerRuntime?: ContainerRuntime;

  /**
   * Who offers GPUs to the scheduler.
   * @default GpuDevicePlugin.operator()
   */
  readonly devicePlugin?: GpuDevicePlugin;

  /**
   * Slices of GPUs.
   * @default - those of the chart: all slices of a node are of one size, and no GPU is cut before a node's label says so
   */
  readonly mig?: Mig;

  /**
   * Are devices given to containers by the Container Device Interface?
   * @default - as the chart says: since version 25.10 yes
   */
  readonly cdi?: boolean;

  /**
   * May an unprivileged container choose GPUs by the variable NVIDIA_VISIBLE_DEVICES, past the scheduler? Images of CUDA set it to
   * `all`. Device plugins of others (HAMi, the plain one) give GPUs by this variable.
   * @default false with the operator's device plugin alone; true with another, and with `cdi: true` before version 25.10
   */
  readonly devicesByVariable?: boolean;

  /**
   * InfiniBand or RoCE, and with it the network operator.
   * @default - no network operator
   */
  readonly nic?: NicPolicy;

  /**
   * The monitoring of the cluster: it comes before the GPU operator, whose ServiceMonitor it knows what to do with.
   * @default - none
   */
  readonly monitoring?: GpuMonitoring;

  /**
   * Where figures of GPUs come from.
   * @default - what `monitoring` wants; without it, the exporter alone
   */
  readonly metrics?: GpuMetrics;

  /**
   * Is node feature discovery released by another part of the program, or on the cluster already? There can be one only. In the
   * second case declare it: `app.external.helmChart('node-feature-discovery')`.
   * @default false - the stack releases it
   */
  readonly existingNodeFeatureDiscovery?: boolean;

  /**
   * Versions of the charts.
   * @default - the pinned ones
   */
  readonly versions?: GpuOperatorVersions;

  /**
   * Values over those of the stack, held against the keys of the charts.
   * @default - none
   */
  readonly values?: GpuOperatorValues;

  /**
   * Values that nobody checks, over all others.
   * @default - none
   */
  readonly rawValues?: GpuOperatorValues;
}

/**
 * GPUs for pods: node feature discovery, the network operator where there is InfiniBand or RoCE, and the GPU operator, in this
 * order. Each waits until the one before is ready, because the GPU driver waits for that of the network cards.
 *
 * With an error in its props it reports all of them and makes nothing.
 */
export class GpuOperatorStack extends Construct {
  constructor(scope: Construct, id: string, props: GpuOperatorStackProps = {}) {
    super(scope, id);
    recordCall(this, new.target);
    const rules = new Rules();
    const choices = choicesOf(this, props, rules);
    report(this, rules.problems);
    if (!choices || hasError(rules.problems)) return;
    const release = withinOurs(() => makeStack(this, choices));
    const { devicePlugin } = choices;
    if (!devicePlugin) return;
    answersFor(release);
    reportLate(this, () => otherDevicePlugins(this, release, devicePlugin));
  }
}
