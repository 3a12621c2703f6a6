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
