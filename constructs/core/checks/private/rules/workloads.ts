import { LABEL } from '../formats';
import { isSet, items, missing, notNegative, oneOf, range, required } from '../rule';
import type { Fields, Rule, Walk } from '../walk';

const MAX_PERCENT = 100;
const PERCENT = /^[0-9]+%$/;

/** `25%` or a number, as far as it can be told. */
function intOrPercent(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && PERCENT.test(value) ? Number.parseInt(value, 10) : undefined;
}

/** A count of pods, or a share of them. */
export const podsOrPercent =
  (...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      const amount = value[field];
      if (amount == null) continue;
      if (intOrPercent(amount) === undefined)
        walk.error('GPULAB1209', field, `${field} is "${amount}"; a whole number or a percentage as 25% is allowed`);
      else if (intOrPercent(amount)! < 0)
        walk.error('GPULAB1206', field, `${field} is ${amount}; at least 0 is allowed`);
    }
  };

export const atMostAll =
  (...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      const amount = value[field];
      if (typeof amount === 'string' && (intOrPercent(amount) ?? 0) > MAX_PERCENT)
        walk.error('GPULAB1206', field, `${field} is ${amount}; at most 100% is allowed`);
    }
  };

/** Does a selector choose these labels? */
function selects(selector: Fields, labels: Fields): boolean {
  for (const key in selector.matchLabels) {
    if (selector.matchLabels[key] != null && labels[key] !== selector.matchLabels[key]) return false;
  }
  for (const [, { key, operator, values }] of items(selector.matchExpressions)) {
    const label = labels[key];
    const listed = label !== undefined && Array.isArray(values) && values.includes(label);
    if (operator === 'In' && !listed) return false;
    if (operator === 'NotIn' && listed) return false;
    if (operator === 'Exists' && label === undefined) return false;
    if (operator === 'DoesNotExist' && label !== undefined) return false;
  }
  return true;
}

export function checkSelector(spec: Fields, walk: Walk, mayBeEmpty: boolean): void {
  const { selector } = spec;
  if (selector == null) return;
  if (!mayBeEmpty && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions?.length ?? 0) === 0) {
    walk.error('GPULAB1214', 'selector', 'the selector is empty: it would take every pod of the namespace');
    return;
  }
  const labels = spec.template?.metadata?.labels ?? {};
  if (!selects(selector, labels))
    walk.error(
      'GPULAB1214',
      'selector',
      'the selector does not match the labels of the template',
      'repeat its labels in template.metadata.labels',
    );
}

const selector: Rule = (spec, walk) => checkSelector(spec, walk, false);

/** Pods that a controller keeps running. */
const keptRunning: Rule = (spec, walk) => {
  const pod = spec.template?.spec;
  const at = ['template', 'spec'];
  if (isSet(pod?.restartPolicy) && pod.restartPolicy !== 'Always')
    walk.error(
      'GPULAB1215',
      [...at, 'restartPolicy'],
      `restartPolicy is ${pod.restartPolicy}; here only Always is allowed`,
      'use a Job for what ends',
    );
  if (pod?.activeDeadlineSeconds != null)
    walk.error(
      'GPULAB1215',
      [...at, 'activeDeadlineSeconds'],
      'activeDeadlineSeconds is not allowed here',
      'use a Job for what ends',
    );
};

const deploymentProgress: Rule = (spec, walk) => {
  const deadline = spec.progressDeadlineSeconds;
  const ready = spec.minReadySeconds ?? 0;
  // Six hundred seconds are the default.
  if ((deadline ?? 600) <= ready && deadline !== MAX_DEADLINE)
    walk.error(
      'GPULAB1206',
      'progressDeadlineSeconds',
      `progressDeadlineSeconds is ${deadline ?? '600 by default'}; it must be more than minReadySeconds, ${ready}`,
    );
};
const MAX_DEADLINE = 2 ** 31 - 1;

