/** Options of `TaskPolicies.isolated`. */
export interface IsolatedTasksOptions {
  /**
   * Networks that tasks must not reach, on top of the private ones, as "203.0.113.0/24": public addresses of the hosts.
   * @default - none
   */
  readonly deniedNetworks?: string[];
}

/** Options of `TaskPolicies.upstream`. */
export interface UpstreamPoliciesOptions {
  /** Networks of the hosts, as "10.20.0.0/24": tasks must not reach them. */
  readonly hostSubnets: string[];
}

/**
 * What tasks may reach, and who may reach them. The provider makes namespaces as tasks come and no policy for any of them, so this is
 * said for all at once, by policies of Calico.
 */
export class TaskPolicies {
  /**
   * Namespaces of wallets, and no others: in from the ingress controller alone, out to the internet and for names. Not to other tasks,
   * hosts, private networks or the address of the cloud's metadata.
   */
  public static isolated(options: IsolatedTasksOptions = {}): TaskPolicies {
    return new TaskPolicies('isolated', options.deniedNetworks ?? []);
  }

  /**
   * The six policies and the set that `computing-provider network generate` writes. Versions that give tasks a port of the node look for
   * them by name, and take no such task without them. They hold for every namespace but those of the cluster, and let TCP in from
   * anywhere.
   */
  public static upstream(options: UpstreamPoliciesOptions): TaskPolicies {
    return new TaskPolicies('upstream', options?.hostSubnets);
  }

  /** None: every task reaches every other one and the hosts. A warning (GPULAB2905) of every run. */
  public static none(): TaskPolicies {
    return new TaskPolicies('none', []);
  }

  private constructor(
    /** @internal */
    public readonly _form: 'isolated' | 'upstream' | 'none',
    /** @internal */
    public readonly _networks: readonly string[],
  ) {}
}
