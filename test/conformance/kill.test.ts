import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, type Files, place, run, withListing } from '../constructs/output/folders';
import { filesOf, VERSIONS } from './tools/committed-files';

const KILLS = 40;
const LONGEST_MS = 40_000;
/** About as long as two commits take. */
const LONGEST_DELAY_MS = 60;

const home = mkdtempSync(join(tmpdir(), 'gpulab-kill-'));
const dist = join(home, 'dist');
const loop = join(home, 'bundle/commit-loop.js');
const theirs: Files = { 'notes/n': 'n', '.git/HEAD': 'h' };
const whole = VERSIONS.map((version) => ({ ...withListing(filesOf(version)), ...theirs }));

beforeAll(() => {
  // Bundled, a process begins ten times faster.
  const entry = join(import.meta.dirname, 'tools/commit-loop.ts');
  buildSync({ entryPoints: [entry], outfile: loop, bundle: true, platform: 'node', logLevel: 'error' });
  run(dist, filesOf('first'));
  place(dist, theirs);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Lets a process commit for a while and kills it. */
async function killOnce(): Promise<void> {
  const child = fork(loop, [dist]);
  const end = once(child, 'exit');
  await once(child, 'message');
  await setTimeout(Math.random() * LONGEST_DELAY_MS);
  child.kill('SIGKILL');
  const [status, signal] = await end;
  expect([status, signal]).toEqual([null, 'SIGKILL']);
}

test('a run that is killed leaves the whole old output or the whole new one, and the next run tidies up', async () => {
  const end = Date.now() + LONGEST_MS;
  let interrupted = 0;
  for (let kills = 0; kills < KILLS && Date.now() < end; kills++) {
    await killOnce();
    if (readdirSync(home).length > 2) interrupted++;
    const aside = join(home, '.dist.gpulab-old');
    const place = existsSync(dist) ? dist : aside;
    expect(whole).toContainEqual(contentsOf(place));
  }
  // Or the kills would have proved nothing.
  expect(interrupted).toBeGreaterThan(0);
  run(dist, filesOf('first'));
  expect(contentsOf(dist)).toEqual(whole[0]);
  expect(readdirSync(home).sort()).toEqual([dirname(loop), dist].map((path) => path.slice(home.length + 1)).sort());
});
