import type { Problem } from '../../../core/checks/check';
import { error, quoted } from '../../../core/rules/problem';
import type { KubeKeyCluster } from '../../kubekey/kubekey-cluster';
import type { KubeKeyRegistryAuth } from '../../kubekey/kubekey-registry';
import { at } from '../kubekey/document-problem';
import { CERTIFICATES, LOCAL_REGISTRY } from '../kubekey/registry-check';

/** The only user of Harbor when kk has installed it. */
const ADMIN = 'admin';

const ADD = `add auths: { '${LOCAL_REGISTRY}': { username: '${ADMIN}', password: InstallSecret...., certsPath: '${CERTIFICATES}' } }`;

/** Whether the registry that kk installs has what nodes are to get from it. */
export function registryProblems(
  { registryHost, _document }: KubeKeyCluster,
  artifact: string | undefined,
  login: KubeKeyRegistryAuth | undefined,
): Problem[] {
  if (registryHost === undefined) return [];
  if (artifact === undefined) {
    if (at(_document, 'spec', 'registry', 'privateRegistry') !== LOCAL_REGISTRY) return [];
    const message = `nodes get every image from the registry on ${registryHost}, and nothing puts one there: it has not even a project`;
    const hint = `give artifact and ${ADD.slice('add '.length)}; or leave roleGroups.registry out`;
    return [error('GPULAB2843', message, 'kubeKey.roleGroups.registry', hint)];
  }
  if (!login) {
    const message = `images of the archive are pushed to ${LOCAL_REGISTRY}, and nothing says the login there`;
    return [error('GPULAB2842', message, 'kubeKey.registry.auths', ADD)];
  }
  if (login.username !== ADMIN) {
    const message = `the only user of a new Harbor is ${ADMIN}; ${quoted(login.username)} cannot make its project`;
    return [error('GPULAB2842', message, `kubeKey.registry.auths.${LOCAL_REGISTRY}.username`, ADD)];
  }
  return [];
}
