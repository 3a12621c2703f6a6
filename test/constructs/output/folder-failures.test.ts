import { chmodSync, lstatSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OutputFolder } from '../../../constructs/output/private/folder';
import { folderOfTest } from '../../support/folder';
import { errorsOf } from './errors';
import { faults } from './faults';
import { contentsOf, type Files, place, run, withListing } from './folders';

vi.mock('node:fs', async (importOriginal) => (await import('./faults')).faulty(await importOriginal()));

const OLD: Files = { a: '1', b: '2', 'chart/c': '3', 'chart/d': '4' };
const NEW: Files = { a: 'new', b: '2', 'chart/c': 'new', 'other/e': '5' };
const THEIRS: Files = { 'notes/n': 'n', '.git/HEAD': 'h' };
const LONG_AGO = new Date('2001-02-03T04:05:06Z');

let home: string;
let dist: string;

beforeEach(() => {
  home = realpathSync(folderOfTest());
  dist = join(home, 'dist');
  run(dist, OLD);
  place(dist, THEIRS);
});
afterEach(() => {
  faults.inject = undefined;
});

const before = { ...withListing(OLD), ...THEIRS };
const after = { ...withListing(NEW), ...THEIRS };

describe('a file system that fails', () => {
  test.each([
    ['ENOSPC', 'GPULAB3006', 'no space left on device'],
    ['EDQUOT', 'GPULAB3006', 'disk quota exceeded'],
    ['EROFS', 'GPULAB3005', 'read-only file system'],
    ['EACCES', 'GPULAB3005', 'permission denied'],
    ['EIO', 'GPULAB3007', 'i/o error'],
  ])('with %s while a file is written is told as %s, and the old folder is whole', (errno, code, reason) => {
    faults.inject = (call, path) => (call === 'writeFileSync' && path.endsWith('chart/c') ? errno : undefined);
    expect(errorsOf(() => run(dist, NEW))).toEqual([
      { code, message: `cannot write the file: ${reason}`, file: join(dist, 'chart/c') },
    ]);
    faults.inject = undefined;
    expect(readdirSync(home)).toEqual(['dist']);
    expect(contentsOf(dist)).toEqual(before);
  });

  test('when a new folder is begun leaves neither the folder nor its parents', () => {
    faults.inject = (call) => (call === 'writeFileSync' ? 'ENOSPC' : undefined);
    const deep = join(home, 'new/deep');
    expect(errorsOf(() => run(deep, NEW))).toMatchObject([{ code: 'GPULAB3006', file: join(deep, 'a') }]);
    faults.inject = undefined;
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('when the folder is read is told with its name', () => {
    faults.inject = (call, path) => (call === 'readdirSync' && path === `${dist}/` ? 'EACCES' : undefined);
    expect(errorsOf(() => new OutputFolder(dist))).toEqual([
      { code: 'GPULAB3005', message: 'cannot read the output folder: permission denied', file: dist },
    ]);
  });

  test('when a file is read for comparison is told with its name', () => {
    faults.inject = (call, path) => (call === 'openSync' && path.endsWith('/b') ? 'EACCES' : undefined);
    expect(errorsOf(() => run(dist, NEW))).toEqual([
      { code: 'GPULAB3005', message: 'cannot read the file: permission denied', file: join(dist, 'b') },
    ]);
  });

  test('when the new folder takes its place puts the old one back', () => {
    let failed = false;
    faults.inject = (call, from) => {
      if (failed || call !== 'renameSync' || !from.endsWith(`gpulab-${process.pid}`)) return undefined;
      failed = true;
      return 'EIO';
    };
    expect(errorsOf(() => run(dist, NEW))).toMatchObject([{ code: 'GPULAB3007' }]);
    faults.inject = undefined;
    expect(contentsOf(home)).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, text]) => [`dist/${name}`, text])),
    );
  });

  test('when the old folder is deleted does no harm: the new one is in place, and the next run tidies up', () => {
    faults.inject = (call, path) => (call === 'rmSync' && path.endsWith('gpulab-old') ? 'EACCES' : undefined);
    expect(run(dist, NEW).written).toEqual(['a', 'chart/c', 'other/e']);
    faults.inject = undefined;
    expect(contentsOf(dist)).toEqual(after);
    run(dist, NEW);
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('when a file is put in place is told, and not tried in another way', () => {
    faults.inject = (call, _, to) => (call === 'renameSync' && to === join(dist, 'b') ? 'EIO' : undefined);
    expect(errorsOf(() => run(dist, { ...OLD, b: 'new' }))).toMatchObject([{ code: 'GPULAB3007', file: dist }]);
    faults.inject = undefined;
    expect(contentsOf(dist)).toEqual(before);
  });

  test('by giving less than it said is a file that is not the same', () => {
    faults.inject = (call) => (call === 'readSync' ? { value: 0 } : undefined);
    expect(run(dist, OLD).unchanged).toBe(0);
  });

  test('a bug of ours is no failure of the file system', () => {
    const output = new OutputFolder(dist);
    expect(() => output.write('a', undefined as unknown as string)).toThrow(TypeError);
    expect(readdirSync(home)).toEqual(['dist']);
  });
});

