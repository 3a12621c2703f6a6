import type { HostFiles } from '../../../hosts/host-files';
import { documentOf, fileOf } from '../../../output/private/yaml';
import type { HostFacts } from './facts';

export const KUBEADM_CONFIG = '/etc/gpulab/kubeadm.yaml';

/** The first minor version whose kubeadm reads v1beta4 (kubernetes.io, "kubeadm Configuration (v1beta4)"). */
const V1BETA4_SINCE = 31;

const minorOf = (version: string): number => Number(version.split('.')[1]);

/** `kubeadm.k8s.io/v1beta3` or `v1beta4`. */
export const kubeadmApi = (kubernetesVersion: string): string =>
  `kubeadm.k8s.io/${minorOf(kubernetesVersion) < V1BETA4_SINCE ? 'v1beta3' : 'v1beta4'}`;

/** A host with several addresses is a node at the one that is given here: the kubelet, and Calico by it, would take that of the default route. */
export const nodeIpOf = (kubernetesVersion: string, address: string): object =>
  minorOf(kubernetesVersion) < V1BETA4_SINCE ? { 'node-ip': address } : [{ name: 'node-ip', value: address }];

/** The file that kubeadm makes the control plane of. */
export function addKubeadm(files: HostFiles, facts: HostFacts): void {
  files.addDirectory({ path: '/etc/gpulab' });
  files.addFile({ path: KUBEADM_CONFIG, text: kubeadmYaml(facts), mode: '0600' });
}

function kubeadmYaml({ kubernetesVersion, hosts, first, podSubnet, runtime }: HostFacts): string {
  const apiVersion = kubeadmApi(kubernetesVersion);
  const documents = [
    {
      apiVersion,
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: first.address, bindPort: 6443 },
      nodeRegistration: {
        name: first.name,
        criSocket: runtime.criSocket,
        kubeletExtraArgs: nodeIpOf(kubernetesVersion, first.address),
        // A single node must run tasks: it never gets the taint, so that nothing has to take it away.
        ...(hosts.length === 1 ? { taints: [] } : {}),
      },
    },
    {
      apiVersion,
      kind: 'ClusterConfiguration',
      kubernetesVersion: `v${kubernetesVersion}`,
      networking: { podSubnet },
    },
    { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', cgroupDriver: 'systemd' },
  ];
  return fileOf(documents.map((document) => documentOf(document, { sortKeys: false })));
}
