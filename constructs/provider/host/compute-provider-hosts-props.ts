import type { ComputeProviderStack } from '../cluster/compute-provider-stack';
import type { DomainCertificate } from './domain-certificate';
import type { HostRuntime } from './host-runtime';
import type { ProviderHost } from './provider-host';
import type { ProviderSettings } from './provider-settings';
import type { RegistryAccess } from './registry-access';

/** Properties of `ComputeProviderHosts`. */
export interface ComputeProviderHostsProps {
  /** What is in the cluster: version, domain, network of pods and the port of the ingress controller are said there, once. */
  readonly stack: ComputeProviderStack;

  /**
   * Machines. The first one is the control plane, and runs Nginx and the provider; it is dedicated to that, because the provider
   * deletes stopped containers and unused images of its Docker.
   */
  readonly hosts: ProviderHost[];

  /** Kubernetes that kubeadm makes, as "1.34.2". */
  readonly kubernetesVersion: string;

  /**
   * What runs containers.
   * @default HostRuntime.docker()
   */
  readonly runtime?: HostRuntime;

  /**
   * The registry of images of tasks.
   * @default - none, which is enough for one host
   */
  readonly registry?: RegistryAccess;

  /**
   * The certificate for `*.DOMAIN`.
   * @default DomainCertificate.onHost()
   */
  readonly certificate?: DomainCertificate;

  /** What config.toml says. */
  readonly settings: ProviderSettings;

  /**
   * Networks that may reach the API of the provider, as "203.0.113.0/24": those of the orchestrator.
   * @default - all may
   */
  readonly apiSources?: string[];

  /**
   * Largest body of a request to a task, as Nginx writes it: "512m".
   * @default "100m"
   */
  readonly maxBodySize?: string;
}
