import { type PolicyRule, rule } from '../../../core/private/rbac';

/** What a controller does that reads by a cache. */
const READ = ['get', 'list', 'watch'];

const CPOD = 'cpod.cpod';
const RECONCILED = [
  'cpodjobs',
  'datasetstorages',
  'finetunes',
  'inferences',
  'jupyterlabs',
  'modelstorages',
  'yamlresources',
];
const below = (resources: readonly string[], part: string): string[] => resources.map((name) => `${name}/${part}`);

/*
 * What the code of the operator calls (NascentCore/3k at 17b19cf1, cpodoperator/internal), and nothing else. Upstream's roles end with
 * everything on everything, and portalsynch is bound to cluster-admin. Left out on purpose: objects of YAMLResource, which may be any.
 */

/** Of the controller manager. */
export const MANAGER_RULES: readonly PolicyRule[] = [
  rule(CPOD, RECONCILED, ...READ),
  rule(CPOD, ['cpodjobs', 'datasetstorages', 'modelstorages'], 'create'),
  rule(CPOD, below(RECONCILED, 'status'), 'update'),
  rule(CPOD, below(['cpodjobs', 'finetunes', 'inferences', 'jupyterlabs', 'modelstorages'], 'finalizers'), 'update'),
  rule('kubeflow.org', ['mpijobs', 'pytorchjobs'], ...READ, 'create'),
  rule('serving.kserve.io', ['inferenceservices'], ...READ, 'create'),
  rule('ray.io', ['rayservices'], ...READ, 'create'),
  rule('batch', ['jobs'], ...READ, 'create'),
  rule('apps', ['deployments'], ...READ, 'create'),
  rule('apps', ['statefulsets'], ...READ, 'create', 'update'),
  rule('networking.k8s.io', ['ingresses'], ...READ, 'create'),
  rule('', ['persistentvolumeclaims'], ...READ, 'create', 'update'),
  rule('', ['persistentvolumes', 'services'], ...READ, 'create'),
  rule('', ['configmaps', 'nodes'], ...READ),
  rule('', ['events'], 'create', 'patch'),
];

/** In its own namespace: one manager leads. */
export const LEADER_RULES: readonly PolicyRule[] = [
  rule('coordination.k8s.io', ['leases'], 'get', 'create', 'update'),
  rule('', ['events'], 'create', 'patch'),
];

/** Of the proxy in front of its figures. */
export const PROXY_RULES: readonly PolicyRule[] = [
  rule('authentication.k8s.io', ['tokenreviews'], 'create'),
  rule('authorization.k8s.io', ['subjectaccessreviews'], 'create'),
];

/** Of portalsynch, which reads without a cache. */
export const PORTAL_RULES: readonly PolicyRule[] = [
  rule(CPOD, ['cpodjobs', 'finetunes', 'inferences', 'yamlresources'], 'list', 'create', 'delete'),
  rule(CPOD, ['jupyterlabs'], 'list', 'create', 'delete', 'update'),
  rule(CPOD, ['datasetstorages', 'modelstorages'], 'list', 'create'),
  rule('', ['nodes', 'pods'], 'list'),
  rule('', ['namespaces'], 'list', 'create'),
  rule('', ['persistentvolumeclaims', 'services'], 'create'),
  rule('apps', ['statefulsets'], 'get', 'create'),
  rule('batch', ['jobs'], 'create'),
  rule('networking.k8s.io', ['ingresses'], 'create'),
  rule('rbac.authorization.k8s.io', ['clusterrolebindings'], 'get'),
];

/** What portalsynch needs on top to make whoever the portal names an administrator of the cluster. */
export const PORTAL_ADMIN_RULES: readonly PolicyRule[] = [
  rule('rbac.authorization.k8s.io', ['clusterrolebindings'], 'create'),
  { ...rule('rbac.authorization.k8s.io', ['clusterroles'], 'bind'), resourceNames: ['cluster-admin'] },
];

/** Of jobs that load models and data sets, in the namespace of a user. */
export const DOWNLOADER_RULES: readonly PolicyRule[] = [
  rule(CPOD, ['datasetstorages', 'modelstorages'], ...READ, 'update', 'patch'),
  rule(CPOD, below(['datasetstorages', 'modelstorages'], 'status'), 'get', 'update', 'patch'),
];
