import type { ProviderVersion } from '../provider-version';
import type { DomainCertificate } from './domain-certificate';
import type { HostRuntime } from './host-runtime';
import type { ProviderHost } from './provider-host';
import type { ProviderSettings } from './provider-settings';
import type { RegistryAccess } from './registry-access';

/** Properties of `ComputeProviderHosts`. */
export interface ComputeProviderHostsProps {
  /** Version of the provider: its config.toml goes by it. */
  readonly version: ProviderVersion;

  /** Domain of the tasks, as "example.com": `*.example.com` leads to the first host. */
  readonly domain: string;

  /**
   * Machines. The first one is the control plane, and runs Nginx and the provider; it is dedicated to that, because the provider
   * deletes stopped containers and unused images of its Docker.
   */
  readonly hosts: ProviderHost[];

  /** Kubernetes that kubeadm makes, as "1.34.2". */
  readonly kubernetesVersion: string;

  /**
   * Network of pods, which Calico's pool must equal.
   * @default "10.244.0.0/16"
   */
  readonly podSubnet?: string;

  /**
   * Port of every node that the ingress controller takes HTTP at.
   * @default 30080
   */
  readonly ingressNodePort?: number;

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
