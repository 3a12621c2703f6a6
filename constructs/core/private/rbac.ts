/** A rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** Verbs on resources of one API group. */
export const rule = (group: string, resources: readonly string[], ...verbs: string[]): PolicyRule => ({
  apiGroups: [group],
  resources,
  verbs,
});

const GROUP = 'rbac.authorization.k8s.io';

export const account = (name: string, namespace: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace },
});

/** A service account that has rights. */
export interface Holder {
  readonly name: string;
  readonly namespace: string;
}

/** A service account as the subject of a binding. */
const subjectOf = ({ name, namespace }: Holder) => ({ kind: 'ServiceAccount', name, namespace });

/** A ClusterRole and who has it. */
export const clusterRole = (name: string, rules: readonly PolicyRule[], holder: Holder, bindingName: string = name) => [
  { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name }, rules },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: bindingName },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
    subjects: [subjectOf(holder)],
  },
];

/** A Role in one namespace and who has it: an account of the same namespace, if it is given by its name. */
export const role = (
  name: string,
  namespace: string,
  rules: readonly PolicyRule[],
  holder: string | Holder,
  bindingName: string = name,
) => [
  { apiVersion: `${GROUP}/v1`, kind: 'Role', metadata: { name, namespace }, rules },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name: bindingName, namespace },
    roleRef: { apiGroup: GROUP, kind: 'Role', name },
    subjects: [subjectOf(typeof holder === 'string' ? { name: holder, namespace } : holder)],
  },
];
