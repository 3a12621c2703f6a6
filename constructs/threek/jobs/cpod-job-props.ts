import type { Duration } from 'cdk8s';

/** Who runs a job. */
export enum CPodJobType {
  /** A launcher and workers with MPI: becomes an MPIJob. */
  MPI = 'mpi',
  /** PyTorch over several workers: becomes a PyTorchJob. */
  PYTORCH = 'pytorch',
  /** TensorFlow. The kind has it, but no controller makes TFJobs of it (NascentCore/3k at 17b19cf1): refused with GPULAB2833. */
  TENSORFLOW = 'tensorFlow',
  /** One program without a GPU: becomes a Job. */
  GENERAL = 'general',
}

/** A model or a data set that a job reads. */
export interface CPodInput {
  /** Name of the ModelStorage or DataSetStorage. */
  readonly name: string;

  /** Where the job finds it. */
  readonly mountPath: string;

  /**
   * Is it in the namespace `public`, for all?
   * @default false
   */
  readonly isPublic?: boolean;
}

/** A claim that is made for a job. */
export interface CPodVolume {
  /** Where the job finds it. */
  readonly mountPath: string;

  /** Its size in MiB. */
  readonly sizeMib: number;
}

/** A key of a Secret in the namespace of a job. */
export interface CPodSecretKey {
  /** Name of the Secret. */
  readonly secret: string;

  /** Key in it. */
  readonly key: string;
}

/** Properties of a `CPodJob`. */
export interface CPodJobProps {
  /**
   * Name of the job.
   * @default - the id of the construct
   */
  readonly name?: string;

  /** Namespace of the user. */
  readonly namespace: string;

  /** Who runs it. */
  readonly type: CPodJobType;

  /** Image. */
  readonly image: string;

  /**
   * Command.
   * @default - that of the image
   */
  readonly command?: string[];

  /**
   * Arguments.
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * Environment variables. They stand in the manifest: passwords and tokens belong into `secretEnv`.
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables out of Secrets in the namespace of the job, such as a token for a model hub.
   * @default - none
   */
  readonly secretEnv?: { [name: string]: CPodSecretKey };

  /**
   * GPUs of each worker.
   * @default 0
   */
  readonly gpusPerWorker?: number;

  /**
   * Model of the GPUs, as the label `nvidia.com/gpu.product` has it: "NVIDIA-A100-SXM4-80GB". A must for MPI and PyTorch: the operator
   * selects nodes by it, and by an empty text it selects none.
   * @default - none
   */
  readonly gpuModel?: string;

  /**
   * Workers.
   * @default 1
   */
  readonly workers?: number;

  /**
   * Data set that it reads.
   * @default - none
   */
  readonly dataset?: CPodInput;

  /**
   * Model that it begins with.
   * @default - none
   */
  readonly pretrainedModel?: CPodInput;

  /**
   * Where it keeps checkpoints.
   * @default - nowhere
   */
  readonly checkpoints?: CPodVolume;

  /**
   * Where it leaves the trained model.
   * @default - nowhere
   */
  readonly trainedModel?: CPodVolume;

  /**
   * Is the trained model uploaded?
   * @default false
   */
  readonly uploadModel?: boolean;

  /**
   * How long it may run, in whole minutes.
   * @default - as long as it takes
   */
  readonly duration?: Duration;

  /**
   * How often it is tried again.
   * @default - as the operator says
   */
  readonly backoffLimit?: number;
}
