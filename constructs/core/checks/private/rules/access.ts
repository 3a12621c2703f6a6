import { PATH_SEGMENT, SUBDOMAIN } from '../formats';
import { badText, format, isSet, missing, oneOf } from '../rule';
import type { Rule } from '../walk';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const policyRule: Rule = (rule, walk) => {
  if (!isSet(rule.nonResourceURLs)) {
    if (!isSet(rule.apiGroups)) missing(walk, 'apiGroups', 'the core group is ""');
    if (!isSet(rule.resources)) missing(walk, 'resources');
    return;
  }
  if (walk.kind === 'Role')
    walk.error(
      'GPULAB1215',
      'nonResourceURLs',
      'a Role is for a namespace, and nonResourceURLs are in none',
      'use a ClusterRole',
    );
  for (const field of ['apiGroups', 'resources', 'resourceNames']) {
    if (isSet(rule[field]))
      walk.error('GPULAB1211', field, `${field} and nonResourceURLs exclude each other`, 'make two rules of it');
  }
};

const aggregation: Rule = (rule, walk) => {
  if (!isSet(rule.clusterRoleSelectors)) missing(walk, 'clusterRoleSelectors');
};

const roleReference: Rule = (reference, walk) => {
  const kinds = walk.kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  if (isSet(reference.apiGroup) && reference.apiGroup !== RBAC_GROUP)
    walk.error('GPULAB1207', 'apiGroup', `"${reference.apiGroup}" is not allowed; ${RBAC_GROUP} is`);
  oneOf('kind', ...kinds)(reference, walk);
  format(PATH_SEGMENT, 'name')(reference, walk);
};

const SUBJECTS = ['User', 'Group', 'ServiceAccount'];

const subject: Rule = (value, walk) => {
  if (!SUBJECTS.includes(value.kind)) {
    if (isSet(value.kind))
      walk.error('GPULAB1207', 'kind', `"${value.kind}" is not a subject; allowed are ${SUBJECTS.join(', ')}`);
    return;
  }
  const account = value.kind === 'ServiceAccount';
  const allowed = account ? '' : RBAC_GROUP;
  if (isSet(value.apiGroup) && value.apiGroup !== allowed)
    walk.error(
      'GPULAB1207',
      'apiGroup',
      `"${value.apiGroup}" is not the group of a ${value.kind}; allowed is "${allowed}"`,
    );
  if (!account) return;
  if (isSet(value.name) && !SUBDOMAIN.matches(value.name)) badText(walk, 'name', value.name, SUBDOMAIN);
  if (!isSet(value.namespace) && walk.kind === 'ClusterRoleBinding')
    missing(walk, 'namespace', 'a service account lives in one');
};

export const ACCESS_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['rbac.v1.PolicyRule', [policyRule]],
  ['rbac.v1.AggregationRule', [aggregation]],
  ['rbac.v1.RoleRef', [roleReference]],
  ['rbac.v1.Subject', [subject]],
];
