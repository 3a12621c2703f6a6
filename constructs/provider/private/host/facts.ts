import type { HostRuntime } from '../../host/host-runtime';
import type { ProviderHost } from '../../host/provider-host';
import type { ProviderSettings } from '../../host/provider-settings';
import type { RegistryAccess } from '../../host/registry-access';
import type { ProviderVersion } from '../../provider-version';

/** What the parts of hosts go by, when it is known to be right. */
export interface HostFacts {
  readonly version: ProviderVersion;
  readonly domain: string;
  readonly hosts: readonly ProviderHost[];

  /** The control plane, with Nginx and the provider. */
  readonly first: ProviderHost;
  readonly kubernetesVersion: string;
  readonly podSubnet: string;
  readonly ingressNodePort: number;
  readonly runtime: HostRuntime;
  readonly registry?: Registry;
  readonly settings: ProviderSettings;

  /** Port of the API of the provider on its host. */
  readonly apiPort: number;
  readonly apiSources: readonly string[];
  readonly maxBodySize: string;

  /** The certificate and its key as Nginx reads them. */
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** The registry, and where it is. */
export interface Registry {
  readonly access: RegistryAccess;
  readonly host: ProviderHost;
  readonly port: number;
  readonly directory: string;

  /** As images name it, as "10.0.0.2:5000". */
  readonly address: string;
}

/** The last version before Redis was given up is 0.4.8 (tag v0.5.0 of the project). */
export const usesRedis = (version: ProviderVersion): boolean => !version.isAtLeast('0.5.0');

/** Folder of what we bring for the provider; root's alone. */
export const ETC = '/etc/computing-provider';

/** `CP_PATH`: the files of the provider, its own alone. */
export const CP_PATH = '/var/lib/computing-provider';

/** Rights of the provider in the cluster, made when it is installed. */
export const KUBECONFIG = `${ETC}/kubeconfig`;

/** The file that the provider reads; put into CP_PATH at its start. */
export const CONFIG = `${ETC}/config.toml`;

/** Address of Redis: beside the provider, and on loopback only. */
export const REDIS_URL = 'redis://127.0.0.1:6379';

/** Name of the unit of the provider. */
export const PROVIDER_UNIT = 'computing-provider.service';

export const API_PORT = 8085;
export const REGISTRY_PORT = 5000;
