import type { Format } from '../checks/private/formats';

/** Quantities are exact to a billionth (the API server rounds up beyond), and comparing is all that is done with them. */
const NANO_DIGITS = 9;
/** A ratio of a memory written `1E` to one nano; nothing that a cluster has is larger. */
const LARGEST_EXPONENT = 60;

const SUFFIX: { readonly [suffix: string]: readonly [base: bigint, exponent: number] } = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  '': [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};

const INT64_MAX = (2n ** 63n - 1n) * 10n ** BigInt(NANO_DIGITS);
const QUANTITY_PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

function parse(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] = QUANTITY_PATTERN.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const [base, exponent] = SUFFIX[suffix] ?? [10n, Number(suffix.slice(1))];
  const capped = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
  const scale = base === 10n ? capped + NANO_DIGITS - fraction.length : NANO_DIGITS - fraction.length;
  let nanos = BigInt(whole + fraction || 0) * (base === 2n ? 2n ** BigInt(capped) : 1n);
  if (scale >= 0) nanos *= 10n ** BigInt(scale);
  else nanos = roundUp(nanos, 10n ** BigInt(-scale));
  // The API server cuts binary quantities off where 64 bits end.
  if (base === 2n && nanos > INT64_MAX) nanos = INT64_MAX;
  return sign === '-' ? -nanos : nanos;
}

const roundUp = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;

/** Manifests repeat few quantities; a program that makes up millions must not fill the memory. */
const CACHE_SIZE = 4096;
const cache = new Map<string, bigint | undefined>();

/** The value in billionths, or undefined when it is not a quantity. */
export function nanosOf(quantity: string | number): bigint | undefined {
  // The API server trims.
  const text = typeof quantity === 'number' ? String(quantity) : quantity;
  let nanos = cache.get(text);
  if (nanos === undefined && !cache.has(text)) {
    nanos = text.trim() === '' ? undefined : parse(text.trim());
    if (cache.size < CACHE_SIZE) cache.set(text, nanos);
  }
  return nanos;
}

const ONE = 10n ** BigInt(NANO_DIGITS);
const MILLI = ONE / 1000n;

/** Whole to a thousandth: the API server rounds to milli first. */
export const isWhole = (nanos: bigint): boolean => roundUp(nanos < 0n ? -nanos : nanos, MILLI) % 1000n === 0n;

/** Billionths as a person writes them: 1500000000n -> 1.5. */
export function plainNumber(nanos: bigint): string {
  const sign = nanos < 0n ? '-' : '';
  const digits = (nanos < 0n ? -nanos : nanos).toString().padStart(NANO_DIGITS + 1, '0');
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -NANO_DIGITS)}${fraction ? `.${fraction}` : ''}`;
}

export const QUANTITY: Format = {
  allowed: 'a quantity: a number, perhaps with one of n u m k M G T P E Ki Mi Gi Ti Pi Ei behind it',
  matches: (text) => nanosOf(text) !== undefined,
};
