import { nanosOf } from '../../../private/quantity';
import { QUALIFIED_NAME } from '../formats';
import { isSet, items, unique } from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { valuesOfOperator } from './metadata';
import { checkAmount, checkResourceNames, resourceOf } from './resources';

/** k8s.io/kubernetes pkg/apis/core/helper: what a quota can count besides devices and `count/...`. */
const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const STORAGE = ['ephemeral-storage', 'requests.storage', 'requests.ephemeral-storage', 'limits.ephemeral-storage'];
const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const QUOTA_RESOURCES = new Set([...COMPUTE, ...STORAGE, ...COUNTED]);
const COUNTED_RESOURCES = new Set(COUNTED);

const isQuotaResource = (name: string): boolean =>
  name.includes('/') || QUOTA_RESOURCES.has(name) || /^(?:requests\.)?hugepages-/.test(name);

function whyNotForQuota(name: string): string | undefined {
  if (!QUALIFIED_NAME.matches(name)) return `"${name}" is not ${QUALIFIED_NAME.allowed}`;
  if (isQuotaResource(name)) return undefined;
  return `"${name}" cannot be limited; what can is cpu, memory, requests.cpu, limits.memory and the like, pods, count/RESOURCE, requests.DEVICE`;
}

/** Names that were seen to be right; quotas of a lab are all alike. */
const CACHE_SIZE = 1024;
const goodNames = new Set<string>();

const hard: Rule = (spec, walk) => {
  for (const name in spec.hard) {
    const amount = spec.hard[name];
    if (amount == null) continue;
    if (!goodNames.has(name)) {
      const problem = whyNotForQuota(name);
      if (problem) walk.error('GPULAB1213', ['hard', name], problem);
      else if (goodNames.size < CACHE_SIZE) goodNames.add(name);
    }
    checkAmount(name, amount, COUNTED_RESOURCES.has(name) || resourceOf(name).extended, walk, 'hard');
  }
};

/** What a scope can count. */
const PODS = new Set(['pods', ...COMPUTE]);
const CLAIMS = new Set(['persistentvolumeclaims', 'requests.storage']);
const COUNTABLE: { readonly [scope: string]: ReadonlySet<string> } = {
  Terminating: PODS,
  NotTerminating: PODS,
  NotBestEffort: PODS,
  PriorityClass: PODS,
  CrossNamespacePodAffinity: PODS,
  BestEffort: new Set(['pods']),
  VolumeAttributesClass: CLAIMS,
};

function checkScope(scope: string, spec: Fields, walk: Walk, at: readonly (string | number)[]): void {
  const countable = COUNTABLE[scope];
  if (!countable) {
    walk.error('GPULAB1207', at, `"${scope}" is not a scope; allowed are ${Object.keys(COUNTABLE).join(', ')}`);
    return;
  }
  for (const name in spec.hard) {
    if (spec.hard[name] != null && QUOTA_RESOURCES.has(name) && !countable.has(name))
      walk.error('GPULAB1211', at, `scope ${scope} cannot count ${name}; it counts ${[...countable].join(', ')}`);
  }
}

const scopes: Rule = (spec, walk) => {
  for (const [index, scope] of items(spec.scopes)) checkScope(scope, spec, walk, ['scopes', index]);
  for (const [index, { scopeName, operator }] of items(spec.scopeSelector?.matchExpressions)) {
    const at = ['scopeSelector', 'matchExpressions', index];
    if (isSet(scopeName)) checkScope(scopeName, spec, walk, [...at, 'scopeName']);
    if (
      isSet(scopeName) &&
      scopeName !== 'PriorityClass' &&
      scopeName !== 'VolumeAttributesClass' &&
      operator !== 'Exists'
    )
      walk.error('GPULAB1211', [...at, 'operator'], `scope ${scopeName} takes only the operator Exists`);
  }
};

