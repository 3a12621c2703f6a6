import {
  chmodSync,
  chownSync,
  copyFileSync,
  type Dirent,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  type Stats,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { isSystemError } from './failure';
import { foldersOf } from './listing';

const MS_PER_SECOND = 1000;

/** Thrown when a folder cannot be replaced as a whole. Nothing of it was touched. */
export class Irreplaceable extends Error {}

/** The file system has no hard links, not for this user, or not so many of one file. */
const NO_LINKS = ['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Completes a staged folder with what is in the old one but for the files that are `left`: unchanged files of ours and all
 * files of others as hard links (so times and content stay), symbolic links and folders made again. On a file system
 * without hard links files are copied with their times. Folders that become empty by it go.
 */
export function carryOver(from: string, to: string, left: readonly string[]): void {
  const carrier = new Carrier(from, to, left, lstatSync(from).dev);
  carrier.folder('', lstatSync(from));
  carrier.assertUnchanged();
}

class Carrier {
  private readonly files: ReadonlySet<string>;

  /** Folders in which something is new or gone: their times are not those of before. */
  private readonly changing: ReadonlySet<string>;

  /** When each folder was changed before it was read. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly from: string,
    private readonly to: string,
    left: readonly string[],
    private readonly device: number,
  ) {
    this.files = new Set(left);
    this.changing = new Set(['', ...left.flatMap(foldersOf)]);
  }

  folder(name: string, stats: Stats): void {
    // What is mounted here cannot be linked to, and must not be deleted with the old folder.
    if (stats.dev !== this.device) throw new Irreplaceable();
    this.seen.set(name, stats.mtimeMs);
    for (const entry of readdirSync(`${this.from}/${name}`, { withFileTypes: true })) {
      const path = name === '' ? entry.name : `${name}/${entry.name}`;
      if (!this.files.has(path)) this.entry(path, entry);
    }
    const made = `${this.to}/${name}`;
    keepOwner(made, stats);
    chmodSync(made, stats.mode);
    if (!this.changing.has(name)) keepTimes(made, stats);
    else if (name !== '' && readdirSync(made).length === 0) rmdirSync(made);
  }

  /** What somebody has put into the old folder in the meantime would be lost with it. */
  assertUnchanged(): void {
    for (const [name, mtimeMs] of this.seen) {
      if (lstatSync(`${this.from}/${name}`).mtimeMs !== mtimeMs) throw new Irreplaceable();
    }
  }

  private entry(name: string, entry: Dirent): void {
    const source = `${this.from}/${name}`;
    const target = `${this.to}/${name}`;
    if (entry.isDirectory()) {
      mkdirSync(target, { recursive: true });
      this.folder(name, lstatSync(source));
    } else if (entry.isSymbolicLink()) {
      const { atimeMs, mtimeMs } = lstatSync(source);
      symlinkSync(readlinkSync(source), target);
      lutimesSync(target, atimeMs / MS_PER_SECOND, mtimeMs / MS_PER_SECOND);
    } else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (isSystemError(error, 'EXDEV')) throw new Irreplaceable();
    if (!isSystemError(error, ...NO_LINKS)) throw error;
    const stats = lstatSync(source);
    // A copy of a pipe or a socket is not the same thing.
    if (!stats.isFile()) throw new Irreplaceable();
    copyFileSync(source, target);
    keepOwner(target, stats);
    keepTimes(target, stats);
  }
}

function keepOwner(path: string, { uid, gid }: Stats): void {
  const now = lstatSync(path);
  if (now.uid === uid && now.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    // The folder belongs to somebody else: writing into it is permitted, taking it over is not.
    throw isSystemError(error, 'EPERM') ? new Irreplaceable() : error;
  }
}

/** In seconds, with the fraction: a Date has only milliseconds. */
function keepTimes(path: string, { atimeMs, mtimeMs }: Stats): void {
  utimesSync(path, atimeMs / MS_PER_SECOND, mtimeMs / MS_PER_SECOND);
}
