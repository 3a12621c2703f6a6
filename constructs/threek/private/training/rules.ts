import type { PolicyRule } from '../../../core/private/rbac';
import type { TrainingKind } from '../../training/training-operator-props';
import { pluralOf } from './kinds';

const ALL = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const KUBEFLOW = 'kubeflow.org';

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): PolicyRule => ({
  apiGroups: [group],
  resources,
  verbs,
});

const podGroups = (gang: boolean): PolicyRule[] => (gang ? [rule('scheduling.volcano.sh', ['podgroups'], ALL)] : []);

/**
 * Of the training operator: what kubeflow/training-operator v1.9.0 declares for the kinds that run. Config maps, service accounts, roles
 * and `pods/exec` it declares for MPIJob alone, which the MPI operator runs.
 */
export function trainingRules(kinds: readonly TrainingKind[], gang: boolean, webhook: boolean): PolicyRule[] {
  const plurals = kinds.map(pluralOf);
  return [
    rule(KUBEFLOW, plurals, ALL),
    rule(
      KUBEFLOW,
      plurals.map((plural) => `${plural}/status`),
      ['get', 'patch', 'update'],
    ),
    rule(
      KUBEFLOW,
      plurals.map((plural) => `${plural}/finalizers`),
      ['update'],
    ),
    rule('', ['pods'], ALL),
    rule('', ['services'], ['create', 'delete', 'get', 'list', 'watch']),
    rule('', ['events'], ['create', 'patch']),
    rule('autoscaling', ['horizontalpodautoscalers'], ALL),
    ...podGroups(gang),
    ...(webhook
      ? [
          rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['list', 'watch']),
          {
            ...rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['get', 'update']),
            resourceNames: ['validator.training-operator.kubeflow.org'],
          },
        ]
      : []),
  ];
}

/** Of the training operator in its namespace: it keeps the certificate of its webhook there. */
export const CERTIFICATE_RULES: readonly PolicyRule[] = [rule('', ['secrets'], ['get', 'list', 'watch', 'update'])];

/** Of the MPI operator: what the code of kubeflow/mpi-operator v0.8.0 calls for v2beta1. */
export const mpiRules = (gang: boolean): PolicyRule[] => [
  rule(KUBEFLOW, ['mpijobs'], ['get', 'list', 'watch', 'update', 'patch']),
  rule(KUBEFLOW, ['mpijobs/status'], ['get', 'update', 'patch']),
  rule(KUBEFLOW, ['mpijobs/finalizers'], ['update']),
  rule('', ['configmaps', 'secrets', 'services'], ['create', 'get', 'list', 'watch', 'update']),
  rule('', ['pods'], ['create', 'get', 'list', 'watch', 'delete', 'update', 'patch']),
  rule('', ['events'], ['create', 'patch']),
  rule('batch', ['jobs'], ['create', 'get', 'list', 'watch', 'update']),
  rule('batch', ['jobs/status'], ['update']),
  rule('scheduling.k8s.io', ['priorityclasses'], ['get', 'list', 'watch']),
  ...podGroups(gang),
];

/** Of the MPI operator in its namespace: one leads. */
export const MPI_LEADER_RULES: readonly PolicyRule[] = [
  rule('coordination.k8s.io', ['leases'], ['create', 'get', 'update']),
];
