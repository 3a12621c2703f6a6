import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { isText, itemsOf } from 'cdk8s-gpulab/lib/threek/private/kubekey/document-problem';
import { LOCAL_REGISTRY } from 'cdk8s-gpulab/lib/threek/private/kubekey/registry-check';
import { rolesOf } from 'cdk8s-gpulab/lib/threek/private/kubekey/role-check';
import type { Members, Translation } from './translation';

/** What the platform runs on and the guides leave to KubeKey, which would choose otherwise (facts: threek.md 1.1, 1.2). */
const KUBERNETES = {
  version: 'v1.24.3',
  clusterName: 'cluster.local',
  containerManager: 'containerd',
  autoRenewCerts: true,
};
const NETWORK = { plugin: 'calico', kubePodsCIDR: '10.233.64.0/18', kubeServiceCIDR: '10.233.0.0/18' };
const REGISTRY = { type: 'harbor', privateRegistry: LOCAL_REGISTRY, namespaceOverride: 'kubesphereio' };

/** Completes a file of the guides, and says of any file what its author hardly meant. */
export function forPlatform(translation: Translation): void {
  if (!isMapping(translation.spec)) return;
  if (translation.isOfGuide) {
    addDefaults(translation);
    remarkUser(translation);
  }
  remarkRoles(translation);
}

function addDefaults(translation: Translation): void {
  const { spec } = translation;
  const roles = rolesOf(translation.document);
  const several = new Set(roles.controlPlane).size > 1;
  const added: Members = {};
  const add = (key: string, value: unknown): void => {
    if (spec[key] === undefined || spec[key] === null) added[key] = value;
  };
  add('controlPlaneEndpoint', {
    ...(several ? { internalLoadbalancer: 'haproxy' } : {}),
    domain: 'lb.kubesphere.local',
    address: '',
    port: 6443,
  });
  add('etcd', { type: 'kubekey' });
  add('kubernetes', KUBERNETES);
  add('network', NETWORK);
  const missing = Object.keys(added);
  if (missing.length > 0) {
    const message =
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: kk 3.0 would make Kubernetes v1.23.10 with docker; ` +
      `the platform runs on ${KUBERNETES.version} with ${KUBERNETES.containerManager}`;
    translation.changed(['spec'], 'GPULAB4245', message, 'added');
  }
  translation.document.spec = { ...spec, ...added };
  if (roles.registry.length === 0 || spec.registry !== undefined) return;
  const message =
    'a host of group registry without spec.registry gets the plain registry of Docker; the platform makes a project in Harbor';
  translation.changed(
    ['spec', 'roleGroups', 'registry'],
    'GPULAB4245',
    message,
    'spec.registry with type harbor is added',
  );
  translation.document.spec.registry = REGISTRY;
}

/** The guide's `ssh-copy-id lanyun@...` gives the key to another user than the file says. */
function remarkUser(translation: Translation): void {
  const index = translation.hosts.findIndex(({ user }) => isText(user));
  if (index < 0) return;
  const { user } = translation.hosts[index];
  const message = `user is ${user}: the key must be copied to ${user}@ of each host, and the guide copies it to another user`;
  translation.remarked(['spec', 'hosts', index, 'user'], 'GPULAB4247', message, `ssh-copy-id ${user}@HOST`);
}

/** Hosts of etcd that are no nodes: mostly somebody forgot them in group control-plane. */
function remarkRoles(translation: Translation): void {
  const { etcd, controlPlane, worker } = rolesOf(translation.document);
  const nodes = new Set([...controlPlane, ...worker]);
  const others = [...new Set(etcd)].filter((name) => !nodes.has(name));
  if (others.length === 0 || controlPlane.length === 0) return;
  const groups = translation.spec.roleGroups as Members;
  const key = itemsOf(groups['control-plane']).length > 0 ? 'control-plane' : 'master';
  const single = new Set(controlPlane).size === 1 ? `, and the API server on ${controlPlane[0]} is the only one` : '';
  const message = `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} in group etcd only: no node of the cluster${single}`;
  const all = [...new Set([...controlPlane, ...others])];
  translation.remarked(
    ['spec', 'roleGroups', key],
    'GPULAB4246',
    message,
    `if they were meant, too, write control-plane: [${all.join(', ')}] and controlPlaneEndpoint.internalLoadbalancer: haproxy`,
  );
}
