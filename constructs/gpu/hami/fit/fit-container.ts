import { type CardPart, scoreOf, sum } from './card';
import { type CardState, lessPreferred, names } from './card-order';
import { type CardReason, coresOf, mibOf, whyNotCard, whyNotFit } from './card-reason';
import { sortAsGo } from './go-sort';
import type { CardRequest, FitPod } from './pod';

/** Cards of a container, best first, or why there are none. */
export type Choice = { readonly parts: readonly CardPart[] } | { readonly reason: string };

/** More cards than the node has, of whatever kind. */
const TOO_FEW_CARDS = 'NodeInsufficientDevice';

/**
 * Places one container on the cards of a node, and books them. The list stays as it is sorted here: ties of the next container of
 * the pod go by that order (facts: scenarios 20 and 49).
 */
export function fitContainer(list: CardState[], request: CardRequest, pod: FitPod): Choice {
  for (const state of list) state.score = scoreOf(state.used, state.card, pod.weights);
  sortAsGo(list, lessPreferred({ policy: pod.cardPolicy, numaBind: pod.filter.numaBind }));
  if (request.cards > list.length) return { reason: TOO_FEW_CARDS };
  const { chosen, reasons } = choose([...list].reverse(), request, pod);
  if (!chosen) return { reason: reasonText(reasons, list.length) };
  const parts = chosen.map((state) => ({ card: state.card, mib: mibOf(request, state), cores: coresOf(request) }));
  chosen.forEach((state, i) => {
    state.used = sum(state.used, { slots: 1, cores: parts[i].cores, mib: parts[i].mib });
  });
  return { parts };
}

type Reasons = Map<CardReason, number>;

/** Takes cards that fit, best first, until there are enough. */
function choose(
  best: readonly CardState[],
  request: CardRequest,
  { filter, cardPolicy }: FitPod,
): { readonly chosen?: readonly CardState[]; readonly reasons: Reasons } {
  const reasons: Reasons = new Map();
  const count = (reason: CardReason, cards = 1) => reasons.set(reason, (reasons.get(reason) ?? 0) + cards);
  // With topology-aware all cards that fit are gathered. Without scores of pairs, which no inventory has, the first are taken.
  const gathersAll = names(cardPolicy, 'topology-aware');
  const isMutex = names(cardPolicy, 'mutex');
  let chosen: CardState[] = [];
  let numa: number | undefined;
  for (const state of best) {
    const unusable = whyNotCard(state, filter);
    if (unusable) {
      count(unusable);
      continue;
    }
    if (filter.numaBind && numa !== state.card.numa) {
      if (chosen.length > 0 && !gathersAll) count('NumaNotFit', chosen.length);
      numa = state.card.numa;
      chosen = [];
    }
    const reason = whyNotFit(state, request, filter, isMutex);
    if (reason) {
      count(reason);
      continue;
    }
    chosen.push(state);
    if (chosen.length === request.cards && !gathersAll) return { chosen, reasons };
  }
  if (chosen.length >= request.cards) return { chosen: chosen.slice(0, request.cards), reasons };
  if (chosen.length > 0) reasons.set('AllocatedCardsInsufficientRequest', chosen.length);
  return { reasons };
}

/** As HAMi writes it to the pod: how many of the cards of the node each reason holds for. */
const reasonText = (reasons: Reasons, cards: number): string =>
  [...reasons]
    .map(([reason, count]) => `${count}/${cards} ${reason}`)
    .sort()
    .join(', ');
