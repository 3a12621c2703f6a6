import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Unpacks Debian's chronyd below a folder: installed as a package it would set the clock of this machine. */
export function installChronyd(below: string): string {
  if (spawnSync('chronyd', ['--version']).status === 0) return 'chronyd';
  const folder = join(below, 'chrony');
  mkdirSync(folder);
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (run('apt-get', 'download', 'chrony').status !== 0) {
    run('apt-get', 'update');
    const { status, stderr } = run('apt-get', 'download', 'chrony');
    if (status !== 0) throw new Error(`no chronyd, and none can be had: ${stderr}`);
  }
  const { status, stderr } = run('dpkg', '-x', readdirSync(folder)[0], '.');
  if (status !== 0) throw new Error(`chrony cannot be unpacked: ${stderr}`);
  return join(folder, 'usr/sbin/chronyd');
}
