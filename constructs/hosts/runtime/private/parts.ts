import { ContainerdLine } from '../../containerd-line';
import type { HostFiles } from '../../host-files';
import { CONTAINERD_CONFIG, containerdToml } from '../../private/containerd-config';
import { DAEMON_JSON, NVIDIA_RUNTIME } from '../../private/docker-config';
import { prepareForKubernetes } from '../../private/kubernetes-node';
import type { KernelHosts, LabHostsProps } from '../lab-hosts-props';
import { addDockerTls } from './docker-tls';
import type { PlannedHost } from './plan';
import { trustByContainerd, trustByDocker } from './registry-trust';
import { addTime } from './time';

/** kubeadm stops without the first one, and warns of the others (kubernetes/cmd/kubeadm/app/preflight). */
const KUBEADM_PACKAGES = ['conntrack', 'ethtool', 'iproute2', 'mount', 'socat'];

/** Puts what is planned for a host into its files. */
export function addParts(files: HostFiles, host: PlannedHost, props: LabHostsProps): void {
  const { name, docker, hasContainerd, registries } = host;
  if (docker !== undefined) {
    addDockerTls(files, name, docker, props.docker!);
    if (host.hasNvidia) files.addJson({ path: DAEMON_JSON, content: NVIDIA_RUNTIME, restart: ['docker.service'] });
    for (const registry of registries) trustByDocker(files, registry);
  }
  if (hasContainerd) {
    addContainerd(files, props.containerd!.line ?? ContainerdLine.V1, host.hasNvidia);
    for (const registry of registries) trustByContainerd(files, registry);
  }
  if (host.hasKernel) addKernel(files, props.kernel!);
  if (host.isKubernetes) {
    prepareForKubernetes(files);
    files.addPackages(...KUBEADM_PACKAGES);
  }
  if (host.swapOff) files.disableSwap();
  if (host.hasTime) addTime(files, props.time!);
}

function addContainerd(files: HostFiles, line: ContainerdLine, gpu: boolean): void {
  files.addPackages('containerd');
  files.addFile({
    path: CONTAINERD_CONFIG,
    text: containerdToml(line, gpu),
    restart: ['containerd.service'],
    validate: ['containerd', '--config', '%', 'config', 'dump'],
  });
  files.addUnit({ name: 'containerd.service' });
}

function addKernel(files: HostFiles, { modules = [], sysctls = {} }: KernelHosts): void {
  files.addModules(...modules);
  for (const [name, value] of Object.entries(sysctls)) files.addSysctl(name, value);
}
