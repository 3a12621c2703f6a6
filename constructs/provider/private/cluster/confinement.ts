import { PROVIDER } from './access';

/** First minor version of Kubernetes that has ValidatingAdmissionPolicy as `v1`. */
export const CONFINED_SINCE = 30;

const ADMISSION = 'admissionregistration.k8s.io/v1';
const NAME = 'computing-provider-confined';

/** Those that its roles name. Leases of kubelets, which never end, are in none of them. */
const GROUPS = ['', 'apps', 'batch', 'networking.k8s.io'];

/** Namespaces that the provider makes: of wallets, and of ZK tasks (facts: compute-provider.md 5.1 and 5.2). */
const isOwn = (name: string): string => `(${name}.startsWith("ns-") || ${name}.startsWith("ubi-task-"))`;

const IS_EXPORTER =
  'request.namespace == "kube-system" && request.resource.resource == "pods" && request.name.startsWith("resource-exporter-ds-")';
const IS_PROOF = 'request.namespace == "default" && request.resource.resource == "jobs"';

/** All that whoever may update a node can change of it but its labels. "?": a field that may be missing. */
const KEPT_OF_NODES = ['spec', 'metadata.?annotations', 'metadata.?finalizers', 'metadata.?ownerReferences'];

/** Each an expression of CEL, and what is wrong where it does not hold. */
const VALIDATIONS: readonly (readonly [expression: string, message: string])[] = [
  [
    `request.resource.resource != "namespaces" || ${isOwn('request.name')}`,
    'the provider makes and deletes namespaces of tasks only: ns-... and ubi-task-...',
  ],
  [
    `!has(request.namespace) || request.resource.resource == "namespaces" || ${isOwn('request.namespace')} || (${IS_PROOF}) || (${IS_EXPORTER})`,
    'the provider works in namespaces of tasks only: ns-... and ubi-task-...',
  ],
  [
    `request.resource.resource != "nodes" || (${KEPT_OF_NODES.map((field) => `object.${field} == oldObject.${field}`).join(' && ')})`,
    'the provider changes labels of nodes only',
  ],
];

/**
 * Roles cannot say "in namespaces whose names begin with ns-", and the right to make pods and go into them everywhere is that of an
 * administrator. So the API server looks at what the provider changes, whatever its role lets it.
 */
export const confinementManifests = (namespace: string) => [
  {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: NAME },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: GROUPS, apiVersions: ['*'], operations: ['*'], resources: ['*/*'] }],
      },
      matchConditions: [
        {
          name: 'is-the-provider',
          expression: `request.userInfo.username == "system:serviceaccount:${namespace}:${PROVIDER}"`,
        },
      ],
      validations: VALIDATIONS.map(([expression, message]) => ({ expression, message })),
    },
  },
  {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: NAME },
    spec: { policyName: NAME, validationActions: ['Deny'] },
  },
];
