/** Networks of pods that KubeKey installs. */
export enum KubeKeyNetworkPlugin {
  /** Calico. */
  CALICO = 'calico',
  /** Flannel. */
  FLANNEL = 'flannel',
  /** Cilium. */
  CILIUM = 'cilium',
  /** Kube-OVN. */
  KUBEOVN = 'kubeovn',
  /** Hybridnet; KubeKey 3.1. */
  HYBRIDNET = 'hybridnet',
  /** None: somebody else installs one. */
  NONE = 'none',
}

/** Networks of pods and services. */
export interface KubeKeyNetwork {
  /**
   * Who makes the network of pods.
   * @default KubeKeyNetworkPlugin.CALICO
   */
  readonly plugin?: KubeKeyNetworkPlugin;

  /**
   * Network of pods. Its size and `kubernetes.nodeCidrMaskSize` say how many nodes there can ever be.
   * @default "10.233.64.0/18"
   */
  readonly podCidr?: string;

  /**
   * Network of services.
   * @default "10.233.0.0/18"
   */
  readonly serviceCidr?: string;

  /**
   * MTU of the pods' interfaces with Calico.
   * @default - found by Calico
   */
  readonly calicoMtu?: number;
}
