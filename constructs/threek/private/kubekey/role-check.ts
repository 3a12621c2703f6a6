import { suggestion } from '../../../core/private/nearest';
import { quoted } from '../../../core/rules/problem';
import { at, type DocumentProblems, isText, itemsOf, type Path } from './document-problem';
import { ROLE_GROUPS } from './fields';
import { expand } from './range';

/** Hosts of each group by name, in the order of the file; `master` and `control-plane` are one. */
export interface Roles {
  readonly etcd: readonly string[];
  readonly controlPlane: readonly string[];
  readonly worker: readonly string[];
  readonly registry: readonly string[];
}

const GROUPS: Path = ['spec', 'roleGroups'];

/** Names of `spec.hosts` that can be told. */
const hostNamesOf = (document: unknown): string[] =>
  itemsOf(at(document, 'spec', 'hosts'))
    .map((host) => at(host, 'name'))
    .filter(isText);

/** Expands the role groups of a document. What is wrong with an entry is told if `problems` are given. */
export function rolesOf(document: unknown, problems?: DocumentProblems): Roles {
  const groups = ROLE_GROUPS.map((group) => membersOf(document, group, problems));
  const [etcd, controlPlane, master, worker, registry] = groups;
  const roles = { etcd, controlPlane: [...controlPlane, ...master], worker, registry };
  if (problems) checkRoles(document, roles, problems);
  const inAnyGroup = new Set(groups.flat());
  for (const [index, host] of itemsOf(at(document, 'spec', 'hosts')).entries()) {
    const name = at(host, 'name');
    if (!isText(name) || inAnyGroup.has(name)) continue;
    const message = `host ${quoted(name)} is in no role group, so kk would leave it alone`;
    problems?.error('GPULAB2813', ['spec', 'hosts', index], message, 'put it into a group, or remove it');
  }
  return roles;
}

function membersOf(document: unknown, group: string, problems?: DocumentProblems): string[] {
  const names = hostNamesOf(document);
  const members: string[] = [];
  for (const [index, entry] of itemsOf(at(document, ...(GROUPS as string[]), group)).entries()) {
    if (typeof entry !== 'string') continue;
    const path = [...GROUPS, group, index];
    const expansion = expand(entry);
    if (!('names' in expansion)) {
      const message = `${quoted(entry)} in group ${group} ${expansion.problem}`;
      problems?.error(expansion.code, path, message, expansion.hint);
      continue;
    }
    for (const name of expansion.names) {
      if (!names.includes(name)) {
        const message = `${quoted(name)} is in group ${group}, but not among the hosts`;
        problems?.error('GPULAB2811', path, message, suggestion(name, names));
      } else if (members.includes(name)) {
        problems?.error('GPULAB2812', path, `${quoted(name)} is in group ${group} twice`);
      }
      members.push(name);
    }
  }
  return members;
}

function checkRoles(document: unknown, { etcd, controlPlane, worker }: Roles, problems: DocumentProblems): void {
  const groups = at(document, ...(GROUPS as string[]));
  if (groups === undefined || groups === null) return;
  if (controlPlane.length === 0) {
    problems.error('GPULAB2814', GROUPS, 'group control-plane has no host: there would be no API server');
  }
  if (worker.length === 0) problems.error('GPULAB2814', GROUPS, 'group worker has no host: nothing could run');
  if (at(groups, 'control-plane') !== undefined && at(groups, 'master') !== undefined) {
    problems.error('GPULAB2812', [...GROUPS, 'master'], 'master is another name of control-plane: give one of them');
  }
  const type = at(document, 'spec', 'etcd', 'type') ?? 'kubekey';
  if (type !== 'kubekey') return;
  const path = [...GROUPS, 'etcd'];
  if (etcd.length === 0) problems.error('GPULAB2814', path, 'group etcd has no host, and etcd.type is kubekey');
  else if (etcd.length % 2 === 0) {
    const message = `group etcd has ${etcd.length} hosts: an even number survives no more failures than one less`;
    problems.error('GPULAB2815', path, message, `take ${etcd.length - 1} or ${etcd.length + 1} hosts`);
  }
}
