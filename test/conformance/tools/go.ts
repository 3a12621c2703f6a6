import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GoBuild {
  /** Folder of the `go.mod` and `go.sum` that pin the build, and of our own sources if `source` is `.`. */
  readonly folder: string;
  /** Package with the main function. */
  readonly source: string;
  /** The binary to make. */
  readonly output: string;
  readonly linkerFlags: string;
  readonly say: (line: string) => void;
}

/** Makes a binary out of pinned modules, unless there is one of the same pins, sources, compiler and flags. */
export async function buildWithGo(build: GoBuild): Promise<void> {
  const stamp = await stampOf(build);
  const stampFile = `${build.output}.stamp`;
  const current = () => existsSync(build.output) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (current()) return;
  mkdirSync(dirname(build.output), { recursive: true });
  await alone(`${build.output}.lock`, async () => {
    // Whoever held the lock before us has most likely built it.
    if (current()) return;
    const started = Date.now();
    const name = `${basename(dirname(build.output))}/${basename(build.output)}`;
    build.say(`building ${name}`);
    await compile(build);
    writeFileSync(stampFile, stamp);
    build.say(`built ${name} in ${Math.round((Date.now() - started) / 1000)} s`);
  });
}

async function compile({ folder, source, output, linkerFlags }: GoBuild): Promise<void> {
  // Renamed at the end: a stopped build leaves no half a binary, and a running one can be replaced.
  const unfinished = `${output}.${process.pid}`;
  try {
    await go(folder, ['build', '-trimpath', '-ldflags', linkerFlags, '-o', unfinished, source]);
    renameSync(unfinished, output);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function stampOf({ folder, source, linkerFlags }: GoBuild): Promise<string> {
  const hash = createHash('sha256');
  // Asked in the folder: go.mod may call for another toolchain than the one on PATH.
  hash.update(await go(folder, ['env', 'GOVERSION', 'GOOS', 'GOARCH']));
  const ours = source === '.' ? readdirSync(folder).filter((name) => name.endsWith('.go')) : [];
  for (const file of ['go.mod', 'go.sum', ...ours.sort()]) hash.update(readFileSync(join(folder, file)));
  return hash.update(source).update(linkerFlags).digest('hex');
}

async function go(folder: string, args: string[]): Promise<string> {
  const env = { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off' };
  try {
    const { stdout } = await run('go', args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code !== 'ENOENT') throw new Error(`go ${args[0]} failed in ${folder}\n${lastLines(stderr ?? String(error))}`);
    throw new Error('no go on PATH: conformance tests build the real servers; install Go 1.26 or newer');
  }
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-20).join('\n');

const LOCK_POLL_MS = 500;

/**
 * One build of a tool at a time. The lock only saves work: binaries appear by rename, so two builders at once
 * would be slow, not wrong.
 */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isStale(lock)) rmSync(lock, { force: true });
      else await sleep(LOCK_POLL_MS);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A lock whose writer is gone. An empty one has a writer that is about to sign it. */
function isStale(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (owner === 0) return Date.now() - statSync(lock).mtimeMs > 10 * LOCK_POLL_MS;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
