import { nanosOf } from '../../../core/private/quantity';
import type { InventoryHost } from '../../../inventory/inventory';
import type { Card } from './card';
import type { FitNode } from './cluster';
import type { HamiFacts } from './hami-facts';

const HOSTNAME = 'kubernetes.io/hostname';
const WHOLE = 100;
const MIB = 2n ** 20n * 1_000_000_000n;

/** The machines of an inventory that have cards; equal ones with a number behind their name. */
export function nodesOf(hosts: readonly InventoryHost[], hami: HamiFacts | undefined): FitNode[] {
  const withCards = hosts.filter(({ gpus }) => gpus.length > 0);
  const known = new Set(withCards.flatMap(({ gpus, groups }) => [...gpus.map(({ model }) => model), ...groups]));
  return withCards.flatMap((host) =>
    Array.from({ length: host.count }, (_, i) => {
      const name = host.count === 1 ? host.name : `${host.name}-${i + 1}`;
      return nodeOf(name, host, hami, known);
    }),
  );
}

/** Is the machine one of those whose cards HAMi slices? */
export const isSlicedHost = ({ groups }: InventoryHost, hami: HamiFacts | undefined): boolean =>
  hami !== undefined && (hami.hosts === undefined || groups.includes(hami.hosts));

function nodeOf(name: string, host: InventoryHost, hami: HamiFacts | undefined, known: ReadonlySet<string>): FitNode {
  const own = new Set([...host.gpus.map(({ model }) => model), ...host.groups]);
  return {
    name,
    isSliced: isSlicedHost(host, hami),
    cards: cardsOf(name, host, hami),
    cpu: host.cpu === undefined ? undefined : nanosOf(host.cpu),
    memory: host.memory === undefined ? undefined : nanosOf(host.memory),
    // An inventory has no labels. What is said there as a model or a group anywhere must be said of this machine.
    hasLabels: (selector) =>
      Object.entries(selector).every(([key, value]) =>
        key === HOSTNAME ? value === name : !known.has(value) || own.has(value),
      ),
  };
}

/** Cards in the order of the inventory, which the list of the node has, too. */
function cardsOf(node: string, { gpus }: InventoryHost, hami: HamiFacts | undefined): Card[] {
  const { slots = 1, memoryScaling = 1, coreScaling = 1 } = hami ?? {};
  const each = gpus.flatMap((gpu) => Array.from({ length: gpu.count }, () => gpu));
  return each.map(({ model, memory, uuid }, index) => ({
    id: uuid ?? `${node}/${index}`,
    index,
    // HAMi's device plugin puts it in front of names that do not begin with it.
    model: model.toUpperCase().startsWith('NVIDIA') ? model : `NVIDIA-${model}`,
    mib: Math.floor(mibOf(memory) * memoryScaling),
    cores: Math.floor(WHOLE * coreScaling),
    slots,
    numa: 0,
    mode: 'hami-core',
    healthy: true,
    cordoned: false,
  }));
}

const mibOf = (memory: string | undefined): number =>
  memory === undefined ? 0 : Number((nanosOf(memory) ?? 0n) / MIB);
