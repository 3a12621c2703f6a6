/** How a GPU is shared in turns. */
export interface SharedGpu {
  /** Pods that share one, at least 2. */
  readonly replicas: number;

  /**
   * Is the resource called `nvidia.com/gpu.shared`, so that nobody takes a share for a whole card?
   * @default false
   */
  readonly renamed?: boolean;

  /**
   * Is a container refused that asks for more than one share? Two shares give no more time than one.
   * @default false
   */
  readonly onlyOne?: boolean;

  /**
   * What is shared: a slice has a name of its own under the MIG strategy `mixed`.
   * @default "nvidia.com/gpu"
   */
  readonly resource?: string;
}

/** Time slicing: of all nodes, and of those that are named. */
export interface TimeSlicing {
  /**
   * On every node that names nothing else.
   * @default - GPUs of such nodes are not shared
   */
  readonly everywhere?: SharedGpu;

  /**
   * On nodes with the label `nvidia.com/device-plugin.config`, by its value: a GPU model, or a purpose.
   * @default - none
   */
  readonly byLabel?: { [value: string]: SharedGpu };
}
