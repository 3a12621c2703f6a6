import type { FitNode } from '../../../../../constructs/gpu/hami/fit/cluster';
import type { FitPod } from '../../../../../constructs/gpu/hami/fit/pod';
import { init, node, pod, times } from './nodes';

/**
 * One rule, on nodes that were idle: pods that come one after the other, and where each goes. Worked by hand from the rules, and held
 * against a real HAMi in test/conformance/hami-scheduler.test.ts.
 */
export interface Case {
  /** Numbers are those of the scenarios that were observed on HAMi v2.10.0. */
  readonly rule: string;
  readonly nodes: readonly FitNode[];
  readonly pods: readonly Omit<FitPod, 'name'>[];
  readonly places: readonly string[];

  /** Is it about machines, of which the test with a real HAMi has none? */
  readonly machines?: boolean;
}

const binpack = { cardPolicy: 'binpack' };
const spread = { nodePolicy: 'spread' };
const policy = (cardPolicy: string) => ({ cardPolicy });
const filter = (only: Partial<FitPod['filter']>) => ({ filter: { numaBind: false, ...only } });
const waits = (nodes: number, ...reasons: string[]): string => `0/${nodes} nodes are available: ${reasons.join(', ')}.`;

const WHICH_CARD: Case[] = [
  {
    rule: 'spread: an idle node fills from the highest index down [1, 2]',
    nodes: [node('n', 8)],
    pods: times(4, pod()),
    places: ['n:7', 'n:6', 'n:5', 'n:4'],
  },
  {
    rule: 'binpack: the fullest that fits, so four of 20000 MiB on 80 GiB, then the next [1, 2]',
    nodes: [node('n', 8)],
    pods: times(5, pod({}, binpack)),
    places: ['n:7', 'n:7', 'n:7', 'n:7', 'n:6'],
  },
  {
    rule: 'spread: of equally full cards the last again',
    nodes: [node('n', 2)],
    pods: times(4, pod()),
    places: ['n:1', 'n:0', 'n:1', 'n:0'],
  },
  {
    rule: 'the request is not in the score: idle cards of 80 and 15 GiB are equal [30]',
    nodes: [node('n', [{}, { mib: 15360 }])],
    pods: [pod({ mib: 10000 })],
    places: ['n:1'],
  },
  {
    rule: 'the score is a share: 10000 of 80 GiB is emptier than 10000 of 15 GiB',
    nodes: [node('n', [{}, { mib: 15360 }])],
    pods: [pod({ mib: 10000 }), pod({ mib: 10000 }), pod({ mib: 5000 })],
    places: ['n:1', 'n:0', 'n:0'],
  },
  {
    rule: 'binpack by share: the small card is the fuller one',
    nodes: [node('n', [{}, { mib: 15360 }])],
    pods: [pod({ mib: 10000 }), pod({ mib: 10000 }), pod({ mib: 5000 }, binpack)],
    places: ['n:1', 'n:0', 'n:1'],
  },
  {
    rule: 'compute counts as much as memory: 0.1 + 0.5 + 0.12 is fuller than 0.1 + 0 + 0.49',
    nodes: [node('n', 2)],
    pods: [pod({ mib: 10000, cores: 50 }), pod({ mib: 40000 }), pod({ mib: 1000 })],
    places: ['n:1', 'n:0', 'n:0'],
  },
  {
    rule: 'weights of a pod turn that around: memory three times [37]',
    nodes: [node('n', 2)],
    pods: [
      pod({ mib: 10000, cores: 50 }),
      pod({ mib: 40000 }),
      pod({ mib: 1000 }, { weights: { slots: 1, cores: 1, mib: 3 } }),
    ],
    places: ['n:1', 'n:0', 'n:1'],
  },
  {
    rule: 'weights are of cards only: nodes are compared with equal ones [37]',
    nodes: [node('a', 1), node('b', 1)],
    pods: [
      pod({ mib: 10000, cores: 50 }, { nodeSelector: { only: 'a' } }),
      pod({ mib: 40000 }, { nodeSelector: { only: 'b' } }),
      pod({ mib: 1000 }, { weights: { slots: 0, cores: 0, mib: 1 } }),
    ],
    places: ['a:0', 'b:0', 'a:0'],
  },
  {
    rule: 'wrong weights: pending, whatever is free [37]',
    nodes: [node('n', 2)],
    pods: [pod({}, { weights: undefined })],
    places: ['calcScore failed: hami.io/device-scoring-weights is wrong'],
  },
  {
    rule: 'any other single word is spread [40]',
    nodes: [node('n', 2)],
    pods: times(2, pod({}, policy('Binpack'))),
    places: ['n:1', 'n:0'],
  },
  {
    rule: 'ties: the higher NUMA node first, then the last [28]',
    nodes: [node('n', [{ numa: 1 }, { numa: 1 }, { numa: 0 }, { numa: 0 }])],
    pods: times(4, pod()),
    places: ['n:1', 'n:0', 'n:3', 'n:2'],
  },
  {
    rule: 'NUMA breaks ties only: the emptier card of the lower node comes first',
    nodes: [node('n', [{ numa: 1 }, { numa: 0 }])],
    pods: times(2, pod()),
    places: ['n:0', 'n:1'],
  },
  {
    rule: 'a chain takes its words in the order written: binpack, then NUMA [44]',
    nodes: [node('n', [{ numa: 1 }, { numa: 0 }])],
    pods: times(2, pod({}, policy('binpack,numa'))),
    places: ['n:0', 'n:0'],
  },
  {
    rule: 'a chain with NUMA first keeps to the higher node, however full [44]',
    nodes: [node('n', [{ numa: 1 }, { numa: 0 }])],
    pods: times(3, pod({}, policy('numa,spread'))),
    places: ['n:0', 'n:0', 'n:0'],
  },
  {
    rule: 'numa alone: the higher NUMA node, then the highest index [44]',
    nodes: [node('n', [{ numa: 1 }, { numa: 1 }, { numa: 0 }])],
    pods: times(2, pod({}, policy('numa'))),
    places: ['n:1', 'n:1'],
  },
  {
    rule: 'a chain of words that only filter orders by spread',
    nodes: [node('n', 2)],
    pods: [pod(), pod({}, policy('mutex,topology-aware'))],
    places: ['n:1', 'n:0'],
  },
  {
    rule: 'mutex: only cards without any pod [29]',
    nodes: [node('n', 2)],
    pods: times(3, pod({}, policy('mutex'))),
    places: ['n:1', 'n:0', waits(1, '1 2/2 ExclusiveDeviceAllocateConflict')],
  },
  {
    rule: 'mutex: a card with a pod that asked for less is none of them [29]',
    nodes: [node('n', 2)],
    pods: [pod({ mib: 500 }), pod({}, policy('mutex'))],
    places: ['n:1', 'n:0'],
  },
  {
    rule: 'topology-aware without scores of pairs, one card: the first of the spread order [43]',
    nodes: [node('n', 8)],
    pods: times(2, pod({}, policy('topology-aware'))),
    places: ['n:7', 'n:6'],
  },
  {
    rule: 'topology-aware without scores of pairs, several cards: the first ones [43]',
    nodes: [node('n', 4)],
    pods: [pod(), pod({ cards: 2 }, policy('topology-aware'))],
    places: ['n:3', 'n:2,1'],
  },
  {
    rule: 'up to 12 cards the sort is stable: from the last down [33]',
    nodes: [node('n', 12)],
    pods: times(4, pod()),
    places: ['n:11', 'n:10', 'n:9', 'n:8'],
  },
  {
    rule: '13 cards fill 12, 1, 2, 3: the sort is not stable [32]',
    nodes: [node('n', 13)],
    pods: times(4, pod()),
    places: ['n:12', 'n:1', 'n:2', 'n:3'],
  },
  {
    rule: '16 cards fill 15, 1, 2, 3, 4, 5 [31]',
    nodes: [node('n', 16)],
    pods: times(6, pod()),
    places: ['n:15', 'n:1', 'n:2', 'n:3', 'n:4', 'n:5'],
  },
  {
    rule: 'one pod takes several of 16 idle cards from the end: nothing was out of order yet',
    nodes: [node('n', 16)],
    pods: [pod({ cards: 3 })],
    places: ['n:15,14,13'],
  },
];

