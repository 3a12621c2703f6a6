/** Options of `NicDriver.container`: an image other than that of the chart's version. */
export interface NicDriverOptions {
  /**
   * Version, as "doca3.4.1-26.04-1.1.0.0-1".
   * @default - the one that was released with the version of the network operator
   */
  readonly version?: string;

  /**
   * Name of the image.
   * @default - "doca-driver"; "mofed" before version 24 of the network operator
   */
  readonly image?: string;

  /**
   * Registry and path of the image.
   * @default "nvcr.io/nvidia/mellanox"
   */
  readonly repository?: string;
}

/** Who brings the kernel driver of the network cards (MOFED, now DOCA-OFED). */
export class NicDriver {
  /** The network operator, by a container that builds or loads it on each node. */
  public static container(options: NicDriverOptions = {}): NicDriver {
    return new NicDriver(options);
  }

  /** The hosts: their image or administrator has installed it. */
  public static preinstalled(): NicDriver {
    return new NicDriver(undefined);
  }

  private constructor(
    /**
     * Undefined where the hosts bring it.
     * @internal
     */
    public readonly _options: NicDriverOptions | undefined,
  ) {}
}
