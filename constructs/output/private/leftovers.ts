import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSystemError } from './failure';
import { INNER_PREFIX, stagingPrefix } from './staging';

/** Where the output folder of the run before stands while the new one takes its place. */
export const retiredPath = (target: string): string => join(dirname(target), `${stagingPrefix(target)}old`);

const PROCESS_ID = /^\d+$/;

/**
 * Tidies up after a run that was killed: an output folder that was moved aside, with nothing in its place yet, is put
 * back; half a staging folder is deleted, unless its process lives.
 */
export function recover(target: string): void {
  const retired = retiredPath(target);
  if (existsSync(retired)) {
    if (existsSync(target)) rmSync(retired, { recursive: true, force: true });
    else renameSync(retired, target);
  }
  removeAbandoned(dirname(target), stagingPrefix(target));
  removeAbandoned(target, INNER_PREFIX);
}

function removeAbandoned(folder: string, prefix: string): void {
  for (const name of namesIn(folder)) {
    if (!name.startsWith(prefix) || !PROCESS_ID.test(name.slice(prefix.length))) continue;
    const path = join(folder, name);
    if (isAbandoned(Number(basename(name).slice(prefix.length)), path)) rmSync(path, { recursive: true, force: true });
  }
}

function isAbandoned(processId: number, path: string): boolean {
  // In a container the process before often had the number that we have now.
  if (processId === process.pid) return statSync(path).mtimeMs < Date.now() - process.uptime() * 1000;
  try {
    process.kill(processId, 0);
    return false;
  } catch (error) {
    return isSystemError(error, 'ESRCH');
  }
}

/** A folder that is missing or may not be listed holds nothing that we could tidy up. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) return [];
    throw error;
  }
}
