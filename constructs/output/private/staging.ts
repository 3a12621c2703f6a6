import { existsSync, mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LabError } from '../../core/lab-error';
import { anotherRun, isSystemError } from './failure';
import type { Text } from './text';

const NEW_FILE_MODE = 0o666;

/** Beside the output folder: where the next one is put together. */
export const stagingPrefix = (target: string): string => `.${basename(target)}.gpulab-`;

/** Inside an output folder that cannot be replaced as a whole. */
export const INNER_PREFIX = '.gpulab-';

/**
 * Changed files wait here until all of them are written. Beside the output folder, so that it can take its place; inside
 * it where that is impossible: the folder is a mount point, or its parent is not ours to write.
 */
export class Staging {
  private readonly folders = new Set<string>();

  private constructor(
    readonly path: string,
    readonly inside: boolean,
    private readonly firstParent?: string,
  ) {}

  static of(target: string, exists: boolean): Staging {
    const parent = dirname(target);
    if (exists && statSync(parent).dev !== statSync(target).dev) return Staging.within(target);
    // On the way to a new output folder, parents may be missing too.
    const firstParent = mkdirSync(parent, { recursive: true });
    const path = join(parent, `${stagingPrefix(target)}${process.pid}`);
    try {
      mkdirSync(path);
    } catch (error) {
      if (exists && isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) return Staging.within(target);
      throw isSystemError(error, 'EEXIST') ? new LabError([anotherRun(path)]) : error;
    }
    return new Staging(path, false, firstParent);
  }

  private static within(target: string): Staging {
    const path = join(target, `${INNER_PREFIX}${process.pid}`);
    mkdirSync(path);
    return new Staging(path, true);
  }

  /** @param mode permissions of the file that it replaces */
  write(name: string, text: Text, mode = NEW_FILE_MODE): void {
    const slash = name.lastIndexOf('/');
    if (slash > 0) this.makeFolder(name.slice(0, slash));
    // With the encoding said, Node takes its shorter way.
    writeFileSync(`${this.path}/${name}`, text, { encoding: 'utf8', mode });
  }

  remove(): void {
    // Mostly it has become the output folder.
    if (existsSync(this.path)) rmSync(this.path, { recursive: true, force: true });
  }

  /** Leaves no trace, not even of parents that were made for it, unless somebody has put something there. */
  discard(): void {
    this.remove();
    if (this.firstParent === undefined) return;
    try {
      for (let parent = dirname(this.path); parent.length >= this.firstParent.length; parent = dirname(parent)) {
        rmdirSync(parent);
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }

  private makeFolder(folder: string): void {
    if (this.folders.has(folder)) return;
    mkdirSync(`${this.path}/${folder}`, { recursive: true });
    this.folders.add(folder);
  }
}
