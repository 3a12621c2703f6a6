import type { Inventory } from '../../inventory/inventory';
import type { KubeKeyEndpoint } from './kubekey-endpoint';
import type { KubeKeyEtcd } from './kubekey-etcd';
import type { KubeKeyHost, KubeKeyRoleGroups } from './kubekey-host';
import type { KubeKeyKubernetes } from './kubekey-kubernetes';
import type { KubeKeyNetwork } from './kubekey-network';
import type { KubeKeyRegistry } from './kubekey-registry';
import type { KubeKeyAddon, KubeKeySystem } from './kubekey-system';
import type { KubeKeyVersion } from './kubekey-version';

/** Properties of a `KubeKeyCluster`. */
export interface KubeKeyClusterProps {
  /**
   * Name of the cluster and of its file: a DNS label.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The line of KubeKey that reads the file.
   * @default KubeKeyVersion.V3_0
   */
  readonly version?: KubeKeyVersion;

  /**
   * The machines.
   * @default - those of `inventory`
   */
  readonly hosts?: KubeKeyHost[];

  /**
   * The machines of the site: each entry of one machine that is in a group `control-plane`, `worker`, `etcd` or `registry`. Port, user
   * and key are KubeKey's defaults; give `hosts` where they are others.
   * @default - `hosts`
   */
  readonly inventory?: Inventory;

  /**
   * What each host does.
   * @default - groups of `inventory`
   */
  readonly roleGroups?: KubeKeyRoleGroups;

  /**
   * How API servers are reached.
   * @default - haproxy on each worker, if there are several
   */
  readonly controlPlaneEndpoint?: KubeKeyEndpoint;

  /**
   * The store of the cluster.
   * @default - KubeKey installs it on the hosts of group etcd
   */
  readonly etcd?: KubeKeyEtcd;

  /**
   * Kubernetes itself.
   * @default - the version of the platform, with containerd
   */
  readonly kubernetes?: KubeKeyKubernetes;

  /**
   * Networks of pods and services.
   * @default - Calico, with room for 64 nodes
   */
  readonly network?: KubeKeyNetwork;

  /**
   * Where nodes get images from.
   * @default - Harbor on the host of group registry, if there is one; else where each image is published
   */
  readonly registry?: KubeKeyRegistry;

  /**
   * The machines themselves.
   * @default - what KubeKey does to all
   */
  readonly system?: KubeKeySystem;

  /**
   * What KubeKey installs when there is a cluster.
   * @default - nothing: the program does it
   */
  readonly addons?: KubeKeyAddon[];
}
