import type { CephDevices } from './ceph-devices';
import type { CephNetwork } from './ceph-network';
import type { CephBlockPool, CephFilesystem, CephObjectStore } from './ceph-pools';
import type { CephResources } from './ceph-resources';

/** Properties of a `CephCluster`. */
export interface CephClusterProps {
  /**
   * Names of the nodes that hold Ceph's disks and daemons, as `kubectl get nodes` has them: at least 3, or one with `singleNode`.
   * They must carry the label `role=ceph`.
   */
  readonly nodes: string[];

  /** The disks of these nodes that Ceph takes. All that was on them is lost. */
  readonly devices: CephDevices;

  /**
   * Everything on one node with one copy of all data: for tests, and for data that can be made again.
   * @default false
   */
  readonly singleNode?: boolean;

  /**
   * Version of Rook's charts, of the lines 1.12 to 1.20.
   * @default "v1.20.6"
   */
  readonly rookVersion?: string;

  /**
   * Image of Ceph.
   * @default - the one that the line of Rook came with: `quay.io/ceph/ceph:v20.2.4` for 1.20
   */
  readonly image?: string;

  /**
   * Namespace of the cluster, and the name of the CephCluster.
   * @default "rook-ceph"
   */
  readonly namespace?: string;

  /**
   * Namespace of the operator and the CSI drivers. Provisioners of storage classes begin with its name.
   * @default - that of the cluster
   */
  readonly operatorNamespace?: string;

  /**
   * Pools of disks for pods.
   * @default - one, `ceph-blockpool`, with the class `ceph-block`, which is that of claims that name none
   */
  readonly blockPools?: CephBlockPool[];

  /**
   * File systems.
   * @default - one, `ceph-filesystem`, with the class `ceph-filesystem`
   */
  readonly filesystems?: CephFilesystem[];

  /**
   * Object stores.
   * @default - one, `ceph-objectstore`, with the class `ceph-bucket`; erasure coding 2+1, on a single node one copy
   */
  readonly objectStores?: CephObjectStore[];

  /**
   * Ceph's own web page.
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * Does the dashboard speak https?
   * @default true
   */
  readonly dashboardSsl?: boolean;

  /**
   * ServiceMonitors and rules for Prometheus. The kinds must be there first: a kube-prometheus-stack of the program comes before
   * the cluster by itself.
   * @default false
   */
  readonly monitoring?: boolean;

  /**
   * A pod with Ceph's commands.
   * @default false
   */
  readonly toolbox?: boolean;

  /**
   * Resources of the daemons.
   * @default - those of the chart
   */
  readonly resources?: CephResources;

  /**
   * Where the daemons listen.
   * @default - on the network of the pods
   */
  readonly network?: CephNetwork;

  /**
   * Keys of taints that the daemons and the CSI drivers run in spite of: those of the nodes named here, and of every node whose
   * pods mount volumes of Ceph, as `nvidia.com/gpu`.
   * @default - none
   */
  readonly toleratedTaints?: string[];

  /**
   * Are new disks encrypted (dm-crypt)? Keys are Secrets of the namespace.
   * @default false
   */
  readonly encryptDisks?: boolean;

  /**
   * Folder of the hosts that monitors keep their data in. It must be removed before another cluster can use it.
   * @default "/var/lib/rook"
   */
  readonly dataDirHostPath?: string;

  /**
   * The text `yes-really-destroy-data`: once it is applied, Rook changes nothing any more, and wipes disks and folders of the hosts
   * as soon as the CephCluster is deleted. Give it when the cluster is to be removed, and at no other time.
   * @default - deleting the CephCluster leaves the data on the disks
   */
  readonly destroyDataOnDelete?: string;
}
