import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import type { Inventory } from '../../../inventory/inventory';
import type { KubeKeyClusterProps } from '../../kubekey/kubekey-cluster-props';
import type { KubeKeyHost, KubeKeyRoleGroups } from '../../kubekey/kubekey-host';
import type { Machines } from './document';

/** Groups of an inventory that mean something to KubeKey, in the order in which they are written. */
const GROUPS = ['etcd', 'control-plane', 'worker', 'registry'];

/** The machines that the props mean. */
export function machinesOf({ hosts, inventory, roleGroups }: KubeKeyClusterProps, rules: Rules): Machines | undefined {
  if ((hosts === undefined) === (inventory === undefined)) {
    const got = hosts === undefined ? 'neither' : 'both';
    rules.error('GPULAB2803', `${got} of hosts and inventory are given; one of them is wanted`, 'hosts');
    return undefined;
  }
  if (inventory) return ofInventory(inventory, roleGroups, rules);
  if (!rules.given('roleGroups', typeof roleGroups === 'object', roleGroups, 'an object')) return undefined;
  const given = rules.list('hosts', hosts!);
  for (const [index, { privateKeyPath }] of given.entries()) {
    if (privateKeyPath === undefined) continue;
    rules.matching(`hosts[${index}].privateKeyPath`, privateKeyPath, /^\//, 'an absolute path: only kk knows "~"');
  }
  return { hosts: given, groups: groupsOf(roleGroups!) };
}

const groupsOf = ({ etcd, controlPlane, worker, registry }: KubeKeyRoleGroups): Machines['groups'] => ({
  etcd: etcd ?? controlPlane,
  'control-plane': controlPlane,
  worker,
  registry,
});

function ofInventory(inventory: Inventory, roleGroups: KubeKeyRoleGroups | undefined, rules: Rules): Machines {
  const hosts: KubeKeyHost[] = [];
  const groups: { [group: string]: string[] } = {};
  for (const { name, address, groups: own, count } of inventory.hosts) {
    const roles = GROUPS.filter((group) => own.includes(group));
    if (roles.length === 0 && !roleGroups) continue;
    if (count > 1) {
      const message = `entry ${quoted(name)} of the inventory stands for ${count} machines, and kk needs the address of each`;
      rules.error('GPULAB2803', message, 'inventory', 'write one entry for each machine, with its address');
      continue;
    }
    hosts.push({ name, address: address ?? name });
    for (const role of roles) {
      groups[role] ??= [];
      groups[role].push(name);
    }
  }
  if (roleGroups) return { hosts, groups: groupsOf(roleGroups) };
  const { 'control-plane': controlPlane = [], worker = [], etcd, registry } = groups;
  return { hosts, groups: groupsOf({ controlPlane, worker, etcd, registry }) };
}
