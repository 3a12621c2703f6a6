import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE } from '../../../tools/cache';
import { type Output, runTool } from './tool';

const FOLDER = join(CACHE, 'tools/promtool');
const PROMTOOL = join(FOLDER, 'usr/bin/promtool');

/** Runs Debian's promtool. It comes with a server that would start where its package is installed, so the package is only unpacked. */
export function promtool(...args: string[]): Promise<Output> {
  if (!existsSync(PROMTOOL)) unpack();
  return runTool(PROMTOOL, args, { env: {} });
}

function unpack(): void {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-promtool-'));
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  try {
    run('apt-get', 'update');
    const { stderr } = run('apt-get', 'download', 'prometheus');
    const [file] = readdirSync(folder);
    if (file === undefined) throw new Error(`no promtool, and none can be had: ${stderr}`);
    mkdirSync(FOLDER, { recursive: true });
    const unpacked = run('dpkg-deb', '-x', join(folder, file), FOLDER);
    if (unpacked.status !== 0) throw new Error(`promtool cannot be unpacked: ${unpacked.stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
