import type { HostFiles } from '../../../hosts/host-files';
import {
  CONTAINERD_CERTS,
  CONTAINERD_CONFIG,
  containerdToml,
  hostsToml,
} from '../../../hosts/private/containerd-config';
import type { ProviderHost } from '../../host/provider-host';
import type { HostFacts, Registry } from './facts';

/** Containerd as the runtime of the cluster. */
export function addContainerd(files: HostFiles, host: ProviderHost, { runtime, registry }: HostFacts): void {
  const line = runtime._containerd;
  if (line === undefined) return;
  files.addPackages('containerd');
  files.addFile({
    path: CONTAINERD_CONFIG,
    text: containerdToml(line, host.gpu !== false),
    restart: ['containerd.service'],
  });
  files.addUnit({ name: 'containerd.service' });
  if (registry) addTrust(files, registry);
}

/** Read at every pull. */
function addTrust(files: HostFiles, { access, address }: Registry): void {
  const folder = `${CONTAINERD_CERTS}/${address}`;
  const ca = `${folder}/ca.crt`;
  if (access._tls) files.addFile({ path: ca, text: access._tls.ca });
  files.addFile({ path: `${folder}/hosts.toml`, text: hostsToml(address, access._tls && ca) });
}
