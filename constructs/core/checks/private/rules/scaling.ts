import { PATH_SEGMENT } from '../formats';
import { format, isSet, missing, notEmpty, oneOf, range, required } from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { atMostAll, podsOrPercent } from './workloads';

const POSITIVE = Number.POSITIVE_INFINITY;

const disruptions: Rule = (spec, walk) => {
  if (spec.minAvailable != null && spec.maxUnavailable != null)
    walk.error('GPULAB1211', 'maxUnavailable', 'minAvailable and maxUnavailable exclude each other');
};

const replicas: Rule = (spec, walk) => {
  const { minReplicas, maxReplicas } = spec;
  if (minReplicas != null && maxReplicas != null && maxReplicas < minReplicas)
    walk.error(
      'GPULAB1206',
      'maxReplicas',
      `maxReplicas is ${maxReplicas}; it must not be less than minReplicas, ${minReplicas}`,
    );
};

const METRICS: { readonly [type: string]: string } = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

const metric: Rule = (value, walk) => {
  const expected = METRICS[value.type];
  if (!expected) {
    if (isSet(value.type))
      walk.error(
        'GPULAB1207',
        'type',
        `"${value.type}" is not a type of metric; allowed are ${Object.keys(METRICS).join(', ')}`,
      );
    return;
  }
  if (value[expected] == null) missing(walk, expected, `type ${value.type} needs it`);
  for (const field of Object.values(METRICS)) {
    if (field !== expected && value[field] != null)
      walk.error('GPULAB1211', field, `${field} is not for type ${value.type}`);
  }
};

/** A target says how much, in one way. */
const TARGETS: { readonly [type: string]: string } = {
  Utilization: 'averageUtilization',
  Value: 'value',
  AverageValue: 'averageValue',
};

const target: Rule = (value, walk) => {
  if (isSet(value.type) && !TARGETS[value.type])
    walk.error(
      'GPULAB1207',
      'type',
      `"${value.type}" is not a type of target; allowed are ${Object.keys(TARGETS).join(', ')}`,
    );
  const given = Object.values(TARGETS).filter((field) => value[field] != null);
  if (given.length === 0)
    walk.error('GPULAB1211', [], `the target has none of ${Object.values(TARGETS).join(', ')}; one of them is needed`);
  if (value.averageUtilization != null && value.averageValue != null)
    walk.error('GPULAB1211', 'averageValue', 'the target has both averageUtilization and averageValue; one is allowed');
};

const MAX_WINDOW_SECONDS = 3600;
const MAX_PERIOD_SECONDS = 1800;

const policies: Rule = (rules: Fields, walk: Walk) => {
  if (rules.policies != null && rules.policies.length === 0) missing(walk, 'policies');
};

/** The first Kubernetes version that is known to look at the API version of what is scaled. */
const CHECKS_SCALED_API = 35;
/** Replication controllers are the only thing of the core group that can be scaled. */
const SCALED_OF_CORE = 'ReplicationController';

const scaledGroup: Rule = ({ apiVersion, kind }, walk) => {
  if (walk.minor < CHECKS_SCALED_API || kind === SCALED_OF_CORE || (apiVersion ?? '').indexOf('/') > 0) return;
  walk.error('GPULAB1209', 'apiVersion', `"${apiVersion ?? ''}" is no API version with a group, as apps/v1`);
};

/** The largest value of a priority class that is not the system's own. */
const MAX_PRIORITY = 1_000_000_000;
const SYSTEM_PREFIX = 'system-';
const SYSTEM_CLASSES = ['system-node-critical', 'system-cluster-critical'];

const priority: Rule = (object, walk) => {
  const name: unknown = object.metadata?.name;
  if (typeof name === 'string' && name.startsWith(SYSTEM_PREFIX)) {
    if (!SYSTEM_CLASSES.includes(name))
      walk.error('GPULAB1103', ['metadata', 'name'], `names that begin with ${SYSTEM_PREFIX} are the system's own`);
  } else range(Number.NEGATIVE_INFINITY, MAX_PRIORITY, 'value')(object, walk);
};

export const SCALING_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  [
    'policy.v1.PodDisruptionBudgetSpec',
    [
      disruptions,
      podsOrPercent('minAvailable', 'maxUnavailable'),
      atMostAll('minAvailable', 'maxUnavailable'),
      notEmpty('unhealthyPodEvictionPolicy'),
    ],
  ],
  ['autoscaling.v1.HorizontalPodAutoscaler', [required('spec')]],
  [
    'autoscaling.v1.HorizontalPodAutoscalerSpec',
    [range(1, POSITIVE, 'maxReplicas', 'minReplicas', 'targetCPUUtilizationPercentage'), replicas],
  ],
  ['autoscaling.v1.CrossVersionObjectReference', [format(PATH_SEGMENT, 'kind', 'name'), scaledGroup]],
  ['autoscaling.v2.HorizontalPodAutoscaler', [required('spec')]],
  ['autoscaling.v2.HorizontalPodAutoscalerSpec', [range(1, POSITIVE, 'maxReplicas', 'minReplicas'), replicas]],
  ['autoscaling.v2.CrossVersionObjectReference', [format(PATH_SEGMENT, 'kind', 'name'), scaledGroup]],
  ['autoscaling.v2.MetricSpec', [metric]],
  ['autoscaling.v2.MetricTarget', [target, range(1, POSITIVE, 'averageUtilization')]],
  [
    'autoscaling.v2.HPAScalingRules',
    [
      range(0, MAX_WINDOW_SECONDS, 'stabilizationWindowSeconds'),
      oneOf('selectPolicy', 'Max', 'Min', 'Disabled'),
      notEmpty('selectPolicy'),
      policies,
    ],
  ],
  [
    'autoscaling.v2.HPAScalingPolicy',
    [oneOf('type', 'Pods', 'Percent'), range(1, POSITIVE, 'value'), range(1, MAX_PERIOD_SECONDS, 'periodSeconds')],
  ],
  ['scheduling.v1.PriorityClass', [priority, notEmpty('preemptionPolicy')]],
];
