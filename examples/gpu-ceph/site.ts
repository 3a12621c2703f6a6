import { type GrafanaAdmin, NicLink, type NicPolicy } from 'cdk8s-gpulab';

/** Nodes with empty disks for Ceph. */
export const storageNodes = ['worker1', 'worker2', 'worker3'];

/** Login of Grafana's administrator: the Secret has the keys admin-user and admin-password. */
export const grafanaAdmin: GrafanaAdmin = { secret: 'grafana-admin' };

/** Four InfiniBand ports of each GPU server; the other cards of the same make are Ethernet, and not for jobs. */
export const nic: NicPolicy = {
  rdmaSharedDevices: [{ ifNames: ['ibs10', 'ibs11', 'ibs18', 'ibs19'], linkTypes: [NicLink.INFINIBAND] }],
};
