import { quoted } from '../../../core/rules/problem';
import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { at, type DocumentProblems, isText } from './document-problem';
import type { Roles } from './role-check';

const REGISTRY = ['spec', 'registry'];

/** The only name that kk gives to a registry that it installs: it stands in the certificate and in /etc/hosts of all nodes. */
export const LOCAL_REGISTRY = 'dockerhub.kubekey.local';

/** Where kk puts its certificate on every node, as `ca.crt`. */
export const CERTIFICATES = `/etc/docker/certs.d/${LOCAL_REGISTRY}`;

/** The registry that kk installs, and how nodes find it. */
export function checkRegistry(
  document: unknown,
  { registry }: Roles,
  { line }: KubeKeyVersion,
  problems: DocumentProblems,
): void {
  const hosts = [...new Set(registry)];
  const error = (path: string[], message: string, hint?: string) =>
    problems.error('GPULAB2824', [...REGISTRY, ...path], message, hint);
  if (line === '3.0' && hosts.length > 1) {
    const path = ['spec', 'roleGroups', 'registry'];
    const message = `kk 3.0 installs one registry; ${hosts.length} hosts are in group registry`;
    problems.error('GPULAB2824', path, message, 'keep one of them, or take kk 3.1');
  }
  const type = at(document, ...REGISTRY, 'type');
  if (type === 'harbor' && hosts.length === 0) {
    error(['type'], 'a harbor is to be installed, but group registry has no host: kk would crash', 'name its host');
  }
  const name = at(document, ...REGISTRY, 'privateRegistry');
  if (hosts.length > 0 && isText(name) && name !== LOCAL_REGISTRY) {
    const message = `privateRegistry is ${quoted(name)}, but kk calls the registry that it installs ${LOCAL_REGISTRY}`;
    error(['privateRegistry'], message, `write ${LOCAL_REGISTRY}, or leave group registry out`);
  }
}
