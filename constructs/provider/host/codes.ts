import type { Codes } from '../../core/catalogue';

/** Codes of the hosts of a computing provider: 2970 to 2999. */
export const PROVIDER_HOST_CODES: Codes = {
  GPULAB2970: {
    title: 'the hosts of a computing provider do not fit together',
    cause: 'No host is given, two have one name or address, or a part is to be on a host that there is not.',
    remedy: 'Mend the list, or the name.',
  },
  GPULAB2971: {
    title: 'Docker would lose its unix socket',
    cause:
      'A part writes "hosts" into daemon.json without unix:///var/run/docker.sock. The docker command, cri-dockerd and the provider ' +
      'reach Docker there and nowhere else.',
    remedy: 'Add unix:///var/run/docker.sock to the list of that part.',
  },
  GPULAB2972: {
    title: 'a registry without TLS and without login',
    cause: 'Whoever reaches its port can put images in the place of those that the cluster runs, and read all of them.',
    remedy: 'Take RegistryAccess.tls(...). In a closed network that is meant like that, acknowledge the warning.',
  },
  GPULAB2973: {
    title: 'a setting that this version of the computing provider does not have',
    cause: 'The program ignores keys that it does not know, and what was meant does not happen.',
    remedy: 'Remove it, or give what took its place; docs/provider.md has the table of keys and versions.',
  },
  GPULAB2974: {
    title: 'a setting that this version of the computing provider needs is missing',
    cause: 'The program ends at its start when the key is not in config.toml.',
    remedy: 'Add it.',
  },
  GPULAB2975: {
    title: 'the network of pods holds the address of a host',
    cause: 'A packet to that host would go to a pod, or nowhere. Ordinary networks of machines often are 192.168.x.',
    remedy: 'Take another podSubnet, as 10.244.0.0/16, here and in Calico. It cannot be changed later.',
  },
  GPULAB2976: {
    title: 'a certificate is not for the names that it must serve',
    cause: 'Tasks are at https://NAME.DOMAIN and logs at log.DOMAIN; a registry is dialled by its address.',
    remedy: 'Get a certificate for *.DOMAIN, or for the address of the registry.',
  },
  GPULAB2977: {
    title: 'a text is no certificate',
    cause: 'It is no PEM, was cut, holds a private key, or the authority is none.',
    remedy: 'Give the text of a file that begins with -----BEGIN CERTIFICATE-----; the key goes in as a HostSecret.',
  },
  GPULAB2978: {
    title: 'several nodes and no registry',
    cause:
      'The provider builds images of tasks with the Docker of its own host. Other nodes cannot pull what is only there.',
    remedy: 'Give a registry: RegistryAccess.tls({ host, ... }).',
  },
  GPULAB2979: {
    title: 'whoever reaches the API of the provider can start and delete tasks',
    cause: 'This version does not look who asks, or was told not to, and the firewall lets everybody ask.',
    remedy: 'Give apiSources: the networks of the orchestrator. Or a version that verifies signatures, from 0.4.5 on.',
  },
  GPULAB2980: {
    title: 'kubeadm cannot make a cluster of this version',
    cause: 'Its files are known for Kubernetes 1.24 and newer, and the version is needed whole.',
    remedy: 'Write it as "1.34.2".',
  },
  GPULAB2981: {
    title: 'the app is for another Kubernetes than kubeadm makes',
    cause:
      'Objects are held against the API of the kubernetesVersion of the app, and the stack makes those that it knows. The cluster may refuse ' +
      'some, or lack others.',
    remedy: 'Give the app the version of the cluster.',
  },
  GPULAB2982: {
    title: 'ports for tasks that something on the host has',
    cause:
      'The provider gives ports of portRange to tasks without a look at who listens there: SSH, Nginx, Kubernetes, the registry.',
    remedy: 'Take a range that nobody has, as "40000-40050".',
  },
};
