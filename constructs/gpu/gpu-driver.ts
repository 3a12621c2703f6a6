/** Options of `GpuDriver.container`. */
export interface GpuDriverOptions {
  /**
   * Version of the driver, as "535.104.05"; it must be one that the nodes' system has an image of.
   * @default - the one of the chart
   */
  readonly version?: string;

  /**
   * Is the module `nvidia-peermem` loaded, so that network cards read and write the memory of GPUs (GPUDirect RDMA)?
   * @default - true where the stack has a `nic`
   */
  readonly rdma?: boolean;

  /**
   * Is the driver of the network cards (MOFED, DOCA-OFED) installed on the hosts, and not by the network operator?
   * @default - true where the `nic` says so
   */
  readonly useHostMofed?: boolean;
}

/** Who brings the kernel driver of the GPUs. */
export class GpuDriver {
  /** The GPU operator, by a container that builds or loads it on each node. */
  public static container(options: GpuDriverOptions = {}): GpuDriver {
    return new GpuDriver(options);
  }

  /** The hosts: their image or administrator has installed it. The operator keeps off. */
  public static preinstalled(): GpuDriver {
    return new GpuDriver(undefined);
  }

  private constructor(
    /**
     * Undefined where the hosts bring it.
     * @internal
     */
    public readonly _options: GpuDriverOptions | undefined,
  ) {}
}
