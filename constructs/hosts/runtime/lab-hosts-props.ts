import type { Inventory } from '../../inventory/inventory';
import type { ContainerdLine } from '../containerd-line';
import type { HostFiles } from '../host-files';

/** Which hosts of the inventory a part is for. */
export interface HostChoice {
  /**
   * Groups of the inventory.
   * @default - every host of the inventory that the part is for
   */
  readonly groups?: string[];
}

/** Where a Docker comes from. */
export enum DockerPackage {
  /** Debian's and Ubuntu's own. */
  DOCKER_IO = 'docker.io',
  /** Docker's, from its own archive, which the host must know. */
  DOCKER_CE = 'docker-ce',
}

/**
 * Docker that answers clients with a certificate, and nobody else, at the address that the inventory has for each host (section
 * `docker`); and its local socket. Without `groups`: every host with that section and TLS.
 */
export interface DockerHosts extends HostChoice {
  /**
   * Folder that `gpulab hosts certificates` keeps, relative to the folder of the inventory.
   * @default "certificates"
   */
  readonly certificates?: string;

  /**
   * Package that Docker comes with.
   * @default DockerPackage.DOCKER_IO
   */
  readonly dockerPackage?: DockerPackage;

  /**
   * Do containers go on while Docker restarts, as for a new certificate? A swarm cannot have it.
   * @default true
   */
  readonly liveRestore?: boolean;

  /**
   * More keys of daemon.json.
   * @default - none
   */
  readonly settings?: { [key: string]: any };
}

/** containerd as the runtime of Kubernetes. */
export interface ContainerdHosts extends HostChoice {
  /**
   * Line of containerd.
   * @default ContainerdLine.V1
   */
  readonly line?: ContainerdLine;
}

/**
 * NVIDIA's runtime is the default one of Docker and containerd. The driver and the package nvidia-container-toolkit come from
 * NVIDIA's archives, and must be there. Without `groups`: every host with GPUs.
 */
export interface NvidiaHosts extends HostChoice {}

/** A registry whose certificate is signed by an authority of one's own. */
export interface TrustedRegistry extends HostChoice {
  /** As images name it: "registry.lab:5000". */
  readonly address: string;

  /** The authority that signed its certificate, PEM. It is trusted for this registry only. */
  readonly ca: string;
}

/** Modules and parameters of the kernel, now and at every start. */
export interface KernelHosts extends HostChoice {
  /**
   * Modules.
   * @default - none
   */
  readonly modules?: string[];

  /**
   * Parameters, as `{ 'vm.max_map_count': '262144' }`.
   * @default - none
   */
  readonly sysctls?: { [name: string]: string };
}

/** Chrony keeps the clock. Its file is ours as a whole: no server of the distribution is asked. */
export interface TimeHosts extends HostChoice {
  /** Names or addresses of NTP servers, at least one. */
  readonly servers: string[];
}

/** Parts of `LabHosts`. Nothing is done that no prop asks for. */
export interface LabHostsProps {
  /** The machines. */
  readonly inventory: Inventory;

  /**
   * Files of hosts that others have made, as `ComputeProviderHosts.hostFiles`: parts for these hosts are added to them.
   * @default - none
   */
  readonly hostFiles?: HostFiles[];

  /**
   * Docker with TLS.
   * @default - none
   */
  readonly docker?: DockerHosts;

  /**
   * containerd.
   * @default - none
   */
  readonly containerd?: ContainerdHosts;

  /**
   * NVIDIA's runtime, where Docker or containerd is set up.
   * @default - none
   */
  readonly nvidia?: NvidiaHosts;

  /**
   * Registries that Docker and containerd trust, where they are set up.
   * @default - none
   */
  readonly registries?: TrustedRegistry[];

  /**
   * Settings of the kernel.
   * @default - none
   */
  readonly kernel?: KernelHosts;

  /**
   * What kubeadm and KubeKey want of a host: kernel modules and parameters, packages, swap off.
   * @default - none
   */
  readonly kubernetes?: HostChoice;

  /**
   * Hosts whose swap is off.
   * @default - those of `kubernetes`
   */
  readonly swapOff?: HostChoice;

  /**
   * The clock.
   * @default - none
   */
  readonly time?: TimeHosts;
}
