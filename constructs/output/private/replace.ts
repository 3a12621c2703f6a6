import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { carryOver, Irreplaceable } from './carry-over';
import { isSystemError } from './failure';
import { retiredPath } from './leftovers';
import { foldersOf } from './listing';
import { INNER_PREFIX, type Staging } from './staging';

/** What a commit does to the folder. */
export interface Change {
  /** Names that are staged. */
  readonly written: readonly string[];

  /** Names of the run before that this one did not make. */
  readonly removed: readonly string[];
}

/** Why the operating system refuses to move a folder that it would move elsewhere. */
const IMMOVABLE = ['EBUSY', 'EXDEV', 'EACCES', 'EPERM'];

/**
 * Puts a complete new folder in the place of the old one, by two renames.
 * @returns false when that is impossible; then nothing of the old folder was touched
 */
export function replaceFolder(target: string, staging: Staging, change: Change): boolean {
  if (staging.inside || isWorkedIn(target)) return false;
  try {
    carryOver(target, staging.path, [...change.written, ...change.removed]);
    retire(target);
  } catch (error) {
    if (error instanceof Irreplaceable) return false;
    throw error;
  }
  const retired = retiredPath(target);
  try {
    renameSync(staging.path, target);
  } catch (error) {
    if (!existsSync(target)) renameSync(retired, target);
    throw error;
  }
  removeFolder(retired);
  return true;
}

/** Puts the files one by one in their places, each by a rename. */
export function replaceFiles(target: string, staging: Staging, change: Change): void {
  for (const name of change.written) moveFile(`${staging.path}/${name}`, target, name);
  for (const name of change.removed) {
    unlinkSync(`${target}/${name}`);
    for (const folder of foldersOf(name)) removeEmptyFolder(`${target}/${folder}`);
  }
}

export function moveFile(staged: string, target: string, name: string): void {
  const path = `${target}/${name}`;
  if (name.includes('/')) mkdirSync(dirname(path), { recursive: true });
  try {
    renameSync(staged, path);
  } catch (error) {
    if (!isSystemError(error, 'EXDEV')) throw error;
    // The output folder is a mount of the same file system: one rename more, from within.
    const inner = join(target, `${INNER_PREFIX}${process.pid}`);
    copyFileSync(staged, inner);
    renameSync(inner, path);
  }
}

/** A shell that stands in the folder would stand in a deleted one. */
function isWorkedIn(target: string): boolean {
  return [process.cwd(), process.env.PWD ?? ''].some((folder) => folder === target || folder.startsWith(target + sep));
}

function retire(target: string): void {
  try {
    renameSync(target, retiredPath(target));
  } catch (error) {
    throw isSystemError(error, ...IMMOVABLE) ? new Irreplaceable() : error;
  }
}

/** The new folder is in place; what cannot be deleted of the old one, the next run tries again. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function removeEmptyFolder(folder: string): void {
  try {
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
  }
}
