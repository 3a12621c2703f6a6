import { toml } from '../../core/private/third-party';
import { ContainerdLine } from '../containerd-line';

export const CONTAINERD_CONFIG = '/etc/containerd/config.toml';
export const CONTAINERD_CERTS = '/etc/containerd/certs.d';

/** What a line calls its tables (facts: compute-provider.md 2.2). */
interface Tables {
  readonly version: number;
  readonly runtime: string;
  readonly images: string;
}

const CRI_V1 = 'io.containerd.grpc.v1.cri';
const TABLES: { readonly [line in ContainerdLine]: Tables } = {
  [ContainerdLine.V1]: { version: 2, runtime: CRI_V1, images: CRI_V1 },
  [ContainerdLine.V2]: { version: 3, runtime: 'io.containerd.cri.v1.runtime', images: 'io.containerd.cri.v1.images' },
};

/** config.toml. Nothing is disabled: Docker's package ships a file that disables the part which the kubelet asks. */
export function containerdToml(line: ContainerdLine, gpu: boolean): string {
  const { version, runtime, images } = TABLES[line];
  const runc = { runtime_type: 'io.containerd.runc.v2' };
  const runtimes = {
    runc: { ...runc, options: { SystemdCgroup: true } },
    ...(gpu
      ? { nvidia: { ...runc, options: { BinaryName: '/usr/bin/nvidia-container-runtime', SystemdCgroup: true } } }
      : {}),
  };
  const plugins: { [name: string]: object } = {
    [runtime]: { containerd: { default_runtime_name: gpu ? 'nvidia' : 'runc', runtimes } },
  };
  plugins[images] = { ...plugins[images], registry: { config_path: CONTAINERD_CERTS } };
  return toml().stringify({ version, disabled_plugins: [], plugins });
}

/** How containerd reaches a registry. Read at every pull; without a file of an authority the registry speaks in clear. */
export function hostsToml(address: string, ca: string | undefined): string {
  const server = `${ca === undefined ? 'http' : 'https'}://${address}`;
  const reach = { capabilities: ['pull', 'resolve'], ...(ca === undefined ? { skip_verify: true } : { ca }) };
  return toml().stringify({ server, ...(ca === undefined ? {} : { ca }), host: { [server]: reach } });
}
