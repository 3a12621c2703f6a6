import type { Codes } from '../core/catalogue';

/** Codes of the cluster that a computing provider works in: 2901 to 2949. */
export const PROVIDER_CODES: Codes = {
  GPULAB2901: {
    title: 'this is no version of the computing provider',
    cause: 'Its files, rights and the exporter that it reads go by the version; before 0.3.0 they are not known.',
    remedy: 'Write the tag of the project, as "0.3.0" or "1.1.5".',
  },
  GPULAB2902: {
    title: "Calico's pool is another network than that of kubeadm",
    cause: 'Pods get addresses that the rest of the cluster has no way to. A pool cannot be changed once it is there.',
    remedy: 'Give podSubnet alone, the same as in the file for kubeadm.',
  },
  GPULAB2903: {
    title: 'a network of the provider cannot be read',
    cause: 'Calico refuses it, or a policy that names it.',
    remedy: 'Write address and length, as 10.244.0.0/16.',
  },
  GPULAB2904: {
    title: 'this is no wallet',
    cause: 'The provider makes the namespace of a wallet of its address; one of another form would never be used.',
    remedy: 'Write "0x" and 40 hexadecimal digits.',
  },
  GPULAB2905: {
    title: 'tasks without a policy',
    cause:
      'The provider makes none. A task is a container of a stranger, and without a policy it reaches every other pod, the hosts and what ' +
      'they can reach.',
    remedy:
      'Take TaskPolicies.isolated(), or acknowledge the warning where another part of the network keeps tasks apart.',
  },
  GPULAB2906: {
    title: 'an ingress-nginx with a known hole',
    cause:
      'Before 1.11.5 and 1.12.1 whoever reaches the admission controller, as every task does, runs code in it and reads every Secret of ' +
      'the cluster (CVE-2025-1974).',
    remedy: 'Take the pinned version, or another controller by ProviderIngress.existing.',
  },
  GPULAB2907: {
    title: 'pods and hosts have a network in common',
    cause: 'A policy that keeps tasks from the hosts would keep them from each other and from the ingress, too.',
    remedy: 'Take another podSubnet before the cluster is made.',
  },
  GPULAB2908: {
    title: 'a Redis that nobody asks',
    cause: 'The provider has kept its tasks in a file of its own since 0.5.0.',
    remedy: 'Leave redis out.',
  },
  GPULAB2909: {
    title: 'a network that no cluster can have for its pods',
    cause:
      'kubeadm gives services addresses of 10.96.0.0/12, and each node a part of the network of pods; a public network would hide hosts of ' +
      'others from the pods.',
    remedy: 'Take a private network of at least /24 that nothing else has, as 10.244.0.0/16.',
  },
  GPULAB2910: {
    title: 'a version of the computing provider that is not known yet',
    cause: 'It may read other keys than 1.1.5, ask for other rights, or read another exporter.',
    remedy: 'Compare its config.toml with ours. Where they are alike, acknowledge the warning.',
  },
};
