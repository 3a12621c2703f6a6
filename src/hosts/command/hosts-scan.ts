import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../../cli/finding';
import { pathFromHere } from '../../cli/here';
import { atMost } from '../at-most';
import { KNOWN_HOSTS, PENDING } from '../fleet';
import { findingOf } from '../host-finding';
import { prepareSsh } from '../reach';
import { scanHost } from '../ssh/scan';
import { type Action, HOST_OPTIONS, scopeOf } from './action';
import { countsOf, countsText, tableOf } from './table';

/** What a host showed. */
interface Scanned {
  readonly name: string;
  readonly key?: string;
  readonly failure?: Finding;
  readonly isPinned: boolean;
}

/** Learns host keys. They are of use only after a person compared and confirmed them. */
export const action: Action = {
  options: HOST_OPTIONS,
  async run(options) {
    const { fleet, hosts, isLimited, many } = scopeOf(options);
    prepareSsh(fleet);
    const scanned = await atMost(many, hosts, async (host): Promise<Scanned> => {
      const { name, hostKeys } = host;
      try {
        const key = await scanHost(fleet, host);
        if (hostKeys.length === 0) return { name, key, isPinned: false };
        return hostKeys.includes(key)
          ? { name, key, isPinned: true }
          : { name, key, isPinned: false, failure: changed(name, key) };
      } catch (error) {
        return { name, isPinned: false, failure: findingOf(error, name) };
      }
    });
    const fresh = scanned.filter(({ key, isPinned, failure }) => key !== undefined && !isPinned && !failure);
    const file = join(dirname(fleet.inventory), KNOWN_HOSTS + PENDING);
    if (fresh.length > 0) writeFileSync(file, pendingText(fresh));
    else if (!isLimited) rmSync(file, { force: true });
    const rows = scanned.map(rowOf);
    const ask =
      fresh.length === 0
        ? ''
        : `compare the fingerprints in ${pathFromHere(file)} with those that the machines show at their\nconsoles (ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub), then add its lines to ${KNOWN_HOSTS}\n`;
    return {
      findings: [...fleet.findings, ...scanned.flatMap(({ failure }) => failure ?? [])],
      result: { hosts: rows, summary: countsOf(rows), pending: fresh.length > 0 ? file : undefined },
      text: tableOf(rows) + countsText(rows) + ask,
    };
  },
};

function rowOf({ name, key, failure, isPinned }: Scanned) {
  if (failure) return { host: name, state: 'failed', details: [failure.message] };
  return { host: name, state: isPinned ? 'pinned' : 'to be confirmed', details: [fingerprintOf(key!)] };
}

const changed = (name: string, key: string): Finding =>
  commandError('GPULAB4504', `host ${name} shows another host key than the one that is pinned: ${fingerprintOf(key)}`, {
    hint: 'find out why before anything else; then mend the pinned key',
  });

/** As ssh-keygen -l prints it. */
function fingerprintOf(key: string): string {
  const [type, base64] = key.split(' ');
  const digest = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64').replace(/=+$/, '');
  return `SHA256:${digest} (${type})`;
}

const pendingText = (scanned: readonly Scanned[]): string =>
  scanned.map(({ name, key }) => `# ${fingerprintOf(key!)}\n${name} ${key}\n`).join('');
