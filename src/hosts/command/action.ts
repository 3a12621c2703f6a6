import { existsSync } from 'node:fs';
import type { OptionValues, Outcome } from '../../cli/command';
import { FindingsError, isError, usageError } from '../../cli/finding';
import { type Fleet, fleetOf, type Host, isIn } from '../fleet';

/** One word behind `gpulab hosts`. */
export interface Action {
  /** Options that it takes; others are wrong usage. */
  readonly options: readonly string[];
  /**
   * Words that may stand behind its name.
   * @default - none
   */
  readonly words?: readonly string[];
  run(options: OptionValues, word?: string): Promise<Outcome>;
}

/** Options that say which hosts are meant, and how many at one time. */
export const HOST_OPTIONS = ['inventory', 'limit', 'parallelism'] as const;

const DEFAULT_INVENTORY = 'inventory.yaml';
const HINT = 'gpulab hosts --help';

/** Terraform's own default for -parallelism. */
const AT_ONCE = 10;
const MOST_AT_ONCE = 256;

/** What a run is about. */
export interface Scope {
  readonly fleet: Fleet;
  /** Those that are meant. */
  readonly hosts: readonly Host[];
  /** Are these not all? */
  readonly isLimited: boolean;
  readonly many: number;
}

/** Reads the inventory. One with an error is told, not done in part. */
export function scopeOf(options: OptionValues): Scope {
  const inventory = (options.inventory as string | undefined) ?? DEFAULT_INVENTORY;
  if (options.inventory === undefined && !existsSync(inventory)) {
    throw usageError(`there is no ${DEFAULT_INVENTORY} here`, 'gpulab hosts ... --inventory FILE');
  }
  const fleet = fleetOf(inventory);
  if (fleet.findings.some(isError)) throw new FindingsError(fleet.findings);
  const limits = options.limit as string[] | undefined;
  const hosts = limits ? limited(fleet.hosts, limits) : fleet.hosts;
  return { fleet, hosts, isLimited: limits !== undefined, many: parallelismOf(options) };
}

/** Hosts of these groups, and of these names. */
function limited(hosts: readonly Host[], limits: readonly string[]): Host[] {
  for (const limit of limits) {
    if (hosts.some((host) => host.name === limit || isIn(host, limit))) continue;
    const known = [...new Set(hosts.flatMap(({ groups, name }) => [...groups, name]))].sort();
    throw usageError(`--limit "${limit}" is no group and no host`, `known: ${known.join(', ')}`);
  }
  return hosts.filter((host) => limits.some((limit) => host.name === limit || isIn(host, limit)));
}

function parallelismOf({ parallelism }: OptionValues): number {
  if (parallelism === undefined) return AT_ONCE;
  const many = /^\d{1,3}$/.test(parallelism as string) ? Number(parallelism) : 0;
  if (many >= 1 && many <= MOST_AT_ONCE) return many;
  throw usageError(`--parallelism "${parallelism}" is no number from 1 to ${MOST_AT_ONCE}`, HINT);
}
