import { isMapping, mappingOf } from 'cdk8s-gpulab/lib/core/private/mapping';
import { originOf, placeholderOf } from 'cdk8s-gpulab/lib/threek/private/kubekey/placeholder';
import type { Members, Translation } from './translation';

const placeholder = (variable: string): string => placeholderOf({ from: 'environment', name: variable });

/** Name of an environment variable, made of a name of a host. */
const variableOf = (prefix: string, name: unknown): string =>
  `${prefix}_${String(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')}`;

/**
 * Passwords leave the file: each becomes an environment variable that is asked for when kk runs, one for all hosts whose password is
 * the same. None is shown.
 */
export function withoutPasswords(translation: Translation): void {
  const { spec } = translation;
  if (!isMapping(spec)) return;
  const hosts = translation.hosts;
  const given = new Set(hosts.map(({ password }) => password).filter(isSecret));
  const mended = hosts.map((host, index): Members => {
    if (!isSecret(host.password)) return host;
    const variable = given.size === 1 ? 'SSH_PASSWORD' : variableOf('SSH_PASSWORD', host.name ?? index);
    moved(translation, ['spec', 'hosts', index, 'password'], variable);
    return { ...host, password: placeholder(variable) };
  });
  if (mended.some((host, index) => host !== hosts[index])) translation.document.spec = { ...spec, hosts: mended };
  ofRegistries(translation);
}

function ofRegistries(translation: Translation): void {
  const { spec } = translation;
  const { auths } = mappingOf(spec.registry);
  if (!isMapping(auths)) return;
  const mended = Object.entries(auths).map(([host, auth]): [string, unknown] => {
    if (!isMapping(auth) || !isSecret(auth.password)) return [host, auth];
    const variable = variableOf('REGISTRY_PASSWORD', host);
    moved(translation, ['spec', 'registry', 'auths', host, 'password'], variable);
    return [host, { ...auth, password: placeholder(variable) }];
  });
  translation.document.spec = { ...spec, registry: { ...spec.registry, auths: Object.fromEntries(mended) } };
}

const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && originOf(value) === undefined;

function moved(translation: Translation, path: (string | number)[], variable: string): void {
  const message = `the password leaves the file; it is taken from the environment variable ${variable}`;
  translation.changed(
    path,
    'GPULAB4244',
    message,
    'run kk by the script beside the file; a key (privateKeyPath) is better',
  );
}
