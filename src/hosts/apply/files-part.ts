import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { FindingsError } from '../../cli/finding';
import type { Fleet, Host } from '../fleet';
import type { Part } from '../parts';
import { applyHost, observeHost } from './apply-host';
import { changeText } from './change';
import { differences } from './differences';
import { readHost } from './host-folder';
import type { WantedHost } from './wanted-host';

/** Where `gpulab synth` writes, beside the inventory. */
const OUTPUT = 'dist/hosts';

/** What stands on machines, from `dist/hosts`. A host without a folder there gets nothing. */
export const FILES_PART: Part = {
  name: 'files',
  wanted: (fleet, host) => templatesOf(folderOf(fleet, host)),
  async look(connection, fleet, host) {
    const wanted = wantedOf(fleet, host);
    if (!wanted) return [];
    const { observed, findings } = await observeHost(connection, wanted);
    if (!observed || findings.length > 0) throw new FindingsError(findings);
    return differences(wanted, observed).map(changeText);
  },
  async apply(connection, fleet, host) {
    const wanted = wantedOf(fleet, host);
    if (!wanted) return [];
    const { done, findings } = await applyHost(connection, wanted);
    if (findings.length > 0) throw new FindingsError(findings);
    return done.map(changeText);
  },
  // A runtime that others' containers run on is not torn down because a line left the inventory.
  remove: async () => [],
};

const folderOf = ({ inventory }: Fleet, { name }: Host): string => join(dirname(inventory), OUTPUT, name);

function wantedOf(fleet: Fleet, host: Host): WantedHost | undefined {
  const folder = folderOf(fleet, host);
  if (!existsSync(folder)) return undefined;
  const findings: Finding[] = [];
  const wanted = readHost(folder, dirname(fleet.inventory), findings);
  if (!wanted) throw new FindingsError(findings);
  return wanted;
}

/** Digests of all that a program wrote for a host: without secrets, whose change is drift. */
function templatesOf(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return files.map((name) => [name, digest(name)]);
}
