import type { Finding } from '../../core/finding';
import { suggestion } from '../../core/private/nearest';
import { error, quoted, warning } from '../../core/rules/problem';
import { isFactor } from '../../core/rules/rules';
import type { SummaryLine } from '../../core/summary-line';
import type { Inventory, StoragePool } from '../../inventory/inventory';
import type { ProfilePromise } from './capacity';
import { formatQuantity, formatRatio, nanosOrZero, ratioOf } from './quantity';

/** Claims of each profile against its quota, and claims of each storage class against its pools. */
export function storageLines(
  promises: readonly ProfilePromise[],
  pools: readonly StoragePool[] | undefined,
): SummaryLine[] {
  return [...quotaLines(promises), ...(pools ? poolLines(promises, pools) : [])];
}

/** One line for all profiles with the same figures. */
function quotaLines(promises: readonly ProfilePromise[]): SummaryLine[] {
  const profilesByValue = new Map<string, Set<string>>();
  for (const promise of promises) {
    const { name, quota } = promise.profile;
    if (quota.storage === undefined) continue;
    const claimed = sum(longTermClaims(promise));
    const figures = [claimed, nanosOrZero(quota.storage), nanosOrZero(quota.storage) - claimed];
    const [asked, allowed, left] = figures.map((figure) => formatQuantity(figure, quota.storage));
    const value = `${asked} of ${allowed}, ${left} left for scratch`;
    profilesByValue.set(value, (profilesByValue.get(value) ?? new Set()).add(name));
  }
  return [...profilesByValue].map(([value, names]) => ({
    label: `claims of a student (${[...names].join(', ')})`,
    value,
  }));
}

function poolLines(promises: readonly ProfilePromise[], pools: readonly StoragePool[]): SummaryLine[] {
  return [...totals(promises)].map(([storageClass, promised]) => {
    const label = `storage promised of ${storageClass}`;
    const pool = pools.find((candidate) => candidate.storageClass === storageClass);
    if (!pool) return { label, value: `${formatQuantity(promised)} (no pool in the inventory)` };
    const present = sizeOf(pools, storageClass);
    const [asked, there] = [promised, present].map((figure) => formatQuantity(figure, pool.size));
    return { label, value: `${asked} of ${there} (${formatRatio(ratioOf(promised, present) ?? 0)} x)` };
  });
}

/** Storage classes promised beyond the limit of a lab. */
export function poolFindings(promises: readonly ProfilePromise[], pools: readonly StoragePool[]): Finding[] {
  const limits = new Map(promises.map(({ path, lab }) => [path, lab.maxStorageOversubscription]));
  const findings: Finding[] = [];
  for (const [path, limit] of limits) {
    if (!isFactor(limit)) continue;
    for (const [storageClass, promised] of totals(promises)) {
      if (!pools.some((pool) => pool.storageClass === storageClass)) continue;
      const present = sizeOf(pools, storageClass);
      const ratio = ratioOf(promised, present) ?? 0;
      if (ratio <= limit) continue;
      const sizes = `${formatQuantity(promised)} of ${quoted(storageClass)} are promised, its pools have ${formatQuantity(present)}`;
      const message = `${sizes}: ${formatRatio(ratio, limit)} times, ${limit} times are allowed`;
      const hint = 'make claims of the site smaller, or raise maxStorageOversubscription';
      findings.push({ path, ...error('GPULAB2305', message, 'maxStorageOversubscription', hint) });
    }
  }
  return findings;
}

/** Pools that no claim is made on: most often a misspelt class, and then nothing counts against them. */
export function poolUseFindings(
  promises: readonly ProfilePromise[],
  others: ReadonlySet<string>,
  inventories: Iterable<Inventory>,
): Finding[] {
  if (promises.length === 0) return [];
  const used = new Set(others);
  for (const { lab } of promises) {
    for (const { storageClass } of lab.site.claims) used.add(storageClass);
    if (lab.site.scratch) used.add(lab.site.scratch.storageClass);
  }
  return [...inventories].flatMap(({ pools, _poolPlaces }) =>
    pools.flatMap(({ storageClass }, i) => {
      if (used.has(storageClass)) return [];
      const message = `no claim of the lab uses storage class ${quoted(storageClass)}`;
      const hint = suggestion(storageClass, [...used]);
      return [{ ...warning('GPULAB2310', message, `pools[${i}].storageClass`, hint), ..._poolPlaces[i] }];
    }),
  );
}

interface Claim {
  readonly storageClass: string;
  readonly size: bigint;
}

/** Promised amount of each storage class, over all students. */
function totals(promises: readonly ProfilePromise[]): Map<string, bigint> {
  const byClass = new Map<string, bigint>();
  for (const promise of promises) {
    for (const { storageClass, size } of [...longTermClaims(promise), ...scratchClaims(promise)]) {
      byClass.set(storageClass, (byClass.get(storageClass) ?? 0n) + size * BigInt(promise.students));
    }
  }
  return byClass;
}

const longTermClaims = ({ lab }: ProfilePromise): Claim[] =>
  lab.site.claims.map(({ storageClass, size }) => ({ storageClass, size: nanosOrZero(size) }));

function scratchClaims({ lab, profile }: ProfilePromise): Claim[] {
  const { scratch } = lab.site;
  if (!scratch || !profile.starter) return [];
  const size = nanosOrZero(profile.options.starter?.scratchSize ?? scratch.size);
  return [{ storageClass: scratch.storageClass, size: size * BigInt(scratch.count) }];
}

const sizeOf = (pools: readonly StoragePool[], storageClass: string): bigint =>
  pools.reduce((total, pool) => (pool.storageClass === storageClass ? total + nanosOrZero(pool.size) : total), 0n);

const sum = (claims: readonly Claim[]): bigint => claims.reduce((total, { size }) => total + size, 0n);

/** Checked where it was given. */
