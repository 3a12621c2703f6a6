import type { HostFiles } from '../../../hosts/host-files';
import { DAEMON_JSON, DOCKER_CERTS, NVIDIA_RUNTIME } from '../../../hosts/private/docker-config';
import type { ProviderHost } from '../../host/provider-host';
import type { HostFacts, Registry } from './facts';

/**
 * Docker, on every host that runs containers with it, and on the first one in any case: the provider builds and pushes images with it.
 * Without "hosts" in daemon.json the unit's `-H fd://` keeps the unix socket; with it, Docker would not start.
 */
export function addDocker(files: HostFiles, host: ProviderHost, { runtime, first, registry }: HostFacts): void {
  const isCri = runtime._containerd === undefined;
  if (!isCri && host !== first) return;
  files.addPackages('docker.io');
  files.addJson({
    path: DAEMON_JSON,
    content: {
      // As the kubelet has it: two managers of cgroups on one node starve each other.
      'exec-opts': ['native.cgroupdriver=systemd'],
      'log-driver': 'json-file',
      'log-opts': { 'max-size': '100m', 'max-file': '3' },
      ...(isCri && host.gpu !== false ? NVIDIA_RUNTIME : {}),
    },
    restart: ['docker.service'],
  });
  files.addUnit({ name: 'docker.service' });
  if (isCri) {
    files.addUnit({ name: 'cri-docker.socket' });
    files.addUnit({ name: 'cri-docker.service' });
  }
  if (registry) addTrust(files, registry);
}

/** Docker reads the authority at every pull; a registry in clear is a setting of the daemon. */
function addTrust(files: HostFiles, { access, address }: Registry): void {
  if (access._tls) files.addFile({ path: `${DOCKER_CERTS}/${address}/ca.crt`, text: access._tls.ca });
  else files.addJson({ path: DAEMON_JSON, content: { 'insecure-registries': [address] }, restart: ['docker.service'] });
}
