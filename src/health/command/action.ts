import { existsSync } from 'node:fs';
import type { OptionValues, Outcome } from '../../cli/command';
import { commandError, FindingsError, isError, usageError } from '../../cli/finding';
import { shownAddress } from '../probe/shown';
import type { Probed } from '../probe-all';
import { DEADLINE_MS } from '../prober';
import { type Targets, targetsOfInventory, targetsOfNodes } from '../targets';

/** One word behind `gpulab health`. */
export interface Action {
  /** Options that it takes; others are wrong usage. */
  readonly options: readonly string[];
  run(options: OptionValues): Promise<Outcome>;
}

/** Options that say which nodes are meant. */
export const NODE_OPTIONS = ['inventory', 'node', 'ca', 'cert', 'key', 'deadline'] as const;

const DEFAULT_INVENTORY = 'inventory.yaml';
const HINT = 'gpulab health --help';
const LONGEST_DEADLINE_MS = 600_000;

/** The nodes that are meant. An inventory with an error is told, not checked in part. */
export function targetsOf(options: OptionValues): Targets {
  const { inventory, node, ca, cert, key } = options as { [name: string]: string | undefined } & { node?: string[] };
  if (node) {
    if (inventory !== undefined) throw usageError('either --inventory or --node names the nodes, not both', HINT);
    return { targets: targetsOfNodes(node, { ca, cert, key }), findings: [] };
  }
  if (ca !== undefined || cert !== undefined || key !== undefined) {
    throw usageError('--ca, --cert and --key are for nodes of --node; an inventory names its own files', HINT);
  }
  if (inventory === undefined && !existsSync(DEFAULT_INVENTORY)) {
    throw new FindingsError([noNode(`there is no ${DEFAULT_INVENTORY} here, and no --inventory or --node`)]);
  }
  const path = inventory ?? DEFAULT_INVENTORY;
  const found = targetsOfInventory(path);
  if (found.findings.some(isError)) throw new FindingsError(found.findings);
  if (found.targets.length === 0) throw new FindingsError([noNode(`no host of ${path} has a section docker`, path)]);
  return found;
}

const noNode = (message: string, file?: string) =>
  commandError('GPULAB4401', message, { file, hint: 'write docker: {} at a host, or give --node tcp://HOST:PORT' });

/** Time for each node. */
export function deadlineOf({ deadline }: OptionValues): number {
  if (deadline === undefined) return DEADLINE_MS;
  const ms = /^\d{1,9}$/.test(deadline as string) ? Number(deadline) : 0;
  if (ms >= 1 && ms <= LONGEST_DEADLINE_MS) return ms;
  throw usageError(`--deadline "${deadline}" is no number of milliseconds from 1 to ${LONGEST_DEADLINE_MS}`, HINT);
}

/** A node as JSON has it. */
export function nodeOf({ target, result }: Probed): object {
  const { state, reason, detail, elapsedMs, tls, docker, warnings } = result;
  const address = target.address === undefined ? undefined : shownAddress(target.address);
  return { name: target.name, address, state, reason, detail, elapsedMs, tls, docker, warnings };
}
