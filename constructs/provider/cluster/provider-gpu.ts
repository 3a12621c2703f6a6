import type { GpuOperatorStackProps } from '../../gpu/gpu-operator-stack';

/** Who offers the GPUs of the nodes to tasks, as `nvidia.com/gpu`. */
export class ProviderGpu {
  /**
   * NVIDIA's device plugin alone. The hosts bring driver and container toolkit, with `nvidia` as the default runtime: neither the tasks
   * nor the exporter name a runtime class.
   */
  public static devicePlugin(): ProviderGpu {
    return new ProviderGpu(undefined, false);
  }

  /** The GPU operator, which can bring driver and toolkit as well. */
  public static operator(props: GpuOperatorStackProps = {}): ProviderGpu {
    return new ProviderGpu(props, false);
  }

  /** Somebody else, on the cluster already or in another part of the program. */
  public static existing(): ProviderGpu {
    return new ProviderGpu(undefined, true);
  }

  private constructor(
    /** @internal */
    public readonly _operator: GpuOperatorStackProps | undefined,
    /** @internal */
    public readonly _existing: boolean,
  ) {}
}
