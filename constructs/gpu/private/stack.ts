import { Duration } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { LightObject } from '../../core/private/light-object';
import type { Mapping } from '../../core/private/mapping';
import { makePrivilegedNamespace } from '../../core/private/privileged-namespace';
import { Wait } from '../../core/releases/wait';
import { refers } from '../../core/rules/stated';
import { merge } from '../../core/values/private/coalesce';
import { UpstreamRelease } from '../../upstream/upstream-release';
import { gpuOperatorValues, oldGpuOperatorValues } from './gpu-operator-values';
import { makesPolicy, NETWORK_OPERATOR_VALUES, policyValues } from './network-operator-values';
import { NFD_VALUES } from './nfd-values';
import { NIC_CLUSTER_POLICY, type NicPolicyInFull, nicClusterPolicySpec } from './nic-cluster-policy';
import type { StackChoices } from './stack-choices';
import { TIME_SLICING_CONFIG, timeSlicingData } from './time-slicing-config';

/** A driver is compiled and loaded on each node, and a node may be drained for it. */
const DRIVER_TIMEOUT = { timeout: Duration.minutes(30) };

const POLICY_READY = Wait.field(
  { resource: 'nicclusterpolicies.mellanox.com', name: NIC_CLUSTER_POLICY },
  '.status.state',
  'ready',
  DRIVER_TIMEOUT,
);

/** Makes the parts of a stack, each after the one before; gives the last, the GPU operator. */
export function makeStack(scope: Construct, choices: StackChoices): UpstreamRelease {
  makeNamespaces(scope, choices);
  const nodeFeatures = choices.existingNodeFeatureDiscovery ? undefined : makeNodeFeatures(scope, choices);
  const network = choices.nic && makeNetwork(scope, choices, choices.nic, nodeFeatures);
  const gpu = makeGpuOperator(scope, choices);
  for (const before of [nodeFeatures, network, choices.monitoring]) if (before) gpu.node.addDependency(before);
  return gpu;
}

/** Namespaces, and what must be in them before a release. */
function makeNamespaces(scope: Construct, choices: StackChoices): void {
  const chart = new LabChart(scope, 'namespaces');
  if (!choices.existingNodeFeatureDiscovery)
    makePrivilegedNamespace(chart, choices.nodeFeatureDiscovery.chart.namespace);
  makePrivilegedNamespace(chart, choices.gpuOperator.chart.namespace);
  if (choices.nic) makePrivilegedNamespace(chart, choices.networkOperator.chart.namespace);
  const timeSlicing = choices.devicePlugin?.timeSlicing;
  if (!timeSlicing) return;
  new LightObject(chart, TIME_SLICING_CONFIG, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: TIME_SLICING_CONFIG, namespace: choices.gpuOperator.chart.namespace },
    data: timeSlicingData(timeSlicing),
  });
}

function makeNodeFeatures(
  scope: Construct,
  { nodeFeatureDiscovery, values, rawValues }: StackChoices,
): UpstreamRelease {
  return new UpstreamRelease(scope, 'node-feature-discovery', {
    chart: nodeFeatureDiscovery.chart,
    values: merge(NFD_VALUES, values.nodeFeatureDiscovery ?? {}),
    rawValues: rawValues.nodeFeatureDiscovery,
    readyWhen: [Wait.definition('nodefeaturerules.nfd.k8s-sigs.io')],
  });
}

/** The network operator and its policy, wherever that comes from: the last of them. */
function makeNetwork(
  scope: Construct,
  { networkOperator: { chart, version }, values, rawValues }: StackChoices,
  nic: NicPolicyInFull,
  nodeFeatures: IConstruct | undefined,
): IConstruct {
  const isOld = makesPolicy(version);
  const release = new UpstreamRelease(scope, 'network-operator', {
    chart,
    values: merge(NETWORK_OPERATOR_VALUES, values.networkOperator ?? {}),
    rawValues: merge(isOld ? policyValues(nic) : {}, rawValues.networkOperator ?? {}),
    readyWhen: [Wait.definition('nicclusterpolicies.mellanox.com'), ...(isOld ? [POLICY_READY] : [])],
  });
  if (nodeFeatures) release.node.addDependency(nodeFeatures);
  if (isOld) return release;
  const policy = new LabChart(scope, 'nic-policy', { readyWhen: [POLICY_READY] });
  new LightObject(policy, NIC_CLUSTER_POLICY, {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'NicClusterPolicy',
    metadata: { name: NIC_CLUSTER_POLICY },
    spec: nicClusterPolicySpec(nic, version),
  });
  policy.node.addDependency(release);
  return policy;
}

function makeGpuOperator(scope: Construct, choices: StackChoices): UpstreamRelease {
  const { gpuOperator, values, rawValues, mig } = choices;
  const given: Mapping = values.gpuOperator ?? {};
  const release = new UpstreamRelease(scope, 'gpu-operator', {
    chart: gpuOperator.chart,
    values: merge(gpuOperatorValues(choices), given),
    rawValues: merge(oldGpuOperatorValues(gpuOperator.version), rawValues.gpuOperator ?? {}),
    readyWhen: [
      Wait.definition('clusterpolicies.nvidia.com'),
      Wait.field(
        { resource: 'clusterpolicies.nvidia.com', name: 'cluster-policy' },
        '.status.state',
        'ready',
        DRIVER_TIMEOUT,
      ),
    ],
  });
  if (mig?.configMap !== undefined) {
    const { namespace } = release;
    refers({ release, kind: 'ConfigMap', namespace, name: mig.configMap, key: 'mig.configMap' });
  }
  return release;
}
