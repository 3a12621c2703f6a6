/** What must not hold two copies of the same data. */
export enum CephFailureDomain {
  /** A host: the data survives the loss of one. */
  HOST = 'host',
  /** A disk: the data survives the loss of a disk, not that of a host. */
  OSD = 'osd',
}

/** What becomes of the data when a claim is deleted. */
export enum CephReclaimPolicy {
  /** It is deleted with the claim. */
  DELETE = 'Delete',
  /** It stays until somebody deletes the volume. */
  RETAIN = 'Retain',
}

/** What block pools, file systems and object stores have in common. */
export interface CephPool {
  /** Name on the cluster: lower-case letters, digits and "-" in between. */
  readonly name: string;

  /** Storage class that claims take it by; one name in the whole cluster. */
  readonly storageClass: string;

  /**
   * Copies of everything; of an object store with erasure coding, of its metadata.
   * @default 3; 1 on a single node
   */
  readonly replicas?: number;

  /**
   * What must not hold two copies of the same data.
   * @default CephFailureDomain.HOST; OSD on a single node
   */
  readonly failureDomain?: CephFailureDomain;

  /**
   * What becomes of the data when a claim is deleted.
   * @default CephReclaimPolicy.DELETE
   */
  readonly reclaimPolicy?: CephReclaimPolicy;
}

/** Disks for one pod at a time (RBD). */
export interface CephBlockPool extends CephPool {
  /**
   * Is its class the one of claims that name none? At most one class of a cluster is.
   * @default false
   */
  readonly isDefaultClass?: boolean;
}

/** Folders for many pods at a time (CephFS). */
export interface CephFilesystem extends CephPool {
  /**
   * Is its class the one of claims that name none? At most one class of a cluster is.
   * @default false
   */
  readonly isDefaultClass?: boolean;
}

/** Data is cut into chunks, of which some can be lost: less space than copies, more work. */
export interface CephErasureCoding {
  /** Chunks that an object is cut into: at least 2. */
  readonly dataChunks: number;

  /** Further chunks, and how many can be lost: at least 1. */
  readonly codingChunks: number;
}

/** Buckets, as S3 has them (RGW). Claims of buckets are ObjectBucketClaims. */
export interface CephObjectStore extends CephPool {
  /**
   * Erasure coding of the data instead of copies. Each chunk goes to a failure domain of its own.
   * @default - copies, as many as `replicas`
   */
  readonly erasureCoding?: CephErasureCoding;
}
