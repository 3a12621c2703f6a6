import type { ProviderClusterRegistry } from '../../cluster/compute-provider-stack-props';
import { storedService } from './stored-service';

const NAME = 'registry';
const TLS = '/etc/registry/tls';
const AUTH = '/etc/registry/auth';
const DATA = '/var/lib/registry';
const PORT = 5000;

/** The port of nodes when none is given. */
export const REGISTRY_NODE_PORT = 30500;

/** Source of tag and digest: the update of immich-app/devtools pull request 1507. */
const IMAGE =
  'docker.io/library/registry:3.1.0@sha256:afcd13fd045b8859ac4f60fef26fc2d2f9b7b9d9e604c3c4f7c2fb1b94f95a64';

const ENVIRONMENT = {
  REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: DATA,
  REGISTRY_HTTP_TLS_CERTIFICATE: `${TLS}/tls.crt`,
  REGISTRY_HTTP_TLS_KEY: `${TLS}/tls.key`,
  REGISTRY_AUTH: 'htpasswd',
  REGISTRY_AUTH_HTPASSWD_REALM: 'computing-provider',
  REGISTRY_AUTH_HTPASSWD_PATH: `${AUTH}/htpasswd`,
  OTEL_TRACES_EXPORTER: 'none',
};

export const registryManifests = (registry: ProviderClusterRegistry) => {
  const { tlsSecret, htpasswdSecret, storageClass } = registry;
  return storedService({
    ...{ name: NAME, image: registry.image ?? IMAGE, storageClass, size: registry.size ?? '200Gi' },
    env: Object.entries(ENVIRONMENT).map(([name, value]) => ({ name, value })),
    ...{ port: PORT, nodePort: registry.nodePort ?? REGISTRY_NODE_PORT, dataPath: DATA },
    files: [
      { path: TLS, source: { secret: { secretName: tlsSecret } } },
      { path: AUTH, source: { secret: { secretName: htpasswdSecret } } },
    ],
  });
};
