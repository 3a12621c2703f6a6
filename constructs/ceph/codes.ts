import type { Codes } from '../core/catalogue';

/** Codes of Ceph: 26xx. */
export const CEPH_CODES: Codes = {
  GPULAB2601: {
    title: 'there are fewer nodes or disks than copies need',
    cause:
      'Monitors and copies of one pool keep apart: with too few places monitors wait for ever, and placement groups never become clean.',
    remedy: 'Name more nodes or disks, keep fewer copies, or set singleNode for a test.',
  },
  GPULAB2602: {
    title: 'a single node is asked for what needs several',
    cause: 'In this mode there is one node and one copy of everything: a second copy would have no place of its own.',
    remedy: 'Leave replicas and erasureCoding out and name one node, or leave singleNode out and name at least three.',
  },
  GPULAB2603: {
    title: 'disks are not chosen as they can be',
    cause:
      'Rook takes every empty disk that the choice lets through, and what is on it is lost. A pattern that is not bound at both ends also lets through disks whose name merely holds it; a node without disks stores nothing.',
    remedy:
      'Write the pattern as ^...$ with what regular expressions of Go have, and list disks for each node by its name.',
  },
  GPULAB2604: {
    title: 'the version of Rook is not known',
    cause: 'Values of its charts differ between minor versions, and those of this one are not known here.',
    remedy: 'Take a version of one of the lines in the message.',
  },
  GPULAB2605: {
    title: 'Rook is not for this version of Kubernetes',
    cause: 'Each minor version of Rook is tested with a range of Kubernetes versions, and uses API that others lack.',
    remedy: 'Give the LabApp the kubernetesVersion of the cluster, or take another rookVersion.',
  },
  GPULAB2606: {
    title: 'more than one storage class is to be the default',
    cause: 'Kubernetes takes the newest of them, so claims that name no class change place without notice.',
    remedy: 'Set isDefaultClass on one pool or file system at most.',
  },
  GPULAB2607: {
    title: 'there is no Prometheus for the monitoring of Ceph',
    cause:
      'The chart makes a PrometheusRule and the operator ServiceMonitors, whose kinds the cluster must have before.',
    remedy: 'Add kube-prometheus-stack to the program, declare its kinds with app.external, or leave monitoring out.',
  },
  GPULAB2608: {
    title: 'a daemon has less memory than Rook recommends',
    cause:
      'Ceph does not stay below what it needs: the kernel kills the daemon when it recovers, which is when it is needed.',
    remedy: 'Give it the memory of the message, or acknowledge the warning for a test.',
  },
  GPULAB2609: {
    title: 'destroyDataOnDelete is not the text that it must be',
    cause: 'Rook wants this very text, so that nobody destroys the data of a cluster by mistake.',
    remedy: 'Leave it out, unless the cluster is to be removed with all its data.',
  },
  GPULAB2610: {
    title: 'the data of the cluster will be destroyed with it',
    cause:
      'Once this is applied Rook changes nothing any more, and deleting the CephCluster wipes the disks of all nodes.',
    remedy: 'Acknowledge the warning when this is meant; see docs/ceph.md for the steps of a removal.',
  },
};
