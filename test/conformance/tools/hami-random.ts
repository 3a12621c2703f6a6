import fc from 'fast-check';
import type { CardRequest, FitPod } from '../../../constructs/gpu/hami/fit/pod';
import type { Case } from '../../constructs/gpu/hami/fit/cases';
import { init, node, pod } from '../../constructs/gpu/hami/fit/nodes';

const MODELS = ['NVIDIA A100-SXM4-80GB', 'NVIDIA A10', 'NVIDIA-GeForce RTX 4090'];
const CARD_POLICIES = [
  'spread',
  'binpack',
  'mutex',
  'numa',
  'topology-aware',
  'binpack,numa',
  'numa,spread',
  'mutex,binpack',
  'even',
];

const card = fc.record({
  model: fc.constantFrom(...MODELS),
  mib: fc.constantFrom(15360, 24564, 40960, 81920),
  slots: fc.constantFrom(2, 4, 10),
  numa: fc.integer({ min: 0, max: 1 }),
  cores: fc.constantFrom(100, 100, 100, 200),
  healthy: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
  cordoned: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
});

const equalCards = fc
  .tuple(fc.integer({ min: 1, max: 16 }), card)
  .map(([count, one]) => Array(count).fill({ ...one, healthy: true }));
const cards = fc.oneof(equalCards, fc.array(card, { minLength: 1, maxLength: 16 }));

const nodes = fc
  .array(cards, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((each, i) => node(String.fromCharCode('a'.charCodeAt(0) + i), each)));

/** What a container asks for: by memory, by a share, or all of a card with a limit of compute. */
const request: fc.Arbitrary<Partial<CardRequest>> = fc
  .record({
    cards: fc.constantFrom(1, 1, 1, 2, 3),
    memory: fc.oneof(
      fc.constantFrom(500, 3000, 8000, 20000, 40000).map((mib) => ({ mib, percent: 100 })),
      fc.integer({ min: 1, max: 99 }).map((percent) => ({ mib: 0, percent })),
    ),
    cores: fc.constantFrom(0, 0, 10, 30, 60, 100),
  })
  .map(({ cards: count, memory, cores }) => ({ cards: count, cores, ...memory }));

const onePod: fc.Arbitrary<Omit<FitPod, 'name'>> = fc
  .record({
    containers: fc.array(request, { minLength: 1, maxLength: 3 }),
    // All with a card: without one HAMi 2.10.0 loses what the pod has booked, which `fit` books as it was meant, and warns of.
    initContainers: fc.array(request, { maxLength: 2 }),
    cardPolicy: fc.constantFrom(...CARD_POLICIES),
    nodePolicy: fc.constantFrom('binpack', 'spread'),
    numaBind: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
    models: fc.option(fc.constantFrom(['A10'], ['a100', '4090'], ['V100']), { nil: undefined, freq: 1 }),
    weights: fc.record({
      slots: fc.integer({ min: 0, max: 3 }),
      cores: fc.constant(1),
      mib: fc.integer({ min: 0, max: 3 }),
    }),
  })
  .map(({ containers, initContainers, numaBind, models, ...more }) =>
    pod(containers, { ...init(...initContainers), filter: { numaBind, models }, ...more }),
  );

/** Cases that nobody worked by hand: any nodes, and pods that come one after the other. */
export const randomCases = (count: number): Case[] =>
  fc
    .sample(fc.record({ nodes, pods: fc.array(onePod, { minLength: 1, maxLength: 8 }) }), count)
    .map((given, i) => ({ ...given, rule: `random case ${i + 1}: ${JSON.stringify(given, readable)}`, places: [] }));

const readable = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
