import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandError, FindingsError } from '../cli/finding';
import { makeFolder } from './make-folder';
import { publicKeyOf } from './ssh/public-key';
import { CONTROLLER, commentOf, type KnownKeys } from './trust/wanted-trust';
import type { WorkFolder } from './work-folder';

/** Below the work folder, which ssh runs in. */
export const KEY = 'keys/controller';
/** The one that follows, while not every host knows it. */
export const NEXT_KEY = 'keys/controller.next';
const LEARNED = 'public-keys';

/** The controller's keys that there are, the one in use first. */
export const identitiesOf = (folder: WorkFolder): string[] =>
  [KEY, NEXT_KEY].filter((name) => existsSync(folder.in(name)));

/** Makes a key of the controller unless it is there. ssh-keygen gives the private half rights for its owner only. */
export function ensureKey(folder: WorkFolder, name: string): void {
  const file = folder.in(name);
  if (existsSync(file)) return;
  makeFolder(dirname(file));
  // Under another name first: a private half without its public one would be taken for whole.
  const unfinished = `${file}.${process.pid}`;
  const args = ['-q', '-t', 'ed25519', '-N', '', '-C', commentOf(CONTROLLER), '-f', unfinished];
  generate(args);
  renameSync(`${unfinished}.pub`, `${file}.pub`);
  renameSync(unfinished, file);
}

function generate(args: readonly string[]): void {
  try {
    execFileSync('ssh-keygen', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const hint = 'install the client of OpenSSH';
    throw new FindingsError([commandError('GPULAB4514', 'there is no ssh-keygen on PATH', { hint })]);
  }
}

/** The key that followed is the one in use; the old one is gone. */
export function adoptNextKey(folder: WorkFolder): void {
  for (const half of ['.pub', '']) renameSync(folder.in(NEXT_KEY + half), folder.in(KEY + half));
}

/** All public keys that are known. */
export function knownKeys(folder: WorkFolder, hosts: readonly { readonly name: string }[]): KnownKeys {
  const read = (...names: string[]) => publicKeyOf(folder.read(...names) ?? '');
  return {
    controller: identitiesOf(folder).flatMap((name) => read(`${name}.pub`) ?? []),
    hosts: new Map(
      hosts.flatMap(({ name }) => {
        const key = read(LEARNED, `${name}.pub`);
        return key === undefined ? [] : [[name, key] as const];
      }),
    ),
  };
}

/** Keeps what a host said of its own key. Says whether that is news. */
export function learnKey(folder: WorkFolder, name: string, key: string | undefined): boolean {
  const file = `${name}.pub`;
  const isNews = publicKeyOf(folder.read(LEARNED, file) ?? '') !== key;
  if (isNews && key !== undefined) folder.write(`${key}\n`, LEARNED, file);
  if (isNews && key === undefined) rmSync(folder.in(LEARNED, file), { force: true });
  return isNews;
}
