/** What each daemon of one kind may use. Memory is its request and its limit, cores are requested and have no limit. */
export interface CephDaemonResources {
  /** Cores, as "500m" or "2". */
  readonly cpu: string;

  /** Memory, as "4Gi". */
  readonly memory: string;
}

/**
 * Resources of Ceph's daemons. Those of the chart (v1.12 to v1.20) are in the defaults, where the monitor's and the manager's
 * limit of memory is twice their request.
 */
export interface CephResources {
  /**
   * Each monitor.
   * @default - 1 core, 1Gi
   */
  readonly monitor?: CephDaemonResources;

  /**
   * Each manager.
   * @default - 500m, 512Mi
   */
  readonly manager?: CephDaemonResources;

  /**
   * Each disk: Ceph fits its cache to this.
   * @default - 1 core, 4Gi
   */
  readonly disk?: CephDaemonResources;

  /**
   * Each metadata server of file systems.
   * @default - 1 core, 4Gi
   */
  readonly metadataServer?: CephDaemonResources;

  /**
   * Each gateway of object stores.
   * @default - 1 core, 1Gi
   */
  readonly gateway?: CephDaemonResources;
}
