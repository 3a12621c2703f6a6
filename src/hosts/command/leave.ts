import { usageError } from '../../cli/finding';
import type { Fleet } from '../fleet';
import { addressOf } from '../terraform/state';
import { type Driver, targetsOf } from './driver';
import { type Done, runTerraform } from './terraform-run';

/**
 * Has hosts left, those behind others first: a jump host that has forgotten us leads nowhere any more.
 * @param last are those left, too, that the others are reached through?
 */
export async function leaveInOrder(
  driver: Driver,
  fleet: Fleet,
  names: readonly string[],
  { quiet, last, all }: { readonly quiet: boolean; readonly last: boolean; readonly all?: boolean },
): Promise<Done> {
  await untaint(driver, names);
  const levels = levelsOf(driver, names);
  const rows: Done['rows'][number][] = [];
  const findings: Done['findings'][number][] = [];
  for (const level of last ? levels : levels.slice(0, -1)) {
    const done = await runTerraform(driver, fleet, ['destroy', ...targetsOf(driver, level)], { quiet, all });
    rows.push(...done.rows);
    findings.push(...done.findings);
    // Behind a host that failed there may be none; before it there are those that it needs.
    if (done.findings.length > 0) break;
  }
  return { rows, findings };
}

/** Hosts that Terraform knows, and that are described no more. */
export const removedFrom = ({ hosts }: Fleet, { known }: Driver): string[] =>
  [...known.keys()].filter((name) => !hosts.some((host) => host.name === name));

/** Takes removed hosts that are gone for good out of Terraform's state. */
export async function forgetHosts(
  driver: Driver,
  fleet: Fleet,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const removed = removedFrom(fleet, driver);
  for (const name of names) {
    if (!removed.includes(name)) {
      const hint =
        removed.length > 0 ? `removed, and not left yet: ${removed.join(', ')}` : 'take it from the inventory first';
      throw usageError(`--forget "${name}" is no removed host`, hint);
    }
  }
  await removeFromState(driver, names);
  return new Set(names);
}

/** Takes hosts out of Terraform's state, and does nothing to them. */
export async function removeFromState({ terraform, program }: Driver, names: readonly string[]): Promise<void> {
  const addresses = names.map((name) => addressOf(program, name));
  if (addresses.length > 0) await terraform.output(program.folder, ['state', 'rm', ...addresses]);
}

/** A host that could not be applied has something of ours all the same; Terraform would only forget it. */
async function untaint({ terraform, program, known }: Driver, names: readonly string[]): Promise<void> {
  for (const name of names.filter((one) => known.get(one)!.isTainted)) {
    await terraform.output(program.folder, ['untaint', '-no-color', addressOf(program, name)]);
  }
}

/** Names by how many of the others lie on their way, most first. */
function levelsOf({ known }: Driver, names: readonly string[]): string[][] {
  const levels = new Map<number, string[]>();
  for (const name of names) {
    const hops = known.get(name)!.route.filter((hop) => names.includes(hop.name)).length;
    levels.set(hops, [...(levels.get(hops) ?? []), name]);
  }
  return [...levels].sort(([a], [b]) => b - a).map(([, level]) => level);
}