describe('where the folder cannot be replaced, its files are, one by one', () => {
  const inPlace = () => {
    const { ino } = statSync(dist);
    expect(run(dist, NEW)).toEqual({ written: ['a', 'chart/c', 'other/e'], unchanged: 1, removed: ['chart/d'] });
    faults.inject = undefined;
    expect(contentsOf(dist)).toEqual(after);
    expect(statSync(dist).ino).toBe(ino);
    expect(readdirSync(home)).toEqual(['dist']);
  };

  test('when it is a mount point', () => {
    faults.inject = (call, path) => (call === 'renameSync' && path === dist ? 'EBUSY' : undefined);
    inPlace();
  });

  test('when it is a mount of the same file system, to which nothing can be moved', () => {
    const isInside = (path: string) => path.startsWith(`${dist}/`);
    faults.inject = (call, from, to) => {
      const moves = call === 'linkSync' || call === 'renameSync';
      return moves && isInside(from) !== isInside(to) ? 'EXDEV' : undefined;
    };
    inPlace();
  });

  test('when it is on a file system of its own', () => {
    const made: string[] = [];
    faults.inject = (call, path) => {
      if (call === 'mkdirSync') made.push(path);
      return call === 'statSync' && path === home ? { value: { dev: -1 } } : undefined;
    };
    inPlace();
    expect(made.every((path) => path.startsWith(dist))).toBe(true);
  });

  test('when its parent is not ours to write', () => {
    faults.inject = (call, path) => (call === 'mkdirSync' && path.startsWith(`${home}/.`) ? 'EACCES' : undefined);
    inPlace();
  });

  test('when something else is mounted in it', () => {
    faults.inject = (call, path) =>
      call === 'lstatSync' && path === join(dist, 'notes') ? { value: { dev: -1, mtimeMs: 0 } } : undefined;
    inPlace();
  });

  test('when it belongs to somebody else', () => {
    const theirs = { ...lstatSync(dist), uid: 4711 };
    faults.inject = (call, path) => {
      if (call === 'lstatSync' && path === dist) return { value: theirs };
      return call === 'chownSync' ? 'EPERM' : undefined;
    };
    inPlace();
  });

  test('when it holds a pipe that cannot be linked', () => {
    faults.inject = (call, path) => {
      if (call === 'linkSync' && path.endsWith('HEAD')) return 'EPERM';
      return call === 'lstatSync' && path.endsWith('HEAD') ? { value: { isFile: () => false } } : undefined;
    };
    inPlace();
  });

  test('when it belongs to somebody else and has no hard links either', () => {
    const theirs = { ...lstatSync(join(dist, 'b')), uid: 4711, isFile: () => true };
    faults.inject = (call, path) => {
      if (call === 'lstatSync' && path === join(dist, 'b')) return { value: theirs };
      return call === 'chownSync' || call === 'linkSync' ? 'EPERM' : undefined;
    };
    inPlace();
  });

  test('when somebody puts a file into it at the last moment', () => {
    faults.inject = (call, path) => {
      if (call === 'linkSync' && path.endsWith('notes/n')) {
        place(dist, { 'notes/late': 'l' });
        // Clocks of file systems tick every few milliseconds.
        utimesSync(join(dist, 'notes'), new Date(), new Date(Date.now() + 1000));
      }
      return undefined;
    };
    run(dist, NEW);
    expect(contentsOf(dist)).toEqual({ ...after, 'notes/late': 'l' });
  });

  test('and one changed file, too', () => {
    faults.inject = (call, path) => (call === 'mkdirSync' && path.startsWith(`${home}/.`) ? 'EACCES' : undefined);
    run(dist, { ...OLD, b: 'new' });
    expect(contentsOf(dist)).toEqual({ ...before, b: 'new' });
  });
});

