/** What KubeKey puts in front of several API servers. */
export enum KubeKeyLoadBalancer {
  /** A proxy on each worker. */
  HAPROXY = 'haproxy',
  /** A virtual address that moves between hosts of the control plane. */
  KUBE_VIP = 'kube-vip',
}

/** How API servers are reached. */
export interface KubeKeyEndpoint {
  /**
   * Load balancer that KubeKey makes.
   * @default - haproxy for several API servers without an address; else none
   */
  readonly internalLoadBalancer?: KubeKeyLoadBalancer;

  /**
   * Address of a load balancer of yours, or the virtual one of kube-vip.
   * @default - that of the first API server
   */
  readonly address?: string;

  /**
   * Name that it has on all nodes.
   * @default "lb.kubesphere.local"
   */
  readonly domain?: string;

  /**
   * Port.
   * @default 6443
   */
  readonly port?: number;

  /**
   * Is the name resolved by a DNS server of yours? Needs KubeKey 3.1.
   * @default false
   */
  readonly externalDns?: boolean;
}
