/** Commands for the hosts. */
export interface KubeKeyScript {
  /** Name of the step. */
  readonly name: string;

  /** Shell commands. */
  readonly bash: string;

  /**
   * Files that are copied to the host before.
   * @default - none
   */
  readonly materials?: string[];
}

/** What KubeKey does to the machines themselves. */
export interface KubeKeySystem {
  /**
   * Time servers.
   * @default - none
   */
  readonly ntpServers?: string[];

  /**
   * Time zone, as "Asia/Shanghai".
   * @default - unchanged
   */
  readonly timezone?: string;

  /**
   * Packages of Debian and Ubuntu.
   * @default - those that Kubernetes needs
   */
  readonly debs?: string[];

  /**
   * Packages of Red Hat.
   * @default - those that Kubernetes needs
   */
  readonly rpms?: string[];

  /**
   * Commands before Kubernetes is installed.
   * @default - none
   */
  readonly preInstall?: KubeKeyScript[];

  /**
   * Commands when it is.
   * @default - none
   */
  readonly postInstall?: KubeKeyScript[];
}

/** A chart or manifests that KubeKey installs itself, as soon as there is a cluster. */
export interface KubeKeyAddon {
  /** Name. */
  readonly name: string;

  /**
   * Namespace.
   * @default - that of the chart or manifests
   */
  readonly namespace?: string;

  /**
   * Repository of a Helm chart.
   * @default - no chart
   */
  readonly chartRepository?: string;

  /**
   * Name of the chart.
   * @default - `name`
   */
  readonly chart?: string;

  /**
   * Version of the chart.
   * @default - the newest
   */
  readonly chartVersion?: string;

  /**
   * Values as "key=value".
   * @default - none
   */
  readonly values?: string[];

  /**
   * Files or addresses of manifests.
   * @default - none
   */
  readonly manifests?: string[];
}
