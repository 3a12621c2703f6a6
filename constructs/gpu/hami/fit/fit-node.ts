import { type Booking, type Card, type CardPart, larger, NOTHING, sum } from './card';
import type { CardState } from './card-order';
import { fitContainer } from './fit-container';
import type { FitContainer, FitPod } from './pod';

/** What each container of a pod gets, those without a card left out. */
export interface ContainerParts {
  readonly container: string;
  readonly isInit: boolean;
  readonly parts: readonly CardPart[];
}

/** A pod on one node, or why it does not fit. */
export type NodeFit = { readonly containers: readonly ContainerParts[] } | { readonly reason: string };

/**
 * Places all containers of a pod on one node. Init containers one by one, each on the node as it is without the pod; then the others,
 * each after those before it. Nothing is taken back: if one does not fit, the node is out (facts: "Several containers").
 *
 * @param used what is booked of each card, by the id of the card
 */
export function fitNode(cards: readonly Card[], used: ReadonlyMap<string, Booking>, pod: FitPod): NodeFit {
  const fresh = (): CardState[] => cards.map((card) => ({ card, used: used.get(card.id) ?? NOTHING, score: 0 }));
  const containers: ContainerParts[] = [];
  const place = (container: FitContainer, isInit: boolean, list: CardState[]): string | undefined => {
    if (!container.request) return undefined;
    const choice = fitContainer(list, container.request, pod);
    if ('reason' in choice) return choice.reason;
    containers.push({ container: container.name, isInit, parts: choice.parts });
    return undefined;
  };
  for (const container of pod.initContainers) {
    const reason = place(container, true, fresh());
    if (reason !== undefined) return { reason };
  }
  const list = fresh();
  for (const container of pod.containers) {
    const reason = place(container, false, list);
    if (reason !== undefined) return { reason };
  }
  return { containers };
}

/**
 * What a pod books of each card: while its init containers run, the larger of the largest of them and of the sum of the others;
 * after them only that sum.
 */
export function bookingsOf(containers: readonly ContainerParts[], initRuns: boolean): Map<string, Booking> {
  const [init, app] = [new Map<string, Booking>(), new Map<string, Booking>()];
  for (const { isInit, parts } of containers) {
    for (const { card, mib, cores } of parts) {
      const part = { slots: 1, cores, mib };
      if (!isInit) app.set(card.id, sum(app.get(card.id) ?? NOTHING, part));
      else if (initRuns) init.set(card.id, larger(init.get(card.id) ?? NOTHING, part));
    }
  }
  const ids = new Set([...init.keys(), ...app.keys()]);
  return new Map([...ids].map((id) => [id, larger(init.get(id) ?? NOTHING, app.get(id) ?? NOTHING)]));
}
