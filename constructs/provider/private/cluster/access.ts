import { account, clusterRole, type Holder, role, rule } from '../../../core/private/rbac';
import type { ProviderVersion } from '../../provider-version';

/** Service account of the provider; also the name of its namespace, and of its roles. */
export const PROVIDER = 'computing-provider';

/** Name of the Secret with the token of the account. */
export const TOKEN = `${PROVIDER}-token`;

/** Name of the rights that newer versions have on top. */
export const NEWER = `${PROVIDER}-newer`;

/** The first version of which more rights are assumed. Which of those up to 1.1.5 began to use them is not known. */
const NEWER_SINCE = '0.4.0';

/** Does a version use more than 0.3.0 does? */
export const needsMore = (version: ProviderVersion): boolean => version.isAtLeast(NEWER_SINCE);

/*
 * What the code calls, and nothing else (facts: compute-provider.md 5.4). In the whole cluster where that is said, because the
 * provider makes namespaces as tasks come.
 */

/** Of every version, in the whole cluster. */
const RULES = [
  rule('', ['nodes'], 'get', 'list', 'update'),
  rule('', ['namespaces'], 'get', 'list', 'create', 'delete'),
  rule('', ['pods'], 'list', 'deletecollection'),
  rule('', ['pods/log'], 'get'),
  rule('', ['pods/exec'], 'create'),
  rule('', ['services'], 'get', 'create', 'delete'),
  rule('', ['configmaps'], 'create'),
  rule('apps', ['deployments'], 'get', 'create', 'delete'),
  rule('apps', ['replicasets'], 'deletecollection'),
  rule('networking.k8s.io', ['ingresses'], 'create', 'delete'),
];

/** Of every version, in namespace `default`: the job that proves that GPUs are there. */
const PROOF_RULES = [rule('batch', ['jobs'], 'get', 'create')];

/** Of newer versions, in the whole cluster: jobs of ZK tasks, and policies of Calico, which tasks with a port of the node need. */
const NEWER_RULES = [
  rule('', ['services', 'events'], 'list'),
  rule('apps', ['deployments'], 'list'),
  rule('batch', ['jobs'], 'get', 'create', 'delete'),
  rule('projectcalico.org', ['globalnetworksets', 'globalnetworkpolicies'], 'list'),
];

/** Of newer versions, in `kube-system`: pods of the exporter, and what limits tasks with a port of the node. */
const SYSTEM_RULES = [
  rule('', ['pods'], 'get', 'delete'),
  { ...rule('apps', ['daemonsets'], 'get'), resourceNames: ['resource-limit'] },
];

const holderIn = (namespace: string): Holder => ({ name: PROVIDER, namespace });

/** The account of the provider, its token and what every version may do. */
export const accessManifests = (namespace: string) => [
  // The provider is no pod: nothing in the cluster runs as this account.
  { ...account(PROVIDER, namespace), automountServiceAccountToken: false },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: TOKEN, namespace, annotations: { 'kubernetes.io/service-account.name': PROVIDER } },
    type: 'kubernetes.io/service-account-token',
  },
  ...clusterRole(PROVIDER, RULES, holderIn(namespace)),
  ...role(PROVIDER, 'default', PROOF_RULES, holderIn(namespace)),
];

/** What newer versions may do on top. */
export const newerAccessManifests = (namespace: string) => [
  ...clusterRole(NEWER, NEWER_RULES, holderIn(namespace)),
  ...role(NEWER, 'kube-system', SYSTEM_RULES, holderIn(namespace)),
];
