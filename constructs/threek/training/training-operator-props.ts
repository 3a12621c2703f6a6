/** Kinds of training jobs that the training operator runs. MPIJob is not among them: it is the MPI operator's. */
export enum TrainingKind {
  /** PyTorchJob. */
  PYTORCH = 'pytorchjob',
  /** TFJob. */
  TENSORFLOW = 'tfjob',
  /** XGBoostJob. */
  XGBOOST = 'xgboostjob',
  /** PaddleJob. */
  PADDLE = 'paddlejob',
  /** JAXJob; version 1.9. */
  JAX = 'jaxjob',
}

/** Properties of a `TrainingOperator`. */
export interface TrainingOperatorProps {
  /**
   * Kinds of jobs.
   * @default - PyTorch, TensorFlow and XGBoost, as the platform has them
   */
  readonly kinds?: TrainingKind[];

  /**
   * Is the MPI operator installed, too? It brings MPIJob in version v2beta1, which the CPod operator needs.
   * @default true
   */
  readonly mpi?: boolean;

  /**
   * Do pods of a job start all together or not at all, by Volcano? It must be in the cluster.
   * @default false
   */
  readonly gangScheduling?: boolean;

  /**
   * Are definitions of the kinds made? They are our own: field names that matter are typed, all else is kept unseen. Without them, apply
   * upstream's before, and declare the kinds with `app.external.customKind`.
   * @default true
   */
  readonly definitions?: boolean;

  /**
   * Does the operator check jobs by a webhook? Images before version 1.8 have none.
   * @default true
   */
  readonly webhook?: boolean;

  /**
   * Image of the training operator.
   * @default "ghcr.io/kubeflow/training-v1/training-operator:v1-93c5489", which is version 1.9.4
   */
  readonly image?: string;

  /**
   * Image of the container that makes workers of PyTorch wait for their master.
   * @default "docker.io/library/alpine:3.10"
   */
  readonly pytorchInitImage?: string;

  /**
   * Image of the MPI operator.
   * @default "docker.io/mpioperator/mpi-operator:0.8.0"
   */
  readonly mpiImage?: string;
}
