import type { Duration } from 'cdk8s';

/** An etcd that is there already. */
export interface KubeKeyExternalEtcd {
  /** As "https://10.0.0.9:2379". */
  readonly endpoints: string[];

  /** Certificate of its authority, on the machine of the installation. */
  readonly caFile: string;

  /** Certificate of the client. */
  readonly certFile: string;

  /** Key of the client. */
  readonly keyFile: string;
}

/** The store of the cluster. */
export interface KubeKeyEtcd {
  /**
   * An etcd that is there already.
   * @default - KubeKey installs one on the hosts of group etcd
   */
  readonly external?: KubeKeyExternalEtcd;

  /**
   * Folder of backups.
   * @default "/var/backups/kube_etcd"
   */
  readonly backupDir?: string;

  /**
   * How often a backup is made, in whole minutes.
   * @default - every day
   */
  readonly backupPeriod?: Duration;

  /**
   * How many backups are kept.
   * @default 5
   */
  readonly keepBackups?: number;
}
