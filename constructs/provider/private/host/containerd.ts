import { toml } from '../../../core/private/third-party';
import type { HostFiles } from '../../../hosts/host-files';
import { ContainerdLine } from '../../host/host-runtime';
import type { ProviderHost } from '../../host/provider-host';
import type { HostFacts, Registry } from './facts';

const CONFIG = '/etc/containerd/config.toml';
const CERTS = '/etc/containerd/certs.d';

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

/** Containerd as the runtime of the cluster. */
export function addContainerd(files: HostFiles, host: ProviderHost, { runtime, registry }: HostFacts): void {
  const line = runtime._containerd;
  if (line === undefined) return;
  files.addPackages('containerd');
  files.addFile({
    path: CONFIG,
    text: containerdToml(line, host.gpu !== false),
    restart: ['containerd.service'],
  });
  files.addUnit({ name: 'containerd.service' });
  if (registry) addTrust(files, registry);
}

/** Nothing is disabled: Docker's package ships a file that disables the part which the kubelet asks. */
function containerdToml(line: ContainerdLine, gpu: boolean): string {
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
  plugins[images] = { ...plugins[images], registry: { config_path: CERTS } };
  return toml().stringify({ version, disabled_plugins: [], plugins });
}

/** Read at every pull. */
function addTrust(files: HostFiles, { access, address }: Registry): void {
  const folder = `${CERTS}/${address}`;
  const ca = `${folder}/ca.crt`;
  const server = `${access._tls ? 'https' : 'http'}://${address}`;
  if (access._tls) files.addFile({ path: ca, text: access._tls.ca });
  const reach = { capabilities: ['pull', 'resolve'], ...(access._tls ? { ca } : { skip_verify: true }) };
  files.addFile({
    path: `${folder}/hosts.toml`,
    text: toml().stringify({ server, ...(access._tls ? { ca } : {}), host: { [server]: reach } }),
  });
}