const SEVERAL: Case[] = [
  {
    rule: 'several cards are different cards of one sorted list, best first [14]',
    nodes: [node('n', 8)],
    pods: [pod({ cards: 3 })],
    places: ['n:7,6,5'],
  },
  {
    rule: 'more cards than the node has [14]',
    nodes: [node('n', 8)],
    pods: [pod({ cards: 9 })],
    places: [waits(1, '1 NodeInsufficientDevice')],
  },
  {
    rule: 'a pod is never spread over nodes [15]',
    nodes: [node('a', 1), node('b', 1)],
    pods: [pod({ cards: 2 })],
    places: [waits(2, '2 NodeInsufficientDevice')],
  },
  {
    rule: 'enough cards, but too few that fit, and why [15]',
    nodes: [node('n', 2)],
    pods: [pod({ mib: 70000 }), pod({ cards: 2 })],
    places: ['n:1', waits(1, '1 1/2 AllocatedCardsInsufficientRequest, 1/2 CardInsufficientMemory')],
  },
  {
    rule: 'two containers take two cards with spread [17]',
    nodes: [node('n', 2)],
    pods: [pod([{}, {}])],
    places: ['n:1|0'],
  },
  {
    rule: 'two containers share a card with binpack [16]',
    nodes: [node('n', 2)],
    pods: [pod([{}, {}], binpack)],
    places: ['n:1|1'],
  },
  {
    rule: 'ties within a pod go by the order that the container before left: 0, 0, 1 [20, 49]',
    nodes: [node('n', 2)],
    pods: [pod(), pod([{}, {}, {}])],
    places: ['n:1', 'n:0|0|1'],
  },
  {
    rule: 'the next pod starts from the order of the node again [20]',
    nodes: [node('n', 2)],
    pods: [pod(), pod([{}, {}, {}]), pod({ mib: 1000 })],
    places: ['n:1', 'n:0|0|1', 'n:1'],
  },
  {
    rule: 'each container takes a slot',
    nodes: [node('n', [{ slots: 2 }])],
    pods: [pod([{}, {}]), pod({ mib: 1000 })],
    places: ['n:0|0', waits(1, '1 1/1 CardTimeSlicingExhausted')],
  },
  {
    rule: 'there is no going back: the node is out, though the first container could have gone elsewhere',
    nodes: [node('n', [{ mib: 20000 }, { mib: 40000 }])],
    pods: [pod([{ mib: 15000 }, { mib: 30000 }])],
    places: [waits(1, '1 2/2 CardInsufficientMemory')],
  },
  {
    rule: 'the same containers the other way round do fit',
    nodes: [node('n', [{ mib: 20000 }, { mib: 40000 }])],
    pods: [pod([{ mib: 30000 }, { mib: 15000 }])],
    places: ['n:1|0'],
  },
  {
    rule: 'a container without a card is passed over [18]',
    nodes: [node('n', 2)],
    pods: [pod({}, { containers: [{ name: 'sidecar' }, ...pod().containers] })],
    places: ['n:1'],
  },
  {
    rule: 'a pod whose containers all ask for nothing is placed with no card [36]',
    nodes: [node('n', 2)],
    pods: [pod({}, { containers: [{ name: 'only' }] })],
    places: ['n:'],
  },
];

