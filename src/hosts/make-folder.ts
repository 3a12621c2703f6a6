import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, for their owner only. Not by `recursive` of Node 20 to 24: where a file system makes no folders, as
 * /proc, that tries for ever.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Runs at the same time, one for each host, make the same ones.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
