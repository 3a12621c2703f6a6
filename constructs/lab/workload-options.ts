import type { BooleanValue, IntegerValue, ListValue } from '../core/values';

/**
 * What a student's job is made of; the same for all students of a profile when it is a starter.
 *
 * Each option takes a literal or a reference to a value. A reference that is empty (a text without characters, the number 0,
 * an empty list) is as if the option were left out, where leaving it out means doing without.
 */
export interface StudentWorkloadOptions {
  /**
   * What kind of job it is, for names.
   * @default "undescribed-job"
   */
  readonly baseName?: string;

  /**
   * Which job of its kind it is, for names.
   * @default - the id of the construct
   */
  readonly release?: string;

  /**
   * Name of Deployment, Service and Ingress.
   * @default - namespace, base name and release with dashes between them
   */
  readonly deployName?: string;

  /**
   * Value of the label `app`, by which the Service finds the pods.
   * @default - base name and release with a dash between them
   */
  readonly label?: string;

  /**
   * Name of the container.
   * @default - base name and release with a dash between them
   */
  readonly containerName?: string;

  /**
   * Image.
   * @default - the default image of the site
   */
  readonly image?: string;

  /**
   * GPU model of the node that it runs on, one of the site's. Needed as soon as it asks for GPUs.
   * @default - any node
   */
  readonly gpuModel?: string;

  /**
   * GPUs of each replica.
   * @default 0
   */
  readonly gpus?: number | IntegerValue;

  /**
   * Cores of each replica, as "8" or "500m".
   * @default "8"
   */
  readonly cpu?: string;

  /**
   * Memory of each replica.
   * @default "16Gi"
   */
  readonly memory?: string;

  /**
   * Number of pods. They share the scratch claims, so they run on one node if the site's scratch is local.
   * @default 1
   */
  readonly replicas?: number | IntegerValue;

  /**
   * User that the container runs as.
   * @default 0
   */
  readonly runAsUser?: number | IntegerValue;

  /**
   * Group that the container runs as.
   * @default 0
   */
  readonly runAsGroup?: number | IntegerValue;

  /**
   * Command, in place of the image's entry point. An empty list leaves the image's own.
   * @default - a shell that sleeps, to log in to
   */
  readonly command?: string[] | ListValue;

  /**
   * Arguments of the command.
   * @default - none
   */
  readonly args?: string[] | ListValue;

  /**
   * Size of each scratch claim.
   * @default - that of the site
   */
  readonly scratchSize?: string;

  /**
   * Mount the site's optional claims as well?
   * @default true
   */
  readonly sharedStorage?: boolean | BooleanValue;

  /**
   * Size of `/dev/shm`, which data loaders of several processes need. It counts as memory of the container.
   * @default - what the container runtime gives (64Mi)
   */
  readonly sharedMemory?: string;

  /**
   * Join the student's InfiniBand network?
   * @default false
   */
  readonly infiniband?: boolean | BooleanValue;

  /**
   * One more port of the Service, beside 22.
   * @default - none
   */
  readonly extraPort?: number | IntegerValue;

  /**
   * Host name under which `extraPort` is served by HTTPS.
   * @default - no Ingress
   */
  readonly ingressHost?: string;
}
