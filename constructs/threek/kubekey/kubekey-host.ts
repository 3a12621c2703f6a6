import type { Duration } from 'cdk8s';
import type { InstallSecret } from '../install-secret';

/** A machine that KubeKey makes a part of the cluster. */
export interface KubeKeyHost {
  /** Name of the node; the machine is renamed to it. A DNS subdomain in lower case. */
  readonly name: string;

  /** Address that it is reached at by SSH. */
  readonly address: string;

  /**
   * IP address of the node, for the others.
   * @default - `address`
   */
  readonly internalAddress?: string;

  /**
   * Port of SSH.
   * @default 22
   */
  readonly port?: number;

  /**
   * User of SSH. Another than root needs sudo without a password.
   * @default "root"
   */
  readonly user?: string;

  /**
   * Private key on the machine of the installation. Whole path: 3kctl does not know `~`.
   * @default "/root/.ssh/id_rsa", unless there is a password
   */
  readonly privateKeyPath?: string;

  /**
   * Password of the user, where there is no key. It is filled in when kk runs.
   * @default - the key
   */
  readonly password?: InstallSecret;

  /**
   * Processor: "amd64" or "arm64".
   * @default "amd64"
   */
  readonly arch?: string;

  /**
   * How long a connection may take, in whole seconds.
   * @default - 30 seconds
   */
  readonly timeout?: Duration;

  /**
   * Labels of the node.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * Hosts by what they do: names, or ranges as `master[1:3]`, which means master1, master2 and master3. A host is a node if it is in
 * `controlPlane` or `worker`.
 */
export interface KubeKeyRoleGroups {
  /** Hosts of API servers; on the first one the cluster is made. */
  readonly controlPlane: string[];

  /** Hosts of workloads. */
  readonly worker: string[];

  /**
   * Hosts of etcd, an odd number.
   * @default - `controlPlane`
   */
  readonly etcd?: string[];

  /**
   * Host of the registry that KubeKey installs.
   * @default - no registry is installed
   */
  readonly registry?: string[];
}
