import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import type { InventoryHost } from '../../../inventory/inventory';
import type { HostChoice } from '../lab-hosts-props';

/** The hosts that a part is for: those of its groups, or else those that it suits. */
export function chosenHosts(
  rules: Rules,
  key: string,
  all: readonly InventoryHost[],
  { groups }: HostChoice,
  suits: (host: InventoryHost) => boolean = () => true,
): InventoryHost[] {
  if (groups === undefined) return single(rules, key, all.filter(suits));
  for (const group of rules.list(`${key}.groups`, groups)) {
    if (all.some((host) => host.groups.includes(group))) continue;
    const known = [...new Set(all.flatMap((host) => host.groups))].sort();
    const hint = known.length === 0 ? 'the inventory has no groups' : `there are ${known.map(quoted).join(', ')}`;
    rules.error('GPULAB4572', `no host of the inventory is in group ${quoted(group)}`, `${key}.groups`, hint);
  }
  return single(
    rules,
    key,
    all.filter((host) => host.groups.some((group) => groups.includes(group))),
  );
}

function single(rules: Rules, key: string, hosts: readonly InventoryHost[]): InventoryHost[] {
  for (const { name, count } of hosts) {
    if (count > 1) rules.error('GPULAB4573', `host ${name} of the inventory stands for ${count} machines`, key);
  }
  return hosts.filter(({ count }) => count === 1);
}
