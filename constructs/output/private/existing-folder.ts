import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { isSystemError } from './failure';
import type { Text } from './text';

/** What is there where a file is to be written. */
export type Present =
  | { readonly kind: 'nothing' | 'same' | 'in the way' }
  | { readonly kind: 'different'; readonly mode?: number };

const NOTHING: Present = { kind: 'nothing' };
const SAME: Present = { kind: 'same' };
const IN_THE_WAY: Present = { kind: 'in the way' };
const DIFFERENT: Present = { kind: 'different' };

const PERMISSIONS = 0o777;

type Entries = ReadonlyMap<string, Dirent>;
const NO_ENTRIES: Entries = new Map();

/** The output folder as it was before this run. Each folder is listed once: cheaper than an exception per new file. */
export class ExistingFolder {
  private readonly folders = new Map<string, Entries>();
  private stamp: string | undefined;
  private scratch = Buffer.allocUnsafe(0);

  constructor(private readonly path: string) {
    this.stamp = this.stampNow();
  }

  exists(): boolean {
    return this.stamp !== undefined;
  }

  /** Has an entry come, gone or been replaced since `trust`, or since the beginning? */
  hasChanged(): boolean {
    return this.stamp !== this.stampNow();
  }

  /** What we did ourselves is no change. */
  trust(): void {
    this.stamp = this.stampNow();
  }

  /** Names of its own entries. */
  names(): string[] {
    return [...this.entries('').keys()];
  }

  isFile(name: string): boolean {
    return this.entry(name)?.isFile() === true;
  }

  read(name: string): string | undefined {
    return this.isFile(name) ? readFileSync(`${this.path}/${name}`, 'utf8') : undefined;
  }

  /** Compares with the file itself: no store of hashes can be out of date. */
  compare(name: string, text: Text): Present {
    const entry = this.entry(name);
    if (entry === undefined) return this.isBlocked(name) ? IN_THE_WAY : NOTHING;
    if (entry.isDirectory()) return IN_THE_WAY;
    return entry.isFile() ? this.compareFile(`${this.path}/${name}`, text) : DIFFERENT;
  }

  private compareFile(path: string, text: Text): Present {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const file = openSync(path, 'r');
    try {
      const { size, mode } = fstatSync(file);
      return size === bytes.length && this.holds(file, bytes) ? SAME : { kind: 'different', mode: mode & PERMISSIONS };
    } finally {
      closeSync(file);
    }
  }

  private holds(file: number, bytes: Buffer): boolean {
    if (this.scratch.length < bytes.length) this.scratch = Buffer.allocUnsafe(2 * bytes.length);
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(file, this.scratch, read, bytes.length - read, read);
      if (count === 0) return false;
      read += count;
    }
    return bytes.equals(this.scratch.subarray(0, bytes.length));
  }

  private entry(name: string): Dirent | undefined {
    const slash = name.lastIndexOf('/');
    return slash < 0 ? this.entries('').get(name) : this.entries(name.slice(0, slash)).get(name.slice(slash + 1));
  }

  /** Is one of the folders on the way to the file no folder? */
  private isBlocked(name: string): boolean {
    for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      const entry = this.entry(name.slice(0, slash));
      if (entry === undefined) return false;
      if (!entry.isDirectory()) return true;
    }
    return false;
  }

  private entries(folder: string): Entries {
    let entries = this.folders.get(folder);
    if (entries === undefined) {
      const present = folder === '' ? this.exists() : this.entry(folder)?.isDirectory() === true;
      const found = present ? readdirSync(`${this.path}/${folder}`, { withFileTypes: true }) : undefined;
      entries = found ? new Map(found.map((entry) => [entry.name, entry])) : NO_ENTRIES;
      this.folders.set(folder, entries);
    }
    return entries;
  }

  private stampNow(): string | undefined {
    try {
      const { ino, mtimeNs } = statSync(this.path, { bigint: true });
      return `${ino} ${mtimeNs}`;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }
}
