import type { CephClusterProps } from '../../ceph/ceph-cluster-props';

/** A Ceph that is outside of the cluster. */
export interface ThreeKExternalCeph {
  /** Id of the Ceph cluster, as `ceph fsid` tells it. */
  readonly clusterId: string;

  /** Addresses of its monitors, as "10.0.0.9:6789". */
  readonly monitors: string[];

  /** Secret in namespace `ceph-csi-cephfs` with `adminID` and `adminKey`: made by the program, or declared with `app.external.secret`. */
  readonly secret: string;

  /**
   * File system in it.
   * @default "ceph-filesystem"
   */
  readonly fileSystem?: string;
}

/** A JuiceFS: files in an object store, with a database that knows where. */
export interface ThreeKJuiceFs {
  /**
   * Secret in namespace `kube-system` with `name`, `metaurl`, `storage`, `bucket`, `access-key` and `secret-key`: made by the program, or
   * declared with `app.external.secret`.
   */
  readonly secret: string;
}

/** Where models, data sets and checkpoints are. Claims of all nodes must be able to mount one volume. */
export class ThreeKStorage {
  /** Ceph on disks of the nodes, by Rook: classes `ceph-filesystem`, `ceph-block` and `ceph-bucket`. */
  public static ceph(props: CephClusterProps): ThreeKStorage {
    return new ThreeKStorage('ceph', { ceph: props });
  }

  /** A Ceph that is outside of the cluster: class `csi-cephfs-sc`. */
  public static externalCeph(ceph: ThreeKExternalCeph): ThreeKStorage {
    return new ThreeKStorage('external-ceph', { externalCeph: ceph });
  }

  /** JuiceFS: class `juicefs-sc`. */
  public static juiceFs(juiceFs: ThreeKJuiceFs): ThreeKStorage {
    return new ThreeKStorage('juicefs', { juiceFs });
  }

  /** A class that the cluster has, or that another part of the program makes. */
  public static existing(storageClass: string): ThreeKStorage {
    return new ThreeKStorage('existing', { storageClass });
  }

  private constructor(
    /** `ceph`, `external-ceph`, `juicefs` or `existing`. */
    public readonly kind: string,
    /** @internal */
    public readonly _choice: {
      readonly ceph?: CephClusterProps;
      readonly externalCeph?: ThreeKExternalCeph;
      readonly juiceFs?: ThreeKJuiceFs;
      readonly storageClass?: string;
    },
  ) {}
}
