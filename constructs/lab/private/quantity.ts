import { nanosOf } from '../../core/private/quantity';

/** Sums of quantities for reports: exact, as `bigint` billionths (`nanosOf`), so that T and Ti can be added. */

const ONE = 1_000_000_000n;

/** A quantity as a sum takes it; 0 for one that is none, which a rule has told. */
export const nanosOrZero = (quantity: string): bigint => nanosOf(quantity) ?? 0n;

const DECIMAL: readonly (readonly [unit: string, size: bigint])[] = [
  ['', ONE],
  ['k', ONE * 10n ** 3n],
  ['M', ONE * 10n ** 6n],
  ['G', ONE * 10n ** 9n],
  ['T', ONE * 10n ** 12n],
  ['P', ONE * 10n ** 15n],
  ['E', ONE * 10n ** 18n],
];

const BINARY: readonly (readonly [unit: string, size: bigint])[] = [
  ['Ki', ONE * 2n ** 10n],
  ['Mi', ONE * 2n ** 20n],
  ['Gi', ONE * 2n ** 30n],
  ['Ti', ONE * 2n ** 40n],
  ['Pi', ONE * 2n ** 50n],
  ['Ei', ONE * 2n ** 60n],
];

/** Most decimals of an exact figure, and decimals of one that was cut. */
const EXACT_DECIMALS = 3;
const CUT_DECIMALS = 2;

/**
 * The shortest text in one unit: `17T`, `500Gi`, `0.5`. What needs more than three decimals in every unit is cut after two and
 * marked: `~16.78T`. Beside another amount it has units of the same kind, so that the two can be compared.
 */
export function formatQuantity(nanos: bigint, beside?: string): string {
  const families = beside === undefined ? [DECIMAL, BINARY] : [beside.endsWith('i') ? BINARY : DECIMAL];
  const sign = nanos < 0n ? '-' : '';
  const amount = nanos < 0n ? -nanos : nanos;
  const exact = families.map((units) => exactly(amount, units)).filter((text) => text !== undefined);
  // Equal lengths: the decimal unit, which comes first.
  const shortest = exact.sort((a, b) => a.length - b.length)[0];
  return shortest === undefined
    ? `~${sign}${figure(amount, largest(amount, families[0]), CUT_DECIMALS)}`
    : sign + shortest;
}

type Unit = readonly [unit: string, size: bigint];

/** The largest unit that is not larger than the amount, else the smallest. */
const largest = (amount: bigint, units: readonly Unit[]): Unit =>
  units.filter(([, size]) => size <= amount).at(-1) ?? units[0];

function exactly(amount: bigint, units: readonly Unit[]): string | undefined {
  const unit = largest(amount, units);
  const inSteps = (amount * 10n ** BigInt(EXACT_DECIMALS)) % unit[1] === 0n;
  return inSteps ? figure(amount, unit, EXACT_DECIMALS) : undefined;
}

function figure(amount: bigint, [unit, size]: Unit, decimals: number): string {
  const step = 10n ** BigInt(decimals);
  const steps = (amount * step) / size;
  const fraction = (steps % step).toString().padStart(decimals, '0').replace(/0+$/, '');
  return `${steps / step}${fraction === '' ? '' : `.${fraction}`}${unit}`;
}

/** A ratio as a person reads it: two decimals, or as many as show that it is more than a limit. */
export function formatRatio(ratio: number, limit: number = Number.NEGATIVE_INFINITY): string {
  const MOST = 6;
  let decimals = 2;
  while (Number(ratio.toFixed(decimals)) <= limit && decimals < MOST) decimals++;
  return ratio.toFixed(decimals);
}

/** How many times the first holds the second; undefined when there is nothing to divide by. */
export function ratioOf(promised: bigint, present: bigint): number | undefined {
  const PRECISION = 1_000_000n;
  return present <= 0n ? undefined : Number((promised * PRECISION) / present) / Number(PRECISION);
}
