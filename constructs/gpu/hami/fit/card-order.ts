import type { Booking, Card } from './card';

/** A card of a node while a pod is placed. */
export interface CardState {
  readonly card: Card;
  used: Booking;

  /** How full it is; computed anew for each container. */
  score: number;
}

/** How cards of a pod are compared. */
export interface CardOrder {
  /** As in the annotation. */
  readonly policy: string;

  /** Must cards of one NUMA node stay together? */
  readonly numaBind: boolean;
}

/** Less by these keys, the first that differs. Keys that are preferred are greater: the list is read from its end. */
type Key = (state: CardState) => number;

const fuller: Key = ({ score }) => score;
const emptier: Key = ({ score }) => -score;
const numa: Key = ({ card }) => card.numa;
const index: Key = ({ card }) => card.index;

const CHAIN_KEYS: { readonly [word: string]: Key } = { binpack: fuller, spread: emptier, numa };

/**
 * Is the first card preferred less? Sources: HAMi v2.10.0, pkg/scheduler/policy/gpu_policy.go; scenarios 1, 2, 20, 28, 44 of the
 * observed placements.
 */
export function lessPreferred(order: CardOrder): (a: CardState, b: CardState) => boolean {
  const keys = keysOf(order);
  return (a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b);
    return false;
  };
}

function keysOf({ policy, numaBind }: CardOrder): readonly Key[] {
  if (policy.includes(',') || policy === 'numa') return [...chainOf(policy, numaBind), index];
  if (policy === 'mutex') return [({ used }) => -used.slots, numa];
  if (policy === 'binpack') return numaBind ? [({ card }) => -card.numa, fuller] : [fuller, numa];
  return numaBind ? [numa, emptier] : [emptier, numa];
}

/** Words of a chain that order; the others only filter. */
function chainOf(policy: string, numaBind: boolean): readonly Key[] {
  const words = policy.split(',').map((word) => word.trim());
  const keys = [...new Set(words.filter((word) => Object.hasOwn(CHAIN_KEYS, word)))].map((word) => CHAIN_KEYS[word]);
  const chain = keys.length === 0 ? [emptier] : keys;
  return numaBind ? [numa, ...chain.filter((key) => key !== numa)] : chain;
}

/** Does a policy, alone or in a chain, name this word? */
export const names = (policy: string, word: string): boolean => policy.split(',').some((part) => part.trim() === word);
