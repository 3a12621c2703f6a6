import { CephCluster, CephDevices } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';

/** Of each storage node the NVMe disks 1 to 4; disk 0 holds the system. */
const DISKS = '^nvme[1-4]n1$';

/** Every node runs pods that mount volumes, and those with GPUs have this taint. */
const GPU_TAINT = 'nvidia.com/gpu';

/**
 * Ceph on three nodes: disks for databases, a file system for data sets and homes, buckets for models. Monitoring keeps its
 * figures on it and comes after it, so Ceph has no rules of Prometheus: each would wait for the other.
 */
export function addStorage(scope: Construct, nodes: string[]): CephCluster {
  return new CephCluster(scope, 'ceph', {
    nodes,
    devices: CephDevices.matching(DISKS),
    toleratedTaints: [GPU_TAINT],
    toolbox: true,
    resources: {
      disk: { cpu: '2', memory: '8Gi' },
      metadataServer: { cpu: '2', memory: '8Gi' },
    },
  });
}
