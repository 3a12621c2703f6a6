/** Options of `Delivery.argoCd`. */
export interface ArgoCdOptions {
  /** Git repository that the output folder is committed to, as Argo CD reaches it. */
  readonly repoUrl: string;

  /**
   * The output folder in that repository.
   * @default - the root of the repository
   */
  readonly path?: string;

  /**
   * Branch, tag or commit that Argo CD follows.
   * @default "HEAD"
   */
  readonly revision?: string;

  /**
   * Project of Argo CD that the Applications belong to.
   * @default "default"
   */
  readonly project?: string;

  /**
   * API server of the cluster that is installed to.
   * @default "https://kubernetes.default.svc", the one that Argo CD runs on
   */
  readonly destination?: string;

  /**
   * Namespace of Argo CD.
   * @default "argocd"
   */
  readonly namespace?: string;

  /**
   * Does Argo CD sync by itself? Waves need it: a wave waits for Applications that nobody syncs.
   * @default true
   */
  readonly automated?: boolean;

  /**
   * Does an automated sync delete what the repository has no more?
   * @default false
   */
  readonly prune?: boolean;
}
