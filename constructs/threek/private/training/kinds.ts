import { TrainingKind } from '../../training/training-operator-props';
import { BOOLEAN, type Definition, INT32, OPEN, object, type Schema, TEXT } from '../definition-shape';

/** Conditions are what `kubectl get` shows: the last one is the state. */
const COLUMNS = { State: '.status.conditions[-1:].type' };

const REPLICAS: Schema = {
  type: 'object',
  additionalProperties: object({ replicas: INT32, restartPolicy: TEXT, template: OPEN }),
};

const RUN_POLICY = object({
  cleanPodPolicy: TEXT,
  ttlSecondsAfterFinished: INT32,
  activeDeadlineSeconds: { type: 'integer', format: 'int64' },
  backoffLimit: INT32,
  schedulingPolicy: OPEN,
  suspend: BOOLEAN,
});

/** How many workers a job has can be changed while it runs (source: kubeflow/training-operator v1.9.0). */
const ELASTIC = (field: string) => ({
  specReplicasPath: `.spec.${field}.Worker.replicas`,
  statusReplicasPath: '.status.replicaStatuses.Worker.active',
  labelSelectorPath: '.status.replicaStatuses.Worker.selector',
});

interface Kind {
  readonly kind: string;
  /** Field of the spec that holds the replicas. */
  readonly field: string;
  readonly isElastic?: boolean;
}

const KINDS: { readonly [kind in TrainingKind]: Kind } = {
  [TrainingKind.PYTORCH]: { kind: 'PyTorchJob', field: 'pytorchReplicaSpecs', isElastic: true },
  [TrainingKind.TENSORFLOW]: { kind: 'TFJob', field: 'tfReplicaSpecs' },
  [TrainingKind.XGBOOST]: { kind: 'XGBoostJob', field: 'xgbReplicaSpecs' },
  [TrainingKind.PADDLE]: { kind: 'PaddleJob', field: 'paddleReplicaSpecs', isElastic: true },
  [TrainingKind.JAX]: { kind: 'JAXJob', field: 'jaxReplicaSpecs' },
};

/** Plural of a kind, as its resource is called. */
export const pluralOf = (kind: TrainingKind): string => `${kind}s`;

/** Definition of a kind, `kubeflow.org/v1`. */
export function definitionOf(name: TrainingKind): Definition {
  const { kind, field, isElastic } = KINDS[name];
  const spec = object({ [field]: REPLICAS, runPolicy: RUN_POLICY }, [field]);
  const version = { name: 'v1', spec, columns: COLUMNS, ...(isElastic ? { scale: ELASTIC(field) } : {}) };
  return { group: 'kubeflow.org', kind, plural: pluralOf(name), versions: [version] };
}

/**
 * MPIJob, the only one of its name in the cluster: both operators of Kubeflow define it, in versions that exclude each other (facts:
 * threek.md 3.5).
 */
export const MPI_JOB: Definition = {
  group: 'kubeflow.org',
  kind: 'MPIJob',
  plural: 'mpijobs',
  versions: [
    {
      name: 'v2beta1',
      spec: object(
        {
          slotsPerWorker: INT32,
          sshAuthMountPath: TEXT,
          launcherCreationPolicy: TEXT,
          mpiImplementation: TEXT,
          runLauncherAsWorker: BOOLEAN,
          mpiReplicaSpecs: REPLICAS,
          runPolicy: RUN_POLICY,
        },
        ['mpiReplicaSpecs'],
      ),
      columns: COLUMNS,
    },
  ],
};
