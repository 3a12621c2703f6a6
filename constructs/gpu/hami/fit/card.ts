/** A card as HAMi knows it: what its device plugin writes to the annotation of the node. */
export interface Card {
  readonly id: string;

  /** Place in the list of the node. */
  readonly index: number;

  /** Name of the model, with NVIDIA in front. */
  readonly model: string;

  /** Memory, as often as it is promised. */
  readonly mib: number;

  /** Compute in percent of a card: 100, or as often as it is promised. */
  readonly cores: number;

  /** Most containers. */
  readonly slots: number;

  readonly numa: number;

  /** How it is sliced: hami-core, mig or mps. */
  readonly mode: string;
  /** What the inventory does not say of it. */
  readonly lacks?: readonly ('product' | 'uuid' | 'memory')[];
  readonly healthy: boolean;
  readonly cordoned: boolean;
}

/** What is booked of a card. */
export interface Booking {
  readonly slots: number;
  readonly cores: number;
  readonly mib: number;
}

export const NOTHING: Booking = { slots: 0, cores: 0, mib: 0 };

export const sum = (a: Booking, b: Booking): Booking => ({
  slots: a.slots + b.slots,
  cores: a.cores + b.cores,
  mib: a.mib + b.mib,
});

/** The larger of two, of each amount by itself. */
export const larger = (a: Booking, b: Booking): Booking => ({
  slots: Math.max(a.slots, b.slots),
  cores: Math.max(a.cores, b.cores),
  mib: Math.max(a.mib, b.mib),
});

/** A part of a card that a container gets. */
export interface CardPart {
  readonly card: Card;
  readonly mib: number;
  readonly cores: number;
}

/** How much each part of what is booked counts. */
export interface Weights {
  readonly slots: number;
  readonly cores: number;
  readonly mib: number;
}

export const EQUAL_WEIGHTS: Weights = { slots: 1, cores: 1, mib: 1 };

const SCALE = 10;
const { fround } = Math;

/**
 * How full cards are, in HAMi's 32-bit floats: scores are compared exactly, so roundings decide. The request that is to be placed is
 * not in it (facts: HAMi v2.10.0, pkg/scheduler/policy; the comparison of types that would add it never holds).
 */
export function scoreOf(used: Booking, total: Booking, weights: Weights = EQUAL_WEIGHTS): number {
  if (total.slots === 0 || total.cores === 0 || total.mib === 0) return 0;
  const part = (key: keyof Booking): number =>
    fround(fround(weights[key]) * fround(fround(used[key]) / fround(total[key])));
  return fround(SCALE * fround(fround(part('slots') + part('cores')) + part('mib')));
}
