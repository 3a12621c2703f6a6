import { CephCluster, CephDevices } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';

/** The hosts whose disks are Ceph's. Their NVMe disks 1 to 4 are; disk 0 holds the system. */
const STORAGE_NODES = ['storage-1', 'storage-2', 'storage-3'];

/** Every node runs pods that mount volumes, and those with GPUs have this taint. */
const GPU_TAINT = 'nvidia.com/gpu';

/**
 * Ceph on three nodes: disks for databases, a file system for data sets and homes, buckets for models. What keeps its data on it
 * comes after it by `addDependency`.
 */
export function addStorage(scope: Construct): CephCluster {
  return new CephCluster(scope, 'ceph', {
    nodes: STORAGE_NODES,
    devices: CephDevices.matching('^nvme[1-4]n1$'),
    toleratedTaints: [GPU_TAINT],
    toolbox: true,
    resources: {
      disk: { cpu: '2', memory: '8Gi' },
      metadataServer: { cpu: '2', memory: '8Gi' },
    },
  });
}
