import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import type { Fleet, Host } from '../fleet';
import { failureOf, HostFailure } from './failure';
import { readKnownHosts } from './known-hosts';

/**
 * The host key that a host shows: ssh itself takes it down, so that the way through a jump host is the same as later, and offers no
 * key of ours. A jump host on the way has to be pinned.
 */
export async function scanHost({ folder }: Fleet, { name }: Host): Promise<string> {
  const place = mkdtempSync(folder.in('scan-'));
  try {
    const file = relative(folder.path, `${place}/known_hosts`);
    const args = [
      '-F',
      'ssh_config',
      ...[
        'StrictHostKeyChecking=accept-new',
        `UserKnownHostsFile=${file}`,
        'PreferredAuthentications=none',
        'HashKnownHosts=no',
      ].flatMap((option) => ['-o', option]),
    ];
    const stderr = await ssh([...args, '--', name, 'true'], folder.path);
    const { known } = readKnownHosts(read(`${place}/known_hosts`));
    const key = known.get(name)?.[0];
    if (key !== undefined) return key;
    const failure = failureOf(name, stderr);
    throw failure.reason === 'no-host-key' || failure.reason === 'host-key'
      ? new HostFailure(name, 'no-host-key', `host ${name} cannot be scanned: its jump host is not pinned yet`)
      : failure;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ssh(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (part) => (stderr += part));
    child.on('error', reject);
    child.on('close', () => resolve(stderr));
  });
}
