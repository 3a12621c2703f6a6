import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorsOf } from '../constructs/output/errors';
import { contentsOf, type Files, run, withListing } from '../constructs/output/folders';

const SIZE = '64k';
const filled = (letter: string, bytes: number): Files =>
  Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`student-${n}.yaml`, letter.repeat(bytes)]));
const SMALL = filled('a', 4_000);
const OTHER = filled('b', 1_000);
const TOO_BIG = filled('c', 20_000);

let disk: string;

beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'gpulab-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', disk], { encoding: 'utf8' });
  // Nothing is skipped: a small disk needs the right to mount one.
  if (mounted.status !== 0) throw new Error(`no small disk, run as root: ${mounted.error?.message ?? mounted.stderr}`);
});
afterEach(() => {
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const full = { code: 'GPULAB3006', message: 'cannot write the file: no space left on device' };

test('a full disk is told with the file that found no room, and the old output is whole', () => {
  const dist = join(disk, 'dist');
  run(dist, SMALL);
  expect(errorsOf(() => run(dist, TOO_BIG))).toMatchObject([
    { ...full, file: expect.stringContaining(`${dist}/student-`) },
  ]);
  expect(contentsOf(dist)).toEqual(withListing(SMALL));
  expect(readdirSync(disk)).toEqual(['dist']);
  run(dist, OTHER);
  expect(contentsOf(dist)).toEqual(withListing(OTHER));
});

test('where the disk itself is the output folder, too', () => {
  run(disk, SMALL);
  expect(errorsOf(() => run(disk, TOO_BIG))).toMatchObject([full]);
  expect(contentsOf(disk)).toEqual(withListing(SMALL));
  run(disk, OTHER);
  expect(contentsOf(disk)).toEqual(withListing(OTHER));
});

test('a disk that is full at the first run has no output folder afterwards', () => {
  mkdirSync(join(disk, 'site'));
  expect(errorsOf(() => run(join(disk, 'site/dist'), TOO_BIG))).toMatchObject([full]);
  expect(readdirSync(disk, { recursive: true })).toEqual(['site']);
});
