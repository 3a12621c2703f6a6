/** Networks of Multus that Ceph's daemons join, each as the name of a NetworkAttachmentDefinition. */
export interface CephMultusNetworks {
  /** What clients reach the daemons by: `storage`, or `NAMESPACE/storage`. */
  readonly publicNetwork: string;

  /**
   * What disks copy data to each other by.
   * @default - the public one
   */
  readonly clusterNetwork?: string;
}

/** Where Ceph's daemons listen, if not on the network of the pods. It cannot be changed once the cluster runs. */
export class CephNetwork {
  /** On the network of the hosts: no overlay in between; ports of the hosts are taken. */
  public static host(): CephNetwork {
    return new CephNetwork(undefined);
  }

  /** On networks of Multus, which the cluster must have. Rook calls this experimental. */
  public static multus(networks: CephMultusNetworks): CephNetwork {
    return new CephNetwork(networks);
  }

  private constructor(
    /** @internal */
    public readonly _multus: CephMultusNetworks | undefined,
  ) {}
}
