import type { Finding } from '../../../core/finding';
import { nearest, suggestion } from '../../../core/private/nearest';
import { error, quoted, warning } from '../../../core/rules/problem';
import type { InventoryHost } from '../../../inventory/inventory';
import type { FitNode } from './cluster';
import type { HamiFacts } from './hami-facts';
import { isSlicedHost, labelValuesOf } from './inventory-nodes';
import type { Workload } from './program-pods';

/** What the inventory lacks for the HAMi of the program, whatever pods there are. */
export function inventoryFindings(hosts: readonly InventoryHost[], hami: HamiFacts | undefined): Finding[] {
  const groups = [...new Set(hosts.flatMap((host) => host.groups))];
  if (hami?.hosts !== undefined && !groups.includes(hami.hosts)) {
    const message = `no machine of the inventory is in the group ${quoted(hami.hosts)}, whose cards HAMi slices`;
    return [error('GPULAB2749', message, 'hosts', suggestion(hami.hosts, groups))];
  }
  return hosts
    .filter((host) => isSlicedHost(host, hami))
    .flatMap(({ name, gpus }) =>
      gpus.flatMap(({ memory, model }, i) =>
        memory === undefined
          ? [
              error(
                'GPULAB2743',
                `the cards of ${name} have no memory: ${model}`,
                `hosts.${name}.gpus[${i}].memory`,
                'add it, as 24564Mi',
              ),
            ]
          : [],
      ),
    );
}

/** Sliced nodes that a workload may go to. */
const candidatesOf = ({ nodeSelector, isSliced }: Workload, nodes: readonly FitNode[]): readonly FitNode[] =>
  isSliced ? nodes.filter((node) => node.isSliced && node.hasLabels(nodeSelector)) : [];

const lacking = (nodes: readonly FitNode[], what: 'product' | 'uuid' | 'memory'): FitNode | undefined =>
  nodes.find(({ cards }) => cards.some(({ lacks }) => lacks?.includes(what)));

/** Would pods wait only since nobody knows how much memory cards have? */
export const lacksMemory = (workload: Workload, nodes: readonly FitNode[]): boolean =>
  lacking(candidatesOf(workload, nodes), 'memory') !== undefined;

/** Why nobody can say where pods go: they choose cards by what the inventory does not say. */
export function undecidedFinding(workload: Workload, nodes: readonly FitNode[]): Finding | undefined {
  const { path, name, filter } = workload;
  const candidates = candidatesOf(workload, nodes);
  const byModel = filter.models || filter.notModels ? lacking(candidates, 'product') : undefined;
  if (byModel) {
    const message = `cannot decide where pods of ${name} go: they choose cards by model, and the inventory has no product name of those of ${byModel.name}`;
    return { path, ...warning('GPULAB2748', message, 'gpus.product', 'add it as nvidia-smi -L prints it') };
  }
  const ids = new Set(nodes.flatMap(({ cards }) => cards.map(({ id }) => id)));
  const isUnknown = [...(filter.uuids ?? []), ...(filter.notUuids ?? [])].some((uuid) => !ids.has(uuid));
  const byUuid = isUnknown ? lacking(candidates, 'uuid') : undefined;
  if (!byUuid) return undefined;
  const message = `cannot decide where pods of ${name} go: they choose cards by UUID, and the inventory has no UUIDs of those of ${byUuid.name}`;
  return {
    path,
    ...warning('GPULAB2748', message, 'gpus.uuid', 'add them as nvidia-smi -L prints them, one entry for each card'),
  };
}

/** Labels that name models, as NVIDIA's feature discovery writes them and as sites call them. */
const MODEL_LABEL = /(?:^nvidia\.com\/gpu\.product$|model)/i;

/** Values of labels that look like a model or a group of the inventory, and are none. */
export function selectorFindings({ path, name, nodeSelector }: Workload, hosts: readonly InventoryHost[]): Finding[] {
  const known = labelValuesOf(hosts);
  return Object.entries(nodeSelector).flatMap(([label, value]) => {
    if (known.includes(value) || label === 'kubernetes.io/hostname') return [];
    if (!MODEL_LABEL.test(label) && nearest(value, known) === undefined) return [];
    const message = `nodeSelector of ${name} has ${label}: ${quoted(value)}, which no machine of the inventory is known by`;
    return [{ path, ...warning('GPULAB2750', message, `nodeSelector.${label}`, suggestion(value, known)) }];
  });
}
