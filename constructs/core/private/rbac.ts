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

/** A service account as the subject of a binding. */
const subjectOf = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace });

/** A ClusterRole and who has it. */
export const clusterRole = (
  name: string,
  rules: readonly PolicyRule[],
  holder: { readonly name: string; readonly namespace: string },
  bindingName: string = name,
) => [
  { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name }, rules },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: bindingName },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
    subjects: [subjectOf(holder.name, holder.namespace)],
  },
];

/** A Role and who has it, in one namespace. */
export const role = (
  name: string,
  namespace: string,
  rules: readonly PolicyRule[],
  holder: string,
  bindingName: string = name,
) => [
  { apiVersion: `${GROUP}/v1`, kind: 'Role', metadata: { name, namespace }, rules },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name: bindingName, namespace },
    roleRef: { apiGroup: GROUP, kind: 'Role', name },
    subjects: [subjectOf(holder, namespace)],
  },
];
