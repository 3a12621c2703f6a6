import { suggestion } from '../../core/private/nearest';
import { quoted } from '../../core/rules/problem';
import type { InventoryHost } from '../inventory';
import type { SshTrust } from '../ssh-access';
import type { SshSection } from './ssh-reader';
import type { MappingReader } from './yaml-reader';

const UNKNOWN = 'GPULAB2109';
const CIRCLE = 'GPULAB2110';

/** What stands for every group. */
export const ALL = 'all';

/** A host and where it is written. */
export interface PlacedHost {
  readonly host: InventoryHost;
  readonly mapping: MappingReader;
}

/** Groups that trust speaks of have hosts, and ways lead through hosts that there are, and end. */
export function checkSsh(
  section: (SshSection & { readonly mapping: MappingReader }) | undefined,
  hosts: readonly PlacedHost[],
): void {
  const byName = new Map(hosts.map((placed) => [placed.host.name, placed]));
  if (section) checkTrust(section.mapping, section.trust, hosts);
  const common = section?.defaults.jump;
  if (common !== undefined && !byName.get(common)?.host.ssh) unknownJump(section!.mapping, 'all hosts', common, byName);
  for (const { host, mapping } of hosts) {
    const jump = host.ssh?.jump;
    const isThere = jump !== undefined && byName.get(jump)?.host.ssh !== undefined;
    // That of all is told where it is written, once.
    if (jump === undefined || (!isThere && jump === common)) continue;
    if (!isThere) unknownJump(mapping, host.name, jump, byName);
    else if (leadsBack(host, byName)) {
      const message = `the way to ${host.name} by jump hosts leads back to it`;
      mapping.report(CIRCLE, message, 'ssh', 'let one of the jump hosts be reached directly');
    }
  }
}

function checkTrust(mapping: MappingReader, trust: readonly SshTrust[], hosts: readonly PlacedHost[]): void {
  const groups = [ALL, ...new Set(hosts.flatMap(({ host }) => host.groups))];
  for (const group of new Set(trust.flatMap(({ from, to }) => [from, to]))) {
    if (groups.includes(group)) continue;
    const message = `ssh.trust names group ${quoted(group)}, which no host is in`;
    mapping.report(UNKNOWN, message, 'trust', suggestion(group, groups));
  }
}

function unknownJump(
  mapping: MappingReader,
  name: string,
  jump: string,
  byName: ReadonlyMap<string, PlacedHost>,
): void {
  const known = [...byName.values()].flatMap(({ host }) => (host.ssh ? host.name : []));
  const message = `the way to ${name} leads through ${quoted(jump)}, which is no host with a section ssh`;
  mapping.report(UNKNOWN, message, mapping.key === 'ssh' ? 'jump' : 'ssh', suggestion(jump, known));
}

function leadsBack(host: InventoryHost, byName: ReadonlyMap<string, PlacedHost>): boolean {
  const passed = new Set<string>();
  for (let at = host.ssh?.jump; at !== undefined && !passed.has(at); at = byName.get(at)?.host.ssh?.jump) {
    if (at === host.name) return true;
    passed.add(at);
  }
  return false;
}
