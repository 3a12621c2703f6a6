import { clusterRole, role } from '../../../core/private/rbac';
import { DOWNLOADER_RULES } from './rules';

/** Label by which portalsynch knows namespaces of users. */
const USER_LABEL = 'cpod.cpod/userNamespace';

/** Grants nothing. */
const MARK = 'cpod-user';

/**
 * The namespace of a user of the portal. portalsynch looks for a ClusterRoleBinding of the user's name, and makes one to cluster-admin
 * where there is none; one that grants nothing keeps it content (NascentCore/3k at 17b19cf1, syncUsers).
 */
export function userManifests(users: readonly string[]) {
  const [mark] = clusterRole(MARK, [], { name: 'default', namespace: 'default' });
  return [
    ...(users.length > 0 ? [mark] : []),
    ...users.flatMap((user) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: user, labels: { [USER_LABEL]: user } } },
      clusterRole(MARK, [], { name: 'default', namespace: user }, user)[1],
      ...role('cpod-downloader', user, DOWNLOADER_RULES, 'default'),
    ]),
  ];
}
