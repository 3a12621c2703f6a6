import { type Card, EQUAL_WEIGHTS } from '../../../../../constructs/gpu/hami/fit/card';
import type { FitCluster, FitNode, Placed, Waiting } from '../../../../../constructs/gpu/hami/fit/cluster';
import type { CardRequest, FitContainer, FitPod } from '../../../../../constructs/gpu/hami/fit/pod';

/** A card of the A100 of 80 GiB, as HAMi's device plugin registers it. */
export const CARD: Omit<Card, 'id' | 'index'> = {
  model: 'NVIDIA A100-SXM4-80GB',
  mib: 81920,
  cores: 100,
  slots: 10,
  numa: 0,
  mode: 'hami-core',
  healthy: true,
  cordoned: false,
};

/** A node of HAMi with these cards: a number of equal ones, or what is special of each. */
export function node(name: string, cards: number | readonly Partial<Card>[], more: Partial<FitNode> = {}): FitNode {
  const each = typeof cards === 'number' ? Array.from({ length: cards }, () => ({})) : cards;
  return {
    name,
    isSliced: true,
    cards: each.map((own, index) => ({ ...CARD, id: `${name}-${index}`, index, ...own })),
    hasLabels: () => true,
    ...more,
  };
}

/** A request for one card; without more: 20000 MiB and no limit of compute. */
export const ask = (request: Partial<CardRequest> = {}): CardRequest => ({
  cards: 1,
  mib: request.percent === undefined ? 20000 : 0,
  percent: 100,
  cores: 0,
  ...request,
});

const container = (request: CardRequest | undefined, i: number): FitContainer => ({ name: `c${i}`, request });

/** A pod; its name is its number in the case. */
export const pod = (
  requests: Partial<CardRequest> | readonly Partial<CardRequest>[] = {},
  more: Partial<FitPod> = {},
) => ({
  isSliced: true,
  initContainers: [],
  containers: (Array.isArray(requests) ? requests : [requests]).map((request, i) => container(ask(request), i)),
  filter: { numaBind: false },
  nodePolicy: 'binpack',
  cardPolicy: 'spread',
  weights: EQUAL_WEIGHTS,
  cpu: 0n,
  memory: 0n,
  nodeSelector: {},
  ...more,
});

/** Init containers; undefined for one without a card. */
export const init = (...requests: (Partial<CardRequest> | undefined)[]): Pick<FitPod, 'initContainers'> => ({
  initContainers: requests.map((request, i) => container(request && ask(request), i)),
});

/** Several times the same. */
export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** A placement in short: `n:7` is card 7 of node n; `,` between cards, `|` between containers; equal nodes as `a/b:0`. */
export function shortly(place: Placed | Waiting): string {
  if ('message' in place) return place.message;
  const cards = place.containers.map(
    ({ isInit, parts }) => `${isInit ? 'i' : ''}${parts.map(({ card }) => card.index).join(',')}`,
  );
  return `${place.oneOf.join('/')}:${cards.join('|')}`;
}

/** Places pods one after the other. */
export const placeAll = (cluster: FitCluster, pods: readonly Omit<FitPod, 'name'>[]): string[] =>
  pods.map((each, i) => shortly(cluster.place({ ...each, name: `p${i + 1}` })));
