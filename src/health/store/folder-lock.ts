import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseError } from './database';

/** Code of the error for a folder that another process works in. */
export const IN_USE = 'IN_USE';

/** One process a folder: two would spoil each other's files. What a process left behind that is gone counts for nothing. */
export class FolderLock {
  static take(folder: string): FolderLock {
    const path = join(folder, 'lock');
    const mine = `${process.pid} ${hostname()}`;
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
        return new FolderLock(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (isHeld(path)) throw new DatabaseError(IN_USE);
      rmSync(path, { force: true });
    }
    throw new DatabaseError(IN_USE);
  }

  private constructor(private readonly path: string) {}

  free(): void {
    rmSync(this.path, { force: true });
  }
}

/** Another machine's lock is a left one: a folder is one machine's, and a new container has a new name. */
function isHeld(path: string): boolean {
  const [pid, host] = readFileSync(path, 'utf8').split(' ');
  if (host !== hostname() || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
