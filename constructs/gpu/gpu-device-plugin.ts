import type { TimeSlicing } from './time-slicing';

/** Options of `GpuDevicePlugin.operator`. */
export interface OperatorDevicePluginOptions {
  /**
   * How many pods share a GPU in turns, without a border between their memories.
   * @default - a GPU belongs to one pod
   */
  readonly timeSlicing?: TimeSlicing;

  /**
   * Do the nodes of every other device plugin of the program carry the label `nvidia.com/gpu.deploy.device-plugin: "false"`, so
   * that the operator's keeps off them? Whoever makes the nodes sees to it; releases of others must select these nodes.
   * @default false
   */
  readonly othersHaveOwnNodes?: boolean;
}

/** Who offers GPUs to the scheduler as `nvidia.com/gpu`. On one node there can be one only. */
export class GpuDevicePlugin {
  /** The GPU operator. */
  public static operator(options: OperatorDevicePluginOptions = {}): GpuDevicePlugin {
    return new GpuDevicePlugin(options);
  }

  /** Somebody else, such as HAMi. */
  public static none(): GpuDevicePlugin {
    return new GpuDevicePlugin(undefined);
  }

  private constructor(
    /**
     * Undefined without the operator's.
     * @internal
     */
    public readonly _options: OperatorDevicePluginOptions | undefined,
  ) {}
}
