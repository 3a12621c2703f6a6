import type { Rules } from '../../../core/rules/rules';
import type { HostFiles } from '../../host-files';
import { CONTAINERD_CERTS, hostsToml } from '../../private/containerd-config';
import { DOCKER_CERTS } from '../../private/docker-config';
import type { TrustedRegistry } from '../lab-hosts-props';

/** A host and a port: it becomes the name of a folder. */
const ADDRESS = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** Read at every pull: nothing has to be restarted. */
export function trustByDocker(files: HostFiles, { address, ca }: TrustedRegistry): void {
  files.addFile({ path: `${DOCKER_CERTS}/${address}/ca.crt`, text: ca });
}

export function trustByContainerd(files: HostFiles, { address, ca }: TrustedRegistry): void {
  const folder = `${CONTAINERD_CERTS}/${address}`;
  files.addFile({ path: `${folder}/ca.crt`, text: ca });
  files.addFile({ path: `${folder}/hosts.toml`, text: hostsToml(address, `${folder}/ca.crt`) });
}

/** What is wrong with a registry. */
export function checkRegistry(rules: Rules, key: string, { address, ca }: TrustedRegistry): void {
  rules.matching(`${key}.address`, address, ADDRESS, 'a host with a port, as "registry.lab:5000"');
  if (rules.text(`${key}.ca`, ca) && !isCertificate(ca)) {
    rules.error('GPULAB4575', `${key}.ca is no certificate in PEM (it is not shown: it may be a key)`, `${key}.ca`);
  }
}

function isCertificate(text: string): boolean {
  if (text.includes('PRIVATE KEY')) return false;
  try {
    // Loaded when there is a certificate to look at.
    new (process.getBuiltinModule('node:crypto').X509Certificate)(text);
    return true;
  } catch {
    return false;
  }
}
