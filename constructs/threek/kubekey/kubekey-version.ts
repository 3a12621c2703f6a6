/** A line of KubeKey (`kk`): what its file may hold, and what it does with it. Sources: kubesphere/kubekey v3.0.2 and v3.1.12. */
export class KubeKeyVersion {
  /** The one that the scripts of the platform load (3.0.2). Harbor has ChartMuseum. */
  public static readonly V3_0 = new KubeKeyVersion('3.0', '1.25.4');

  /** The last one that reads `v1alpha2` (3.1.12). Harbor has no ChartMuseum: charts go to it as OCI. */
  public static readonly V3_1 = new KubeKeyVersion('3.1', '1.33.4');

  private constructor(
    /** As `3.0`. */
    public readonly line: string,
    /** Newest Kubernetes that it makes. */
    public readonly newestKubernetes: string,
  ) {}
}
