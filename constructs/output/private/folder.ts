import { existsSync, lstatSync, realpathSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import { ExistingFolder } from './existing-folder';
import { anotherRun, failure, outputError } from './failure';
import { recover } from './leftovers';
import { APPLY_ORDER, foldersOf, isListing, isSafeName, type Listing, listingOf, namesIn } from './listing';
import { type Change, moveFile, replaceFiles, replaceFolder } from './replace';
import { Staging } from './staging';
import type { Text } from './text';

/** What a commit did. The listing is not counted. */
export interface Committed {
  /** Names of new and of changed files. */
  readonly written: string[];

  /** How many files were there already with the same bytes. They were not touched. */
  readonly unchanged: number;

  /** Names of files of the run before that this one did not make. */
  readonly removed: string[];
}

/**
 * Writes a set of files into an output folder, all or nothing:
 *
 * - Before `commit` nothing of the folder is touched: changed files wait in a staging folder beside it.
 * - When nothing changed, nothing is written, and all times stay. One changed file is put in place by one rename. More
 *   changes make a complete new folder, which takes the place of the old one by two renames: a kill at any time leaves a
 *   whole folder, old or new (between the two renames, a few microseconds, the old one stands aside, and the next run
 *   puts it back). It is no protection against a power failure: nothing is synced to the disk.
 * - Where the folder cannot be replaced (a mount point, a parent that is not ours to write, a shell that stands in it, the
 *   folder of another user), the files are put in place one by one, each by a rename: each file is whole, and a kill in
 *   between leaves new files beside old ones, which the next run completes.
 * - Files of the run before that this one did not make are removed, and folders that become empty by it. Files of others
 *   are never touched. Which files are ours the listing says, `apply-order.txt` or another: names in the order of `write`.
 *
 * A problem with a name is kept until `commit`, which throws all of them; a file system that fails ends it at once. Either
 * is a `LabError`, and leaves no staging folder.
 */
export class OutputFolder {
  private readonly target: string;
  private readonly existing: ExistingFolder;
  private readonly ours: ReadonlySet<string>;
  private readonly names = new Set<string>();
  private readonly notApplied = new Set<string>();
  private readonly folders = new Set<string>();
  private readonly changed: string[] = [];
  private readonly problems: Finding[] = [];
  private staging: Staging | undefined;
  private open = true;

  /**
   * @param dir the folder; it and its parents are made when they are missing. A symbolic link is followed
   * @param listing the file with the list of files
   */
  constructor(
    private readonly dir: string,
    private readonly listing: Listing = APPLY_ORDER,
  ) {
    this.target = this.attempt('open the output folder', () => realTarget(dir));
    this.existing = this.attempt('open the output folder', () => {
      recover(this.target);
      return new ExistingFolder(this.target);
    });
    const earlier = this.attempt('read the output folder', () => this.existing.read(listing));
    if (earlier === undefined) this.refuseForeign();
    this.ours = namesIn(earlier ?? '');
  }

  /** Adds a file. Files are applied in the order of these calls, but for those that are no manifests. */
  write(name: string, text: Text, isApplied = true): void {
    if (!this.open) throw new Error('the output folder is closed');
    if (!this.admit(name)) return;
    if (!isApplied) this.notApplied.add(name);
    const present = this.attempt('read the file', () => this.existing.compare(name, text), name);
    if (present.kind === 'same') return;
    if (present.kind === 'in the way') {
      this.problem('GPULAB3002', 'a folder is where this file must be, or a file where its folder must be', name);
    } else if (present.kind === 'different' && !this.ours.has(name)) {
      const hint = 'move it away, or delete it if nobody needs it';
      this.problem('GPULAB3004', `no earlier run made this file, and its content is not what we write`, name, hint);
    } else {
      this.stage(name, text, present.kind === 'different' ? present.mode : undefined);
      this.changed.push(name);
    }
  }

  /** Files of the runs before that were not written now stay, because this run made a part of the folder. To be called last. */
  keepOthers(): void {
    const all = [...this.ours].filter((name) => this.existing.isFile(name)).concat(...this.names);
    this.names.clear();
    // In an order that does not tell which run was the last.
    for (const name of all.sort()) this.names.add(name);
  }

  /** Puts the new files in place. */
  commit(): Committed {
    if (!this.open) throw new Error('the output folder is closed');
    if (this.problems.length > 0) {
      this.abort();
      throw new LabError(this.problems);
    }
    const removed = [...this.ours].filter((name) => !this.names.has(name) && this.existing.isFile(name));
    const text = listingOf(this.names, this.notApplied);
    const { listing } = this;
    const present = this.attempt('read the listing', () => this.existing.compare(listing, text), listing);
    const written = present.kind === 'same' ? this.changed : [...this.changed, listing];
    if (present.kind !== 'same') this.stage(listing, text);
    this.attempt('put the new files in place', () => this.putInPlace({ written, removed }));
    this.open = false;
    return { written: this.changed, unchanged: this.names.size - this.changed.length, removed };
  }

  /** Forgets what was written. Does nothing after `commit`, or a second time. */
  abort(): void {
    this.open = false;
    this.staging?.discard();
    this.staging = undefined;
  }

  private putInPlace(change: Change): void {
    if (this.existing.hasChanged()) throw new LabError([anotherRun(this.dir)]);
    const { staging, target } = this;
    // Even when files only go, the listing is a file that changes.
    if (!staging) return;
    if (!this.existing.exists()) renameSync(staging.path, target);
    else if (change.written.length === 1 && change.removed.length === 0) {
      moveFile(`${staging.path}/${change.written[0]}`, target, change.written[0]);
    } else if (!replaceFolder(target, staging, change)) this.replaceFiles(staging, change);
    staging.remove();
    this.staging = undefined;
  }

  /** First a listing of old and new names: after a kill in between, the next run knows all of them as ours. */
  private replaceFiles(staging: Staging, { written, removed }: Change): void {
    const isListed = !written.includes(this.listing);
    if (!isListed) this.putListing(staging, [...this.ours, ...this.names]);
    replaceFiles(this.target, staging, { written: this.changed, removed });
    if (!isListed) this.putListing(staging, this.names);
  }

  private putListing(staging: Staging, names: Iterable<string>): void {
    staging.write(this.listing, listingOf(new Set(names), this.notApplied));
    moveFile(`${staging.path}/${this.listing}`, this.target, this.listing);
  }

  private stage(name: string, text: Text, mode?: number): void {
    this.attempt(
      'write the file',
      () => {
        if (this.staging === undefined) {
          this.staging = Staging.of(this.target, this.existing.exists());
          if (this.staging.inside) this.existing.trust();
        }
        this.staging.write(name, text, mode);
      },
      name,
    );
  }

  /** Is the name good, and new? */
  private admit(name: string): boolean {
    if (!isSafeName(name)) {
      const message = `${JSON.stringify(name)} is no name for a file: a relative path without "." and ".." is`;
      this.problem('GPULAB3009', message, '');
      return false;
    }
    const folders = foldersOf(name);
    if (
      name === this.listing ||
      this.names.has(name) ||
      this.folders.has(name) ||
      folders.some((folder) => this.names.has(folder))
    ) {
      this.problem('GPULAB3003', `two sources for the file ${name}`, name, 'give one of the charts another id');
      return false;
    }
    this.names.add(name);
    for (const folder of folders) this.folders.add(folder);
    return true;
  }

  private refuseForeign(): void {
    // A fresh clone holds .git, a kept folder .gitkeep; kubectl reads neither.
    const foreign = this.existing.names().filter((name) => !name.startsWith('.'));
    if (foreign.length === 0) return;
    const other = foreign.find(isListing);
    const message = other
      ? `the output folder holds output of another kind, which ${other} lists`
      : `the output folder is not empty and no earlier run of ours made it: it holds ${foreign.sort()[0]}`;
    const hint = other ? 'take a folder for each kind of output' : 'choose an empty or a new folder, or empty this one';
    throw new LabError([outputError('GPULAB3001', message, this.dir, hint)]);
  }

  private problem(code: string, message: string, name: string, hint = 'choose another output folder'): void {
    this.problems.push(outputError(code, message, join(this.dir, name), hint));
  }

  /** Runs calls of the file system; when one fails, nothing of ours stays behind, and the error says what was tried. */
  private attempt<T>(what: string, body: () => T, name = ''): T {
    try {
      return body();
    } catch (error) {
      try {
        this.abort();
      } catch {
        // The failure that was first is the one to tell; the next run tidies up.
      }
      throw failure(error, what, join(this.dir, name));
    }
  }
}

/** The folder that a name means: absolute, symbolic links followed. */
function realTarget(dir: string): string {
  const path = resolve(dir);
  if (existsSync(path)) {
    const real = realpathSync(path);
    if (!statSync(real).isDirectory()) throw inTheWay('the output folder is a file', dir);
    return real;
  }
  if (lstatSync(path, { throwIfNoEntry: false }))
    throw inTheWay('the output folder is a symbolic link that leads nowhere', dir);
  return path;
}

const inTheWay = (message: string, dir: string): LabError =>
  new LabError([outputError('GPULAB3002', message, dir, 'move it away, or choose another output folder')]);
