/**
 * Runs a script on another version of Node than the machine's: `tsx tools/on-node.ts 24.21.0 SCRIPT [ARGUMENT...]`.
 * The version comes from npm, whose package of a platform is the plain binary, and is kept for the next time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CACHE } from './cache';
import { run } from './run';

/** Path of the binary of exactly this version, which is fetched if it is not there. */
export function nodeBinary(version: string): string {
  const platform = `node-${process.platform}-${process.arch}`;
  const folder = join(CACHE, 'node', version);
  const binary = join(folder, 'node_modules', platform, 'bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(dirname(folder), { recursive: true });
  // Renamed at the end: a fetch that was stopped must not look like one that was not.
  const unfinished = mkdtempSync(`${folder}-`);
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', unfinished];
  try {
    run('npm', [...args, `${platform}@${version}`], { cwd: unfinished });
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return binary;
}

/** An environment in which `node` is that binary for child processes too. */
export function environmentOf(binary: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ''}` };
}

function main([version, ...command]: string[]): number {
  if (version === undefined || command.length === 0) {
    process.stderr.write('usage: tsx tools/on-node.ts VERSION SCRIPT [ARGUMENT...]\n');
    return 2;
  }
  const binary = nodeBinary(version);
  return spawnSync(binary, command, { env: environmentOf(binary), stdio: 'inherit' }).status ?? 1;
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));
