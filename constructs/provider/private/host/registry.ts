import type { HostFiles } from '../../../hosts/host-files';
import { SecretQuote } from '../../../hosts/secret-quote';
import { documentOf } from '../../../output/private/yaml';
import type { RegistryTlsOptions } from '../../host/registry-access';
import type { Registry } from './facts';

/** Debian's package, its user and its unit: no image has to be pulled before there is a registry. */
const PACKAGE = 'docker-registry';
const UNIT = `${PACKAGE}.service`;
const FOLDER = '/etc/docker/registry';
const HTPASSWD = `${FOLDER}/htpasswd`;
const CERTIFICATE = `${FOLDER}/tls.crt`;
const KEY = `${FOLDER}/tls.key`;

/** The registry, on its host. It listens on the address of the hosts alone. */
export function addRegistry(files: HostFiles, registry: Registry): void {
  const { access, directory } = registry;
  files.addPackages(PACKAGE);
  files.addDirectory({ path: directory, mode: '0750', owner: PACKAGE, group: PACKAGE });
  files.addFile({ path: `${FOLDER}/config.yml`, text: configYml(registry), restart: [UNIT] });
  if (access._tls) addSecure(files, access._tls);
  files.addUnit({ name: UNIT });
}

function configYml({ access, directory, address }: Registry): string {
  const tls = access._tls && { certificate: CERTIFICATE, key: KEY, minimumtls: 'tls1.2' };
  const document = {
    version: 0.1,
    log: { fields: { service: 'registry' } },
    storage: {
      cache: { blobdescriptor: 'inmemory' },
      filesystem: { rootdirectory: directory },
      delete: { enabled: true },
    },
    http: { addr: address, ...(tls ? { tls } : {}), headers: { 'X-Content-Type-Options': ['nosniff'] } },
    ...(tls ? { auth: { htpasswd: { realm: 'registry', path: HTPASSWD } } } : {}),
    health: { storagedriver: { enabled: true, interval: '10s', threshold: 3 } },
  };
  return `${documentOf(document, { sortKeys: false })}\n`;
}

/** The registry runs as a user of its own, which reads its key and its users and cannot write them. */
function addSecure(files: HostFiles, { certificate, key, users }: RegistryTlsOptions): void {
  const secret = { mode: '0640', group: PACKAGE, restart: [UNIT] };
  files.addFile({ path: CERTIFICATE, text: certificate, restart: [UNIT] });
  files.addFile({ path: KEY, text: key.quotedFor(SecretQuote.NONE), ...secret });
  const lines = users.map(({ name, passwordHash }) => `${name}:${passwordHash.quotedFor(SecretQuote.NONE)}\n`);
  files.addFile({ path: HTPASSWD, text: lines.join(''), ...secret });
}

/**
 * Login of the kubelet for all pods of its node: the provider makes namespaces as tasks come, and names no pull secret in any of
 * them. The kubelet takes name and password as they are, besides the `auth` that docker writes.
 */
export function addPullCredentials(files: HostFiles, { access, address }: Registry): void {
  if (!access._tls) return;
  const { users, password } = access._tls;
  files.addDirectory({ path: '/var/lib/kubelet', mode: '0750' });
  files.addJson({
    path: '/var/lib/kubelet/config.json',
    content: { auths: { [address]: { username: users[0].name, password } } },
  });
}
