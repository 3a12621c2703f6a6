/** What runs containers. */
export enum KubeKeyContainerManager {
  /** containerd. */
  CONTAINERD = 'containerd',
  /** Docker: up to Kubernetes 1.23, or with KubeKey 3.1. */
  DOCKER = 'docker',
  /** CRI-O. */
  CRIO = 'crio',
  /** iSulad. */
  ISULA = 'isula',
}

/** Kubernetes itself. */
export interface KubeKeyKubernetes {
  /**
   * Version, as "v1.24.3".
   * @default - "v1.24.3" for KubeKey 3.0, "v1.33.4" for 3.1
   */
  readonly version?: string;

  /**
   * Domain of the cluster.
   * @default "cluster.local"
   */
  readonly clusterName?: string;

  /**
   * What runs containers.
   * @default KubeKeyContainerManager.CONTAINERD
   */
  readonly containerManager?: KubeKeyContainerManager;

  /**
   * Are certificates renewed before they end?
   * @default true
   */
  readonly autoRenewCerts?: boolean;

  /**
   * Pods of one node.
   * @default - 110
   */
  readonly maxPods?: number;

  /**
   * Size of each node's part of the network of pods. With 24 in the network "10.233.64.0/18" there are 64 parts.
   * @default - 24
   */
  readonly nodeCidrMaskSize?: number;

  /**
   * Further names and addresses in the certificate of the API server.
   * @default - none
   */
  readonly apiserverCertExtraSans?: string[];

  /**
   * Feature gates of all parts.
   * @default - none
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * Arguments of the kubelet, as "max-pods=200".
   * @default - none
   */
  readonly kubeletArgs?: string[];

  /**
   * Arguments of the API server.
   * @default - none
   */
  readonly apiserverArgs?: string[];
}