test('every file that is opened is closed', () => {
  const files = { openSync: 0, closeSync: 0 };
  faults.inject = (call) => {
    if (call === 'openSync' || call === 'closeSync') files[call]++;
    return undefined;
  };
  run(dist, NEW);
  expect(files.openSync).toBeGreaterThan(0);
  expect(files.closeSync).toBe(files.openSync);
});

test('on a file system without hard links files are copied, and keep times and permissions', () => {
  chmodSync(join(dist, 'b'), 0o640);
  utimesSync(join(dist, 'b'), LONG_AGO, LONG_AGO);
  symlinkSync('b', join(dist, 'link'));
  faults.inject = (call) => (call === 'linkSync' ? 'ENOTSUP' : undefined);
  run(dist, NEW);
  expect(contentsOf(dist)).toEqual({ ...after, link: '-> b' });
  expect(statSync(join(dist, 'b')).mtimeMs).toBe(LONG_AGO.getTime());
  expect(statSync(join(dist, 'b')).mode & 0o777).toBe(0o640);
});

describe('a kill at any time', () => {
  /** Ends every call of the file system from the given one on, as if the process were gone. */
  function runUntil(step: number, files: Files, extra: typeof faults.inject): boolean {
    let calls = 0;
    faults.inject = (call, ...args) => {
      if (++calls > step) throw new Error('killed');
      return extra?.(call, ...args);
    };
    try {
      run(dist, files);
      return true;
    } catch (error) {
      expect((error as Error).message).toBe('killed');
      return false;
    } finally {
      faults.inject = undefined;
    }
  }

  /** Kills a run after each of its calls; `look` is told what is there. */
  function killAtEachStep(extra: typeof faults.inject, look: () => void): number {
    let step = 0;
    for (let done = false; !done; step++) {
      rmSync(home, { recursive: true, force: true });
      run(dist, OLD);
      place(dist, THEIRS);
      done = runUntil(step, NEW, extra);
      // The staging folder of a killed process of ours would be that of this living one.
      for (const name of readdirSync(home)) {
        if (name.endsWith(`gpulab-${process.pid}`)) utimesSync(join(home, name), LONG_AGO, LONG_AGO);
      }
      look();
      run(dist, NEW);
      expect(contentsOf(dist)).toEqual(after);
      expect(readdirSync(home)).toEqual(['dist']);
    }
    return step;
  }

  test('leaves the whole old folder or the whole new one, or none for the moment between two renames', () => {
    const seen: string[] = [];
    const steps = killAtEachStep(undefined, () => {
      const there = contentsOf(dist);
      if (there === undefined) {
        expect(contentsOf(join(home, '.dist.gpulab-old'))).toEqual(before);
        seen.push('aside');
      } else {
        expect([before, after]).toContainEqual(there);
        seen.push(there.a === '1' ? 'old' : 'new');
      }
    });
    expect(seen.filter((state) => state === 'aside')).toHaveLength(1);
    expect(new Set(seen)).toEqual(new Set(['old', 'aside', 'new']));
    expect(steps).toBeGreaterThan(50);
  });

  test('leaves whole files where they are replaced one by one, and the next run completes them', () => {
    const mountPoint: typeof faults.inject = (call, path) =>
      call === 'renameSync' && path === dist ? 'EBUSY' : undefined;
    const steps = killAtEachStep(mountPoint, () => {
      for (const [name, text] of Object.entries(contentsOf(dist)!)) {
        // Nor does a folder hurt that is made already.
        if (name !== 'apply-order.txt' && !name.endsWith('/'))
          expect([before[name], (after as Files)[name]]).toContain(text);
      }
      // What the killed run has put there is known as ours.
      run(dist, { ...NEW, 'other/e': 'later' });
    });
    expect(steps).toBeGreaterThan(50);
  });
});