const opposites: Rule = (spec, walk) => {
  const named = new Set<string>(spec.scopes);
  for (const [one, other] of [
    ['BestEffort', 'NotBestEffort'],
    ['Terminating', 'NotTerminating'],
  ]) {
    if (named.has(one) && named.has(other))
      walk.error('GPULAB1211', 'scopes', `scopes ${one} and ${other} exclude each other`);
  }
};

const LIMIT_TYPES = ['Container', 'Pod', 'PersistentVolumeClaim'];
/** Pairs of fields of a limit range whose first must not be more than its second. */
const ORDER = [
  ['min', 'max'],
  ['min', 'default'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
];

/** Of a claim: storage, or anything else that a quota knows. */
function checkAnyResourceNames(list: Fields | undefined, walk: Walk, field: string): void {
  for (const name in list) {
    if (list[name] != null && name !== 'storage' && !(QUALIFIED_NAME.matches(name) && isQuotaResource(name)))
      walk.error('GPULAB1213', [field, name], `"${name}" is not a resource that can be limited; storage is`);
  }
}

const limitOrder: Rule = (limit, walk) => {
  for (const [low, high] of ORDER) {
    for (const name in limit[low]) {
      const [less, more] = [limit[low][name], limit[high]?.[name]];
      if (less == null || more == null) continue;
      if ((nanosOf(less) ?? 0n) > (nanosOf(more) ?? 0n))
        walk.error('GPULAB1211', [low, name], `${low} of ${name} is ${less}, more than ${high}, ${more}`);
    }
  }
};

const limitType: Rule = (limit, walk) => {
  if (
    isSet(limit.type) &&
    !LIMIT_TYPES.includes(limit.type) &&
    !(limit.type.includes('/') && QUALIFIED_NAME.matches(limit.type))
  )
    walk.error('GPULAB1207', 'type', `"${limit.type}" is not a type of limit; allowed are ${LIMIT_TYPES.join(', ')}`);
  if (limit.type === 'Pod') {
    for (const field of ['default', 'defaultRequest']) {
      if (Object.keys(limit[field] ?? {}).length > 0)
        walk.error('GPULAB1215', field, `${field} is not for type Pod`, 'use type Container');
    }
  }
  if (limit.type === 'PersistentVolumeClaim' && limit.min?.storage == null && limit.max?.storage == null)
    walk.error('GPULAB1204', [], 'type PersistentVolumeClaim has neither min nor max of storage; one is needed');
};

const LIMIT_FIELDS = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'];

const limitResources: Rule = (limit, walk) => {
  const ofPods = limit.type === 'Container' || limit.type === 'Pod';
  for (const field of LIMIT_FIELDS) {
    if (ofPods) checkResourceNames(limit[field], walk, field);
    else checkAnyResourceNames(limit[field], walk, field);
  }
  for (const name in limit.maxLimitRequestRatio) {
    const ratio = limit.maxLimitRequestRatio[name];
    if (ratio != null && (nanosOf(ratio) ?? ONE) < ONE)
      walk.error(
        'GPULAB1206',
        ['maxLimitRequestRatio', name],
        `the ratio of ${name} is ${ratio}; at least 1 is allowed`,
      );
  }
  for (const name in limit.defaultRequest) {
    const [request, most] = [limit.defaultRequest[name], limit.default?.[name]];
    if (request == null || most == null || resourceOf(name).overcommit || nanosOf(request) === nanosOf(most)) continue;
    walk.error('GPULAB1211', ['defaultRequest', name], `defaultRequest and default of ${name} must be equal`);
  }
};
const ONE = 1_000_000_000n;

export const QUOTA_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.ResourceQuotaSpec', [hard, scopes, opposites]],
  ['core.v1.ScopedResourceSelectorRequirement', [valuesOfOperator]],
  ['core.v1.LimitRangeSpec', [unique('limits', 'type')]],
  ['core.v1.LimitRangeItem', [limitType, limitResources, limitOrder]],
];
