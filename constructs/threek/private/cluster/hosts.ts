import type { CephClusterProps } from '../../../ceph/ceph-cluster-props';
import { suggestion } from '../../../core/private/nearest';
import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import type { KubeKeyClusterProps } from '../../kubekey/kubekey-cluster-props';
import type { KubeKeyHost } from '../../kubekey/kubekey-host';

/** Label that Ceph's daemons go by. */
const CEPH = { role: 'ceph' };

/** Hosts of KubeKey, those of Ceph with its label: so it is there with the node, and nobody has to remember a command. */
export function withCephLabels(kubeKey: KubeKeyClusterProps, ceph: CephClusterProps | undefined): KubeKeyClusterProps {
  if (!ceph || !kubeKey.hosts) return kubeKey;
  const hosts = kubeKey.hosts.map((host) =>
    ceph.nodes.includes(host.name) ? { ...host, labels: { ...host.labels, ...CEPH } } : host,
  );
  return { ...kubeKey, hosts };
}

/** Nodes of Ceph that the cluster will not have. */
export function checkCephNodes(
  ceph: CephClusterProps,
  hosts: readonly KubeKeyHost[],
  nodes: readonly string[],
  rules: Rules,
): void {
  for (const [index, name] of ceph.nodes.entries()) {
    if (nodes.includes(name)) continue;
    const isHost = hosts.some((host) => host.name === name);
    const message = isHost
      ? `storage is to be on ${quoted(name)}, a host that is no node: it is neither in controlPlane nor in worker`
      : `storage is to be on ${quoted(name)}, which is no host of the cluster`;
    rules.error('GPULAB2841', message, `storage.nodes[${index}]`, suggestion(name, nodes));
  }
}
