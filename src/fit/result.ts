import { NOTHING } from 'cdk8s-gpulab/lib/gpu/hami/fit/card';
import type { FitCluster, FitNode, Placed } from 'cdk8s-gpulab/lib/gpu/hami/fit/cluster';
import type { FitAnswer } from 'cdk8s-gpulab/lib/gpu/hami/fit/fit';

/** The answer as a program reads it. */
export const resultOf = ({ cluster, placed, waiting, undecided }: FitAnswer): object => ({
  nodes: cluster.nodes.map((node) => nodeResult(cluster, node)),
  placed: placed.map(placedResult),
  waiting: waiting.map(({ pod, message }) => ({ pod: pod.name, message })),
  undecided: undecided.map(({ name }) => name),
});

function nodeResult(cluster: FitCluster, node: FitNode): object {
  const { name, isSliced, cards } = node;
  if (!isSliced)
    return { name, sliced: false, cards: cards.length, freeCards: cards.length - cluster.needsOn(node).cards };
  const booked = cluster.bookedOn(node);
  return {
    name,
    sliced: true,
    cards: cards.map(({ id, index, model, mib, cores, slots }) => {
      const used = booked.get(id) ?? NOTHING;
      return {
        index,
        id,
        model,
        memoryMib: mib,
        freeMib: mib - used.mib,
        freeCores: cores - used.cores,
        freeSlots: slots - used.slots,
      };
    }),
  };
}

/** Cards are named where HAMi chooses them. */
const placedResult = ({ pod, node, oneOf, containers }: Placed): object => ({
  pod: pod.name,
  node,
  oneOf: [...oneOf],
  containers: containers.map(({ container, isInit, parts }) => ({
    name: container,
    init: isInit,
    cards: parts.map(({ card, mib, cores }) => ({ index: card.index, memoryMib: mib, cores })),
  })),
});