const INIT: Case[] = [
  {
    rule: 'an init container goes where the first container goes, on the node as it is without the pod [19]',
    nodes: [node('n', 2)],
    pods: [pod({}, init({}))],
    places: ['n:i1|1'],
  },
  {
    rule: 'init containers do not see each other',
    nodes: [node('n', 2)],
    pods: [pod({}, init({ mib: 60000 }, { mib: 60000 }))],
    places: ['n:i1|i1|1'],
  },
  {
    rule: 'a card needs room for the largest of init and for the sum of the others, not for both',
    nodes: [node('n', [{ mib: 30000 }])],
    pods: [pod({}, init({ mib: 25000 }))],
    places: ['n:i0|0'],
  },
  {
    rule: 'an init container that does not fit takes the node out',
    nodes: [node('n', 1)],
    pods: [pod({}, init({ mib: 90000 }))],
    places: [waits(1, '1 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'while init runs the larger is booked',
    nodes: [node('n', [{ mib: 80000 }])],
    pods: [pod({}, init({ mib: 60000 })), pod({ mib: 30000 })],
    places: ['n:i0|0', waits(1, '1 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'init on another card than the containers is booked there, too',
    nodes: [node('n', [{ mib: 80000 }, { mib: 20000 }])],
    pods: [pod({ mib: 20000 }, init({ mib: 60000 })), pod({ mib: 30000 })],
    places: ['n:i0|1', waits(1, '1 2/2 CardInsufficientMemory')],
  },
  {
    rule: 'an init container without a card is passed over, and the pod is booked as it means to be [46]',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 60000 }, init(undefined)), pod({ mib: 60000 })],
    places: ['n:0', waits(1, '1 1/1 CardInsufficientMemory')],
  },
];

const REASONS: Case[] = [
  {
    rule: 'a card that is not healthy [39]',
    nodes: [node('n', [{ healthy: false }])],
    pods: [pod()],
    places: [waits(1, '1 1/1 CardNotHealth')],
  },
  {
    rule: 'a card that is cordoned [39]',
    nodes: [node('n', [{ cordoned: true }])],
    pods: [pod()],
    places: [waits(1, '1 1/1 CardCordoned')],
  },
  {
    rule: 'a model that is not wanted [22]',
    nodes: [node('n', 1)],
    pods: [pod({}, filter({ models: ['V100'] }))],
    places: [waits(1, '1 1/1 CardTypeMismatch')],
  },
  {
    rule: 'a part of the name is enough, in any case: A10 is also A100 [22]',
    nodes: [node('n', 1)],
    pods: [pod({}, filter({ models: ['a10'] }))],
    places: ['n:0'],
  },
  {
    rule: 'with both lists both must hold [23]',
    nodes: [node('n', [{}, { model: 'NVIDIA A10' }])],
    pods: [pod({}, filter({ models: ['A10'], notModels: ['A100'] })), pod({}, filter({ notModels: ['A10'] }))],
    places: ['n:1', waits(1, '1 2/2 CardTypeMismatch')],
  },
  {
    rule: 'a card that is sliced in another way',
    nodes: [node('n', 1)],
    pods: [pod({}, filter({ mode: 'mig' }))],
    places: [waits(1, '1 1/1 CardTypeMismatch')],
  },
  {
    rule: 'NUMA: all cards of a container on one node [27]',
    nodes: [node('n', [{ numa: 0 }, { numa: 0 }, { numa: 1 }])],
    pods: [pod({ cards: 2 }, filter({ numaBind: true }))],
    places: ['n:1,0'],
  },
  {
    rule: 'NUMA: no node has enough [27]',
    nodes: [node('n', [{ numa: 0 }, { numa: 1 }])],
    pods: [pod({ cards: 2 }, filter({ numaBind: true }))],
    places: [waits(1, '1 1/2 AllocatedCardsInsufficientRequest, 1/2 NumaNotFit')],
  },
  {
    rule: 'a UUID that is wanted, and no other [13]',
    nodes: [node('n', 4)],
    pods: [pod({}, filter({ uuids: ['n-1'] }))],
    places: ['n:1'],
  },
  {
    rule: 'UUIDs that are not wanted [13]',
    nodes: [node('n', 2)],
    pods: [pod({}, filter({ notUuids: ['n-0', 'n-1'] }))],
    places: [waits(1, '1 2/2 CardUuidMismatch')],
  },
  {
    rule: 'all slots of the card are taken [29]',
    nodes: [node('n', [{ slots: 1 }])],
    pods: times(2, pod({ mib: 1000 })),
    places: ['n:0', waits(1, '1 1/1 CardTimeSlicingExhausted')],
  },
  {
    rule: 'too little memory is left [12]',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 61921 }), pod()],
    places: ['n:0', waits(1, '1 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'exactly enough memory is enough',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 61920 }), pod()],
    places: ['n:0', 'n:0'],
  },
  {
    rule: 'too little compute is left [11]',
    nodes: [node('n', 1)],
    pods: [pod({ cores: 60 }), pod({ cores: 41 })],
    places: ['n:0', waits(1, '1 1/1 CardInsufficientCore')],
  },
  {
    rule: 'an exclusive pod needs a card without any pod [10]',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 1000 }), pod({ mib: 1000, cores: 100 })],
    places: ['n:0', waits(1, '1 1/1 ExclusiveDeviceAllocateConflict')],
  },
  {
    rule: 'a card with an exclusive pod takes nobody more, whatever memory is left [10]',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 1000, cores: 100 }), pod({ mib: 1000 }), pod({ mib: 1000, cores: 1 })],
    places: ['n:0', waits(1, '1 1/1 CardComputeUnitsExhausted'), waits(1, '1 1/1 CardInsufficientCore')],
  },
  {
    rule: 'cores above 100 count as 100 [36]',
    nodes: [node('n', 1)],
    pods: [pod({ mib: 1000, cores: 250 }), pod({ mib: 1000 })],
    places: ['n:0', waits(1, '1 1/1 CardComputeUnitsExhausted')],
  },
  {
    rule: 'where compute is promised twice, 100 cores are not exclusive',
    nodes: [node('n', [{ cores: 200 }])],
    pods: [pod({ mib: 1000, cores: 100 }), pod({ mib: 1000, cores: 100 })],
    places: ['n:0', 'n:0'],
  },
  {
    rule: 'without cores pods share a card until its slots end [10, 26]',
    nodes: [node('n', 1)],
    pods: times(11, pod({ mib: 1000 })),
    places: [...times(10, 'n:0'), waits(1, '1 1/1 CardTimeSlicingExhausted')],
  },
  {
    rule: 'of several reasons the first in order is told: slots before memory before compute',
    nodes: [node('n', [{ slots: 1 }, {}])],
    pods: [
      pod({ mib: 81920, cores: 90 }, filter({ uuids: ['n-0'] })),
      pod({ mib: 81920, cores: 90 }),
      pod({ cores: 20 }),
    ],
    places: ['n:0', 'n:1', waits(1, '1 1/2 CardInsufficientMemory, 1/2 CardTimeSlicingExhausted')],
  },
  {
    rule: 'reasons of a node are counted by card and sorted',
    nodes: [node('n', 2)],
    pods: [pod({ mib: 1000, cores: 60 }), pod({ mib: 1000 }), pod({ mib: 1000, cores: 100 })],
    places: ['n:1', 'n:0', waits(1, '1 1/2 CardInsufficientCore, 1/2 ExclusiveDeviceAllocateConflict')],
  },
  {
    rule: 'a share is cut to whole MiB: four quarters of 24564 MiB fit, a fifth does not [24]',
    nodes: [node('n', [{ mib: 24564 }])],
    pods: times(5, pod({ percent: 25 })),
    places: [...times(4, 'n:0'), waits(1, '1 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'what cutting leaves is free: 3 times 33 % of 24576 MiB leaves 246 MiB',
    nodes: [node('n', [{ mib: 24576 }])],
    pods: [...times(3, pod({ percent: 33 })), pod({ mib: 246 }), pod({ mib: 1 })],
    places: [...times(4, 'n:0'), waits(1, '1 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'a share is of each card by itself [24]',
    nodes: [node('n', [{ mib: 40000 }, {}])],
    pods: [pod({ cards: 2, percent: 50 }), pod({ mib: 20001 }), pod({ mib: 40960 })],
    places: ['n:1,0', 'n:1', waits(1, '1 2/2 CardInsufficientMemory')],
  },
];

const WHICH_NODE: Case[] = [
  {
    rule: 'idle nodes are equal: one of them, by chance [4, 5, 6]',
    nodes: [node('a', 1), node('b', 8), node('c', 2)],
    pods: [pod()],
    places: ['a/b/c:0'],
  },
  {
    rule: 'binpack: the fullest',
    nodes: [node('a', 2), node('b', 2)],
    pods: times(2, pod()),
    places: ['a/b:1', 'a:0'],
  },
  {
    rule: 'spread: the emptiest',
    nodes: [node('a', 2), node('b', 2)],
    pods: times(3, pod({}, spread)),
    places: ['a/b:1', 'b:1', 'a/b:0'],
  },
  {
    rule: 'any other word is binpack [40]',
    nodes: [node('a', 2), node('b', 2)],
    pods: times(2, pod({}, { nodePolicy: 'SPREAD' })),
    places: ['a/b:1', 'a:0'],
  },
  {
    rule: 'a share: a small node with one pod beats a big one with two [8]',
    nodes: [node('big', 8), node('small', 1)],
    pods: [pod({ cards: 2 }), pod({}, spread), pod()],
    places: ['big:7,6', 'small:0', 'small:0'],
  },
  {
    rule: 'the node is looked at as it is before the pod, so a large request changes nothing [7, 41]',
    nodes: [node('a', 1), node('b', 1)],
    pods: [pod({ mib: 1000 }), pod({ mib: 70000 })],
    places: ['a/b:0', 'a:0'],
  },
  {
    rule: 'a node on which it does not fit is out, however full',
    nodes: [node('a', 1), node('b', 1)],
    pods: [pod({ mib: 70000 }), pod({ mib: 20000 })],
    places: ['a/b:0', 'b:0'],
  },
  {
    rule: 'cards that are not healthy count in the sums',
    nodes: [node('a', [{}, { healthy: false }]), node('b', 1)],
    pods: [pod({}, spread), pod({}, spread), pod()],
    places: ['a/b:0', 'b:0', 'b:0'],
  },
  {
    rule: 'reasons are counted over nodes, equal ones together',
    nodes: [node('a', 1), node('b', 1), node('c', [{ healthy: false }])],
    pods: [pod({ mib: 90000 })],
    places: [waits(3, '1 1/1 CardNotHealth', '2 1/1 CardInsufficientMemory')],
  },
  {
    rule: 'kube-scheduler filters by labels, cores and memory before HAMi is asked [34]',
    machines: true,
    nodes: [
      node('a', 1, { hasLabels: () => false }),
      node('b', 1, { cpu: 3n }),
      node('c', 1, { memory: 3n }),
      node('d', 1),
    ],
    pods: [pod({}, { cpu: 4n, memory: 4n, nodeSelector: { disk: 'ssd' } })],
    places: ['d:0'],
  },
  {
    rule: 'its reasons stand beside those of HAMi [34]',
    machines: true,
    nodes: [
      node('a', 1, { hasLabels: () => false }),
      node('b', 1, { cpu: 3n }),
      node('c', 1, { memory: 3n }),
      node('d', 1),
    ],
    pods: [pod({ mib: 90000 }, { cpu: 4n, memory: 4n })],
    places: [
      waits(
        4,
        '1 1/1 CardInsufficientMemory',
        '1 Insufficient cpu',
        '1 Insufficient memory',
        "1 node(s) didn't match Pod's node affinity/selector",
      ),
    ],
  },
  {
    rule: 'cores and memory of pods that are there count',
    machines: true,
    nodes: [node('a', 1, { cpu: 7n })],
    pods: times(2, pod({}, { cpu: 4n })),
    places: ['a:0', waits(1, '1 Insufficient cpu')],
  },
  {
    rule: 'a node whose cards HAMi does not manage [34]',
    nodes: [node('a', 8, { isSliced: false })],
    pods: [pod()],
    places: [waits(1, '1 node unregistered')],
  },
];

const plain = (cards: number, more: Partial<FitPod> = {}) => pod({ cards }, { isSliced: false, ...more });
const WHOLE = { isSliced: false };

const KUBE_SCHEDULER: Case[] = [
  {
    rule: 'whole cards: any node that has enough free, by scores that are not those of HAMi',
    nodes: [node('a', 2, WHOLE), node('b', 4, WHOLE)],
    pods: [plain(2)],
    places: ['a/b:'],
  },
  {
    rule: 'whole cards: a node has no more than it has',
    nodes: [node('a', 4, WHOLE)],
    pods: [plain(2), plain(2), plain(1)],
    places: ['a:', 'a:', waits(1, '1 Insufficient nvidia.com/gpu')],
  },
  {
    rule: 'whole cards: containers add up, init containers do not',
    nodes: [node('a', 4, WHOLE)],
    pods: [plain(1, { containers: pod([{ cards: 2 }, { cards: 2 }]).containers, ...init({ cards: 4 }) })],
    places: ['a:'],
  },
  {
    rule: 'whole cards: an init container that wants more than all others counts',
    nodes: [node('a', 4, WHOLE)],
    pods: [plain(1, init({ cards: 5 }))],
    places: [waits(1, '1 Insufficient nvidia.com/gpu')],
  },
  {
    rule: 'whole cards are not looked for on nodes of HAMi',
    nodes: [node('a', 8)],
    pods: [plain(1)],
    places: [waits(1, '1 Insufficient nvidia.com/gpu')],
  },
];

/** Nodes with a label `only` that is their name. */
export const withNames = (nodes: readonly FitNode[]): FitNode[] =>
  nodes.map((each) => ({
    ...each,
    hasLabels: (selector) => each.hasLabels(selector) && (selector.only ?? each.name) === each.name,
  }));

export const GROUPS: [string, readonly Case[]][] = [
  ['which card', WHICH_CARD],
  ['several cards and containers', SEVERAL],
  ['init containers', INIT],
  ['does a card fit', REASONS],
  ['which node', WHICH_NODE],
  ['kube-scheduler', KUBE_SCHEDULER],
];
