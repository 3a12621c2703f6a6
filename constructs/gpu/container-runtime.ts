/** Options of `ContainerRuntime.containerd`. */
export interface ContainerdOptions {
  /**
   * Configuration file of containerd on the hosts.
   * @default "/etc/containerd/config.toml"
   */
  readonly configFile?: string;

  /**
   * Socket of containerd on the hosts.
   * @default "/run/containerd/containerd.sock"
   */
  readonly socket?: string;

  /**
   * Is the runtime `nvidia` that of every container? If not, a pod must name the runtime class `nvidia` to see a GPU.
   * @default true
   */
  readonly isDefault?: boolean;
}

/** Socket of the containerd inside of k3s and RKE2, from the tests of NVIDIA/gpu-operator v26.7.0. */
const RANCHER_SOCKET = '/run/k3s/containerd/containerd.sock';

const rancherConfig = (distribution: string): string =>
  `/var/lib/rancher/${distribution}/agent/etc/containerd/config.toml`;

/** The containerd that the NVIDIA container toolkit configures. */
export class ContainerRuntime {
  /** A containerd of its own, as kubeadm and KubeKey install it. */
  public static containerd(options: ContainerdOptions = {}): ContainerRuntime {
    const { configFile, socket, isDefault } = options;
    return new ContainerRuntime(
      configFile ?? '/etc/containerd/config.toml',
      socket ?? '/run/containerd/containerd.sock',
      isDefault ?? true,
    );
  }

  /**
   * The containerd inside of k3s. It writes its configuration anew at each start and finds the runtime by itself then; say
   * `default-runtime: nvidia` in `/etc/rancher/k3s/config.yaml`, too (NVIDIA/gpu-operator issue 473).
   */
  public static k3s(): ContainerRuntime {
    return new ContainerRuntime(rancherConfig('k3s'), RANCHER_SOCKET, true);
  }

  /**
   * The containerd inside of RKE2. The toolkit must not write its template `config.toml.tmpl`: the cluster would not come up after
   * a restart (NVIDIA/gpu-operator issue 992). Say `default-runtime: nvidia` in `/etc/rancher/rke2/config.yaml`, too.
   */
  public static rke2(): ContainerRuntime {
    return new ContainerRuntime(rancherConfig('rke2'), RANCHER_SOCKET, true);
  }

  private constructor(
    /** Configuration file on the hosts. */
    public readonly configFile: string,
    /** Socket on the hosts. */
    public readonly socket: string,
    /** Is the runtime `nvidia` that of every container? */
    public readonly isDefault: boolean,
  ) {}
}
