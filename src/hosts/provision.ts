import type { Finding } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../cli/finding';
import { fleetOf } from './fleet';
import { findingOf } from './host-finding';
import { learnKey } from './keys';
import { PARTS } from './parts';
import { connectionBy, connectionTo, prepareSsh, type Route } from './reach';
import { WorkFolder } from './work-folder';

/** What became of one host. */
export interface HostResult {
  readonly changes: readonly string[];
  readonly failure?: Finding;
}

const RESULTS = 'results';

/**
 * What Terraform starts for a host that is created or replaced: brings it into the wanted state.
 * @param unseen why it could not be seen a moment ago
 */
export async function provision(inventory: string, name: string, unseen?: Finding): Promise<HostResult> {
  const fleet = fleetOf(inventory);
  const host = fleet.hosts.find((one) => one.name === name);
  if (!host) throw new FindingsError([commandError('GPULAB4511', `${inventory} has no host ${name} to set up`)]);
  return keeping(fleet.folder, name, async (changes) => {
    if (unseen) throw new FindingsError([unseen]);
    prepareSsh(fleet);
    for (const part of PARTS) changes.push(...(await part.apply(connectionTo(fleet, host), fleet, host)));
  });
}

/**
 * What Terraform starts for a host that is destroyed or replaced. One that is still described is only replaced: nothing is taken away,
 * so that nobody is locked out in between.
 */
export async function deprovision(inventory: string, name: string, route: Route, all: boolean): Promise<HostResult> {
  if (!all && fleetOf(inventory).hosts.some((host) => host.name === name)) return { changes: [] };
  const folder = WorkFolder.besideInventory(inventory);
  return keeping(
    folder,
    name,
    async (changes) => {
      const connection = connectionBy(folder, route);
      for (const part of [...PARTS].reverse()) changes.push(...(await part.remove(connection)));
      learnKey(folder, name, undefined);
    },
    { hint: `run this again when it answers; if it is gone for good: gpulab hosts apply --forget ${name}` },
  );
}

/** The result of the last time, for the command that had Terraform started. */
export function resultOf(folder: WorkFolder, name: string): HostResult | undefined {
  const text = folder.read(RESULTS, `${name}.json`);
  return text === undefined ? undefined : JSON.parse(text);
}

async function keeping(
  folder: WorkFolder,
  name: string,
  work: (changes: string[]) => Promise<void>,
  hint: Pick<Finding, 'hint'> = {},
): Promise<HostResult> {
  const changes: string[] = [];
  let failure: Finding | undefined;
  try {
    await work(changes);
  } catch (error) {
    failure = { ...findingOf(error, name), ...hint };
  }
  const result = { changes, failure };
  folder.write(`${JSON.stringify(result, undefined, 2)}\n`, RESULTS, `${name}.json`);
  return result;
}
