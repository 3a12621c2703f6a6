import type { InstallSecret } from '../install-secret';

/** Login at a registry. */
export interface KubeKeyRegistryAuth {
  /** User. */
  readonly username: string;

  /** Password; filled in when kk runs. */
  readonly password: InstallSecret;

  /**
   * Folder with `*.crt`, `*.cert` and `*.key` on the machine of the installation.
   * @default - "/etc/docker/certs.d/dockerhub.kubekey.local" for the registry that KubeKey installs, where it leaves the certificate;
   * else none
   */
  readonly certsPath?: string;

  /**
   * Is any certificate taken for good?
   * @default false
   */
  readonly skipTlsVerify?: boolean;
}

/** Where nodes get images from. */
export interface KubeKeyRegistry {
  /**
   * Does KubeKey install Harbor on the host of group registry, and not the plain registry of Docker?
   * @default - true if there is such a host
   */
  readonly harbor?: boolean;

  /**
   * Host that all images of Kubernetes come from.
   * @default - "dockerhub.kubekey.local" if KubeKey installs a registry; else where each image is published
   */
  readonly privateRegistry?: string;

  /**
   * Project that all images are in, in place of their own.
   * @default - "kubesphereio" if KubeKey installs a registry
   */
  readonly namespaceOverride?: string;

  /**
   * Mirrors of Docker Hub.
   * @default - none
   */
  readonly mirrors?: string[];

  /**
   * Registries that are reached without TLS.
   * @default - none
   */
  readonly insecureRegistries?: string[];

  /**
   * Logins by host.
   * @default - none
   */
  readonly auths?: { [host: string]: KubeKeyRegistryAuth };
}
