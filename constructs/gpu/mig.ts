/** How slices of a GPU (MIG) are offered. */
export enum MigStrategy {
  /** Not at all: GPUs are whole. */
  NONE = 'none',
  /** As `nvidia.com/gpu`: all slices of a node are of one size. */
  SINGLE = 'single',
  /** Each size under its own name, as `nvidia.com/mig-1g.5gb`. */
  MIXED = 'mixed',
}

/** Slices of GPUs (MIG). Which node is cut how, its label `nvidia.com/mig.config` says. */
export interface Mig {
  /** How they are offered. */
  readonly strategy: MigStrategy;

  /**
   * ConfigMap in the namespace of the operator with layouts of one's own, in its key `config.yaml`.
   * @default - the layouts of the operator
   */
  readonly configMap?: string;
}
