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
  const known = new Set(labelValuesOf(withCards));
  return withCards.flatMap((host) =>
    Array.from({ length: host.count }, (_, i) => {
      const name = host.count === 1 ? host.name : `${host.name}-${i + 1}`;
      return nodeOf(name, host, hami, known);
    }),
  );
}

/** Models, as labels of nodes have them, and groups. */
export const labelValuesOf = (hosts: readonly InventoryHost[]): string[] => [
  ...new Set(hosts.flatMap(({ gpus, groups }) => [...gpus.flatMap(modelLabels), ...groups])),
];

/** NVIDIA's feature discovery writes the product with hyphens. */
const modelLabels = ({ model, product }: InventoryHost['gpus'][number]): string[] =>
  product === undefined ? [model] : [model, product.replaceAll(' ', '-')];

/** Is the machine one of those whose cards HAMi slices? */
export const isSlicedHost = ({ groups }: InventoryHost, hami: HamiFacts | undefined): boolean =>
  hami !== undefined && (hami.hosts === undefined || groups.includes(hami.hosts));

function nodeOf(name: string, host: InventoryHost, hami: HamiFacts | undefined, known: ReadonlySet<string>): FitNode {
  const own = new Set(labelValuesOf([host]));
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
  return each.map((gpu, index) => ({
    id: gpu.uuid ?? `${node}/${index}`,
    index,
    model: registered(gpu.product ?? gpu.model),
    lacks: lacksOf(gpu),
    mib: Math.floor(mibOf(gpu.memory) * memoryScaling),
    cores: Math.floor(WHOLE * coreScaling),
    slots,
    numa: 0,
    mode: 'hami-core',
    healthy: true,
    cordoned: false,
  }));
}

/** HAMi's device plugin puts NVIDIA in front of names that do not begin with it. */
const registered = (product: string): string =>
  product.toUpperCase().startsWith('NVIDIA') ? product : `NVIDIA-${product}`;

const lacksOf = (gpu: InventoryHost['gpus'][number]): Card['lacks'] =>
  (['product', 'uuid', 'memory'] as const).filter((key) => gpu[key] === undefined);

const mibOf = (memory: string | undefined): number =>
  memory === undefined ? 0 : Number((nanosOf(memory) ?? 0n) / MIB);
