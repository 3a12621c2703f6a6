import { ContainerdLine } from '../../hosts/containerd-line';

/** What runs the containers of the cluster. Docker is there in any case: the provider builds and pushes images with it. */
export class HostRuntime {
  /** Docker, which the kubelet reaches by cri-dockerd. Its package is no package of Debian's. */
  public static docker(): HostRuntime {
    return new HostRuntime('unix:///var/run/cri-dockerd.sock', undefined);
  }

  /** Containerd, beside a Docker for the provider. */
  public static containerd(line: ContainerdLine = ContainerdLine.V1): HostRuntime {
    return new HostRuntime('unix:///run/containerd/containerd.sock', line);
  }

  private constructor(
    /** Socket that kubeadm and the kubelet are given: with two of them on a host kubeadm would not choose. */
    public readonly criSocket: string,
    /** @internal */
    public readonly _containerd: ContainerdLine | undefined,
  ) {}
}
