import { accepted, type Mutation, refused } from './mutation';

export const accessMutations: readonly Mutation[] = [
  refused('Role', 'a rule without verbs', 'GPULAB1204', (o) => (o.rules[0].verbs = [])),
  refused('Role', 'a rule without API groups', 'GPULAB1204', (o) => delete o.rules[0].apiGroups),
  refused('Role', 'a rule without resources', 'GPULAB1204', (o) => (o.rules[0] = { apiGroups: [''], verbs: ['get'] })),
  refused('Role', 'URLs', 'GPULAB1215', (o) => (o.rules[0] = { nonResourceURLs: ['/metrics'], verbs: ['get'] })),
  refused('Role', 'a rule that is text', 'GPULAB1205', (o) => (o.rules = ['pods'])),
  refused('Role', 'verbs as text', 'GPULAB1205', (o) => (o.rules[0].verbs = '*')),
  refused('Role', 'rules below a spec', 'GPULAB1203', (o) => (o.spec = { rules: [] })),
  accepted('Role', 'no rules', (o) => (o.rules = [])),
  accepted('Role', 'a verb that does not exist', (o) => (o.rules[0].verbs = ['fly'])),
  accepted('Role', 'everything', (o) => (o.rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])),
  refused('ClusterRole', 'URLs and resources', 'GPULAB1211', (o) => (o.rules[1].resources = ['pods'])),
  refused('ClusterRole', 'an aggregation of nothing', 'GPULAB1204', (o) => (o.aggregationRule = {})),
  accepted(
    'ClusterRole',
    'an aggregation',
    (o) => (o.aggregationRule = { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] }),
  ),
  refused('RoleBinding', 'a role of an unknown kind', 'GPULAB1207', (o) => (o.roleRef.kind = 'AdminRole')),
  refused('RoleBinding', 'no role', 'GPULAB1204', (o) => delete o.roleRef),
  refused('RoleBinding', 'a role without name', 'GPULAB1204', (o) => delete o.roleRef.name),
  refused('RoleBinding', 'a role of another group', 'GPULAB1207', (o) => (o.roleRef.apiGroup = 'v1')),
  accepted('RoleBinding', 'a role without group', (o) => delete o.roleRef.apiGroup),
  refused('RoleBinding', 'a subject of an unknown kind', 'GPULAB1207', (o) => (o.subjects[0].kind = 'Student')),
  refused('RoleBinding', 'a subject without name', 'GPULAB1204', (o) => delete o.subjects[0].name),
  refused('RoleBinding', 'a user of another group', 'GPULAB1207', (o) => (o.subjects[0].apiGroup = 'v1')),
  refused(
    'RoleBinding',
    'a service account with a group',
    'GPULAB1207',
    (o) => (o.subjects[1].apiGroup = 'rbac.authorization.k8s.io'),
  ),
  refused(
    'RoleBinding',
    'a service account that is a mail address',
    'GPULAB1209',
    (o) => (o.subjects[1].name = 'a@example.com'),
  ),
  refused('RoleBinding', 'one subject instead of a list', 'GPULAB1205', (o) => (o.subjects = o.subjects[0])),
  accepted('RoleBinding', 'a user without group', (o) => delete o.subjects[0].apiGroup),
  accepted('RoleBinding', 'a user with any name', (o) => (o.subjects[0].name = 'Wang, San <wang@example.com>')),
  accepted('RoleBinding', 'nobody', (o) => delete o.subjects),
  accepted('RoleBinding', 'a service account of this namespace', (o) => delete o.subjects[1].namespace),
  refused('ClusterRoleBinding', 'a role of a namespace', 'GPULAB1207', (o) => (o.roleRef.kind = 'Role')),
  refused(
    'ClusterRoleBinding',
    'a service account without namespace',
    'GPULAB1204',
    (o) => delete o.subjects[1].namespace,
  ),
  accepted('ServiceAccount', 'nothing but a name', (o) => {
    delete o.imagePullSecrets;
    delete o.automountServiceAccountToken;
  }),
  refused('ServiceAccount', 'a token setting as text', 'GPULAB1205', (o) => (o.automountServiceAccountToken = 'no')),
  refused('ServiceAccount', 'pull secrets as text', 'GPULAB1205', (o) => (o.imagePullSecrets = ['registry'])),
];
