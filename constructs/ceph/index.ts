export * from './ceph-cluster';
export * from './ceph-cluster-props';
export * from './ceph-devices';
export * from './ceph-network';
export * from './ceph-pools';
export * from './ceph-resources';
