import type { IConstruct } from 'constructs';
import { External } from '../../core/external';
import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import { UpstreamChart } from '../../upstream/upstream-chart';
import { ContainerRuntime } from '../container-runtime';
import { GpuDevicePlugin } from '../gpu-device-plugin';
import { GpuDriver } from '../gpu-driver';
import { GpuMetrics } from '../gpu-metrics';
import type { GpuMonitoring } from '../gpu-monitoring';
import type { GpuOperatorStackProps, GpuOperatorValues } from '../gpu-operator-stack';
import { ChartVersion } from './chart-version';
import { type GpuOperatorChoices, hasCdiByDefault } from './gpu-operator-values';
import { driverChoice, migRules, runtimeRules, timeSlicingRules } from './gpu-rules';
import type { NicPolicyInFull } from './nic-cluster-policy';
import { nicPolicy } from './nic-rules';

/** A chart in the version that is wanted. */
interface VersionedChart {
  readonly chart: UpstreamChart;
  readonly version: ChartVersion;
}

/** What a stack is made of: props with their defaults, which go together. */
export interface StackChoices extends GpuOperatorChoices {
  readonly nic?: NicPolicyInFull;
  readonly monitoring?: GpuMonitoring;
  readonly existingNodeFeatureDiscovery: boolean;
  readonly nodeFeatureDiscovery: VersionedChart;
  readonly gpuOperator: VersionedChart;
  readonly networkOperator: VersionedChart;
  readonly values: GpuOperatorValues;
  readonly rawValues: GpuOperatorValues;
}

/** Tells everything that is wrong with props; undefined where that leaves nothing to make. */
export function choicesOf(scope: IConstruct, props: GpuOperatorStackProps, rules: Rules): StackChoices | undefined {
  if (!rules.object('props of the GpuOperatorStack', props)) return undefined;
  const { versions = {}, mig, cdi, monitoring } = props;
  const nodeFeatureDiscovery = versioned(rules, UpstreamChart.NODE_FEATURE_DISCOVERY, 'nodeFeatureDiscovery', versions);
  const gpuOperator = versioned(rules, UpstreamChart.GPU_OPERATOR, 'gpuOperator', versions);
  const networkOperator = versioned(rules, UpstreamChart.NETWORK_OPERATOR, 'networkOperator', versions);
  const containerRuntime = props.containerRuntime ?? ContainerRuntime.containerd();
  const devicePlugin = (props.devicePlugin ?? GpuDevicePlugin.operator())._options;
  const nic = props.nic && nicPolicy(rules, props.nic, networkOperator?.version);
  // A policy that cannot be read must not look like one that is missing.
  const isNicReadable = props.nic === undefined || nic !== undefined;
  const driver = isNicReadable ? driverChoice(rules, props.driver ?? GpuDriver.container(), nic) : undefined;
  runtimeRules(rules, containerRuntime);
  if (devicePlugin?.timeSlicing !== undefined) timeSlicingRules(rules, devicePlugin.timeSlicing);
  if (mig !== undefined) migRules(rules, mig);
  const metrics = metricsOf(scope, props, rules);
  if (!nodeFeatureDiscovery || !gpuOperator || !networkOperator) return undefined;
  const isAlone = devicePlugin !== undefined && !devicePlugin.othersHaveOwnNodes;
  // Older operators with CDI give GPUs by it or by the variable, and never by mounts.
  const needsVariable = !isAlone || (cdi === true && !hasCdiByDefault(gpuOperator.version));
  const devicesByVariable = props.devicesByVariable ?? needsVariable;
  return {
    ...{ driver, containerRuntime, devicePlugin, metrics, mig, cdi, devicesByVariable, nic, monitoring },
    ...{ nodeFeatureDiscovery, gpuOperator, networkOperator },
    existingNodeFeatureDiscovery: props.existingNodeFeatureDiscovery ?? false,
    values: props.values ?? {},
    rawValues: props.rawValues ?? {},
  };
}

function versioned<Key extends string>(
  rules: Rules,
  chart: UpstreamChart,
  key: Key,
  versions: { readonly [key in Key]?: string },
): VersionedChart | undefined {
  const text = versions[key];
  const where = `versions.${key}`;
  if (text !== undefined && !rules.text(where, text)) return undefined;
  const version = ChartVersion.parse(text ?? chart.version);
  if (!version) {
    const hint = `as its repository writes it: ${chart.version}`;
    rules.error('GPULAB2504', `${where} ${quoted(text)} is no version of ${chart.name}`, where, hint);
    return undefined;
  }
  return { chart: text === undefined ? chart : chart.at(text), version };
}

/** Custom kind that the operator of Prometheus brings. */
const SERVICE_MONITORS = 'servicemonitors.monitoring.coreos.com';

function metricsOf(scope: IConstruct, { metrics, monitoring }: GpuOperatorStackProps, rules: Rules): GpuMetrics {
  if (metrics === undefined) return monitoring?.gpuMetrics ?? GpuMetrics.EXPORTER;
  const known: readonly string[] = Object.values(GpuMetrics);
  if (!known.includes(metrics)) {
    rules.error('GPULAB2203', `metrics ${quoted(metrics)} is none of ${known.join(', ')}`, 'metrics');
  }
  const isThere = monitoring || External.of(scope)._has('CustomResourceDefinition', '', SERVICE_MONITORS);
  if (metrics === GpuMetrics.SERVICE_MONITOR && !isThere) {
    // Source: ServiceMonitor() in controllers/object_controls.go of NVIDIA/gpu-operator; up to 23.6 it is never ready then.
    const message = 'metrics wants a ServiceMonitor, and the stack knows of no Prometheus operator before it';
    const hint = `give monitoring, or say that it exists: app.external.object('CustomResourceDefinition', '${SERVICE_MONITORS}')`;
    rules.error('GPULAB2507', message, 'metrics', hint);
  }
  return metrics;
}