const onlyForRollingUpdate: Rule = (strategy, walk) => {
  if (isSet(strategy.type) && strategy.type !== 'RollingUpdate' && strategy.rollingUpdate != null)
    walk.error('GPULAB1211', 'rollingUpdate', `rollingUpdate is only for type RollingUpdate, not ${strategy.type}`);
};

const notBothZero: Rule = (update, walk) => {
  if (intOrPercent(update.maxSurge ?? '25%') === 0 && intOrPercent(update.maxUnavailable ?? '25%') === 0)
    walk.error('GPULAB1211', 'maxUnavailable', 'maxUnavailable and maxSurge are both 0: no pod could ever be replaced');
};

/** Of a DaemonSet: one of the two, as a node holds one pod or two. */
const oneOfBoth: Rule = (update, walk) => {
  const surge = intOrPercent(update.maxSurge ?? 0);
  const unavailable = intOrPercent(update.maxUnavailable ?? 1);
  if (surge !== 0 && unavailable !== 0)
    walk.error('GPULAB1211', 'maxSurge', 'maxSurge needs maxUnavailable 0 in a DaemonSet');
  if (surge === 0 && unavailable === 0)
    walk.error('GPULAB1211', 'maxUnavailable', 'maxUnavailable and maxSurge are both 0: no pod could ever be replaced');
};

/** The first Kubernetes version that is known to look at the service name of a StatefulSet. */
const CHECKS_SERVICE_NAME = 35;

const serviceName: Rule = (spec, walk) => {
  if (walk.minor >= CHECKS_SERVICE_NAME && isSet(spec.serviceName) && !LABEL.matches(spec.serviceName))
    walk.error('GPULAB1209', 'serviceName', `"${spec.serviceName}" is not ${LABEL.allowed}`);
};

const replicationSelector: Rule = (spec, walk) => {
  const labels = spec.template?.metadata?.labels ?? {};
  const chosen = spec.selector ?? labels;
  if (Object.keys(chosen).length === 0) missing(walk, 'selector');
  else if (!selects({ matchLabels: chosen }, labels))
    walk.error('GPULAB1214', 'selector', 'the selector does not match the labels of the template');
};

const COUNTS = notNegative('replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds');
const POSITIVE = Number.POSITIVE_INFINITY;

export const WORKLOAD_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['apps.v1.Deployment', [required('spec')]],
  ['apps.v1.StatefulSet', [required('spec')]],
  ['apps.v1.DaemonSet', [required('spec')]],
  ['apps.v1.ReplicaSet', [required('spec')]],
  ['apps.v1.DeploymentSpec', [COUNTS, selector, keptRunning, deploymentProgress]],
  ['apps.v1.DeploymentStrategy', [onlyForRollingUpdate]],
  [
    'apps.v1.RollingUpdateDeployment',
    [podsOrPercent('maxSurge', 'maxUnavailable'), atMostAll('maxUnavailable'), notBothZero],
  ],
  ['apps.v1.StatefulSetSpec', [notNegative('replicas', 'minReadySeconds'), selector, keptRunning, serviceName]],
  ['apps.v1.StatefulSetUpdateStrategy', [onlyForRollingUpdate]],
  ['apps.v1.RollingUpdateStatefulSetStrategy', [notNegative('partition')]],
  ['apps.v1.StatefulSetOrdinals', [range(0, POSITIVE, 'start')]],
  [
    'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy',
    [oneOf('whenDeleted', 'Retain', 'Delete'), oneOf('whenScaled', 'Retain', 'Delete')],
  ],
  ['apps.v1.DaemonSetSpec', [COUNTS, selector, keptRunning]],
  [
    'apps.v1.RollingUpdateDaemonSet',
    [podsOrPercent('maxSurge', 'maxUnavailable'), atMostAll('maxSurge', 'maxUnavailable'), oneOfBoth],
  ],
  ['apps.v1.ReplicaSetSpec', [COUNTS, selector, keptRunning]],
  ['core.v1.ReplicationControllerSpec', [COUNTS, replicationSelector, keptRunning]],
];
