import type { HostFiles } from '../host-files';

/** What kubeadm looks for before it makes a node (kubernetes.io, "Container Runtimes" and "Installing kubeadm"). */
export function prepareForKubernetes(files: HostFiles): void {
  files.addModules('br_netfilter', 'overlay');
  files.addSysctl('net.bridge.bridge-nf-call-iptables', '1');
  files.addSysctl('net.bridge.bridge-nf-call-ip6tables', '1');
  files.addSysctl('net.ipv4.ip_forward', '1');
  files.disableSwap();
}
