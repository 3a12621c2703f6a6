import type { Duration } from 'cdk8s';

/** Options of `Delivery.flux`. */
export interface FluxOptions {
  /** Name of the GitRepository that the output folder is committed to. */
  readonly sourceName: string;

  /**
   * Namespace of that GitRepository.
   * @default - that of the other objects
   */
  readonly sourceNamespace?: string;

  /**
   * The output folder in the repository.
   * @default - the root of the repository
   */
  readonly path?: string;

  /**
   * How often Flux looks for a difference between cluster and repository.
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * Namespace of the objects that are written.
   * @default "flux-system"
   */
  readonly namespace?: string;
}
