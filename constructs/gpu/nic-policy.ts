import type { NicDriver } from './nic-driver';

/** What runs over a port of a card. */
export enum NicLink {
  /** InfiniBand. */
  INFINIBAND = 'infiniband',
  /** Ethernet, for RDMA over Converged Ethernet (RoCE). */
  ETHERNET = 'ether',
}

/** Which ports of which cards are meant: those that are in every list that is given. */
export interface NicSelectors {
  /**
   * PCI vendors, four hexadecimal digits each.
   * @default ["15b3"] - Mellanox, now NVIDIA
   */
  readonly vendors?: string[];

  /**
   * PCI devices, four hexadecimal digits each, as "101b".
   * @default - any
   */
  readonly deviceIds?: string[];

  /**
   * Kernel modules, as "mlx5_core".
   * @default - any
   */
  readonly drivers?: string[];

  /**
   * Network interfaces of the hosts, as "ibs10".
   * @default - any
   */
  readonly ifNames?: string[];

  /**
   * What runs over the port.
   * @default - anything
   */
  readonly linkTypes?: NicLink[];
}

/** Cards that pods share: each may use RDMA, none has a card of its own. */
export interface RdmaSharedDevice extends NicSelectors {
  /**
   * Name of the resource that a pod asks for, behind `rdma/`.
   * @default "rdma_shared_device_a"
   */
  readonly resourceName?: string;

  /**
   * Pods of one node that may use it at once.
   * @default 63
   */
  readonly rdmaHcaMax?: number;
}

/** Virtual functions of cards (SR-IOV): a pod has one to itself. They must be there: the firmware and the hosts make them. */
export interface SriovDevice extends NicSelectors {
  /** Name of the resource that a pod asks for, behind `nvidia.com/`. */
  readonly resourceName: string;
}

/** Who gives addresses to pods in further networks. */
export enum NicIpam {
  /** Whereabouts; the network operator brings it before version 25.10. */
  WHEREABOUTS = 'whereabouts',
  /** NV-IPAM, with pools of addresses as custom objects. */
  NV_IPAM = 'nv-ipam',
  /** Somebody else. */
  NONE = 'none',
}

/** Further networks for pods (multus, CNI plugins, IP over InfiniBand): what an `InfinibandNetwork` of a lab needs. */
export interface SecondaryNetwork {
  /**
   * Who gives addresses.
   * @default - NicIpam.NV_IPAM; NicIpam.WHEREABOUTS before version 25.10 of the network operator
   */
  readonly ipam?: NicIpam;
}

/** InfiniBand or RoCE of the cluster, run by the network operator (NicClusterPolicy). */
export interface NicPolicy {
  /**
   * Who brings the kernel driver of the cards.
   * @default NicDriver.container()
   */
  readonly driver?: NicDriver;

  /**
   * Cards that pods share.
   * @default - all of Mellanox as "rdma/rdma_shared_device_a"
   */
  readonly rdmaSharedDevices?: RdmaSharedDevice[];

  /**
   * Cards that are cut into virtual functions.
   * @default - none
   */
  readonly sriovDevices?: SriovDevice[];

  /**
   * Further networks for pods.
   * @default - pods have the cluster's network only
   */
  readonly secondaryNetwork?: SecondaryNetwork;
}
