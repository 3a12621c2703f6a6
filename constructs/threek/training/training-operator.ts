import { Construct } from 'constructs';
import { make } from '../../core/private/make';
import { recordCall } from '../../core/private/place';
import { account, clusterRole, role } from '../../core/private/rbac';
import { IMAGE } from '../../core/rules/names';
import { hasError } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import { Rules } from '../../core/rules/rules';
import { byDefault } from '../../core/values/private/by-default';
import { definitionManifest } from '../private/definition-shape';
import { definitionOf, MPI_JOB } from '../private/training/kinds';
import { CERTIFICATE_RULES, MPI_LEADER_RULES, mpiRules, trainingRules } from '../private/training/rules';
import {
  certificateSecret,
  MPI,
  mpiDeployment,
  TRAINING,
  trainingDeployment,
  trainingService,
  webhookConfiguration,
} from '../private/training/workloads';
import { TrainingKind, type TrainingOperatorProps } from './training-operator-props';

const KINDS = [TrainingKind.TENSORFLOW, TrainingKind.PYTORCH, TrainingKind.XGBOOST];

/**
 * Training jobs over several nodes: Kubeflow's training operator in namespace `training-operator`, and its MPI operator in
 * `mpi-operator`. Somebody else makes the namespaces.
 */
export class TrainingOperator extends Construct {
  /** Namespaces that it is in. */
  public readonly namespaces: string[];

  constructor(scope: Construct, id: string, props: TrainingOperatorProps = {}) {
    super(scope, id);
    recordCall(this, new.target);
    const { mpi = true } = props;
    this.namespaces = mpi ? [TRAINING, MPI] : [TRAINING];
    const rules = new Rules();
    const kinds = rules.list('kinds', props.kinds ?? KINDS);
    if (kinds.length === 0) rules.error('GPULAB2832', 'kinds is empty: the operator would run no jobs', 'kinds');
    rules.distinct('kinds', kinds);
    for (const key of ['image', 'pytorchInitImage', 'mpiImage'] as const) {
      const image = byDefault(props[key]);
      if (image !== undefined) rules.matching(key, image, IMAGE, 'a reference to an image');
    }
    report(this, rules.problems);
    if (hasError(rules.problems)) return;
    this.makeTraining(kinds, props);
    if (mpi) this.makeMpi(props);
  }

  private makeTraining(kinds: readonly TrainingKind[], props: TrainingOperatorProps): void {
    const { definitions = true, webhook = true, gangScheduling = false } = props;
    const holder = { name: TRAINING, namespace: TRAINING };
    make(this, [
      ...(definitions ? kinds.map((kind) => definitionManifest(definitionOf(kind))) : []),
      account(TRAINING, TRAINING),
      ...clusterRole(TRAINING, trainingRules(kinds, gangScheduling, webhook), holder),
      ...(webhook ? [...role(TRAINING, TRAINING, CERTIFICATE_RULES, TRAINING), certificateSecret()] : []),
      trainingService(webhook),
      trainingDeployment(kinds, webhook, props),
      ...(webhook ? [webhookConfiguration(kinds)] : []),
    ]);
  }

  private makeMpi(props: TrainingOperatorProps): void {
    const { definitions = true, gangScheduling = false } = props;
    make(this, [
      ...(definitions ? [definitionManifest(MPI_JOB)] : []),
      account(MPI, MPI),
      ...clusterRole(MPI, mpiRules(gangScheduling), { name: MPI, namespace: MPI }),
      ...role(`${MPI}-leader`, MPI, MPI_LEADER_RULES, MPI),
      mpiDeployment(props),
    ]);
  }
}
