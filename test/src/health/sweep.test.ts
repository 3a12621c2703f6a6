import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { createProbe, SessionCache } from '../../../src/health/probe';
import { createSweep, type Sweep, type SweepOptions, type SweepSummary } from '../../../src/health/sweep';
import type { NodeTarget, Probe, ProbeResult } from '../../../src/health/types';
import { closeServers, docker, http, tcp } from './support/docker';
import { plainTarget, theLab } from './support/lab';

const nodes = (count: number): NodeTarget[] =>
  Array.from({ length: count }, (_, index) => ({ ...plainTarget(1), id: String(index), name: `gpu-${index}` }));
const result = (reason: 'ok' | 'timeout' | 'not-configured'): ProbeResult => ({
  state: reason === 'ok' ? 'connected' : reason === 'timeout' ? 'failed' : 'unknown',
  reason,
  detail: 'x',
  elapsedMs: 1,
  warnings: [],
});
const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

let sweep: Sweep | undefined;
afterEach(async () => {
  await sweep?.stop();
  await closeServers();
});

/** Runs a sweep until it has had so many rounds; gives what came out of it. */
async function rounds(count: number, options: Partial<SweepOptions> & Pick<SweepOptions, 'targets' | 'probe'>) {
  const seen: { id: string; state: string }[] = [];
  const lines: any[] = [];
  const summaries: SweepSummary[] = [];
  await new Promise<void>((done) => {
    sweep = createSweep({
      periodMs: 100,
      deadlineMs: 50,
      sink: ({ id }, { state }) => void seen.push({ id, state }),
      log: (line) => lines.push(line),
      onRound: (summary) => {
        summaries.push(summary);
        if (summaries.length === count) done();
      },
      ...options,
    });
    sweep.start();
  });
  await sweep?.stop();
  return { seen, lines, summaries };
}

test('every node is looked at once a round, and rounds begin a period apart', async () => {
  const begins: number[] = [];
  const probe: Probe = async ({ id }) => {
    if (id === '0') begins.push(performance.now());
    return result('ok');
  };
  const { seen, summaries } = await rounds(3, { targets: () => nodes(3), probe });
  expect(seen.map(({ id }) => id)).toEqual(['0', '1', '2', '0', '1', '2', '0', '1', '2']);
  expect(summaries[0]).toMatchObject({ nodes: 3, connected: 3, failed: 0, unknown: 0 });
  expect(begins[1] - begins[0]).toBeGreaterThan(80);
  expect(begins[2] - begins[0]).toBeGreaterThan(180);
});

test('fact 11: 20 nodes of which 10 hang: under a period, no overlap, one line for each that failed', async () => {
  const healthy = await http(docker());
  const hanging = await tcp(() => {});
  let running = 0;
  let most = 0;
  const real = createProbe();
  const counted: Probe = async (target, options) => {
    most = Math.max(most, ++running);
    return real(target, options).finally(() => running--);
  };
  const targets = nodes(20).map((node, index) => ({
    ...node,
    address: `tcp://127.0.0.1:${(index % 2 === 0 ? hanging : healthy).port}`,
  }));
  const unknown = { ...plainTarget(1), id: 'u', name: 'none', address: undefined };
  const { seen, lines, summaries } = await rounds(2, {
    targets: () => [...targets, unknown],
    probe: counted,
    periodMs: 1500,
    deadlineMs: 400,
  });
  expect(summaries[0]).toMatchObject({ nodes: 21, connected: 10, failed: 10, unknown: 1 });
  expect(summaries[0].elapsedMs).toBeLessThan(1500);
  expect(most).toBeLessThanOrEqual(21);
  expect(seen).toHaveLength(42);
  expect(lines).toHaveLength(20);
  expect(lines[0]).toEqual({
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    level: 'error',
    msg: 'node failed',
    node: 'gpu-0',
    id: '0',
    address: `tcp://127.0.0.1:${hanging.port}`,
    reason: 'timeout',
    detail: expect.stringContaining('no whole answer within 400 ms'),
    elapsedMs: expect.any(Number),
  });
});

test('a round that takes longer than a period makes the next wait', async () => {
  let open = 0;
  let most = 0;
  const probe: Probe = async () => {
    most = Math.max(most, ++open);
    await later(130);
    open--;
    return result('ok');
  };
  const { summaries } = await rounds(2, { targets: () => nodes(1), probe });
  expect(most).toBe(1);
  expect(summaries).toHaveLength(2);
});

test('no more probes at one time than wanted, and a slow node holds up no other', async () => {
  const done: string[] = [];
  const probe: Probe = async ({ id }) => {
    await later(id === '0' ? 200 : 1);
    done.push(id);
    return result('ok');
  };
  const { summaries } = await rounds(1, { targets: () => nodes(9), probe, concurrency: 2, periodMs: 1000 });
  expect(summaries[0].mostAtOnce).toBe(2);
  expect(done.at(-1)).toBe('0');
});

describe('a sweep goes on', () => {
  test('when a probe throws, at once or later: internal-error, unknown, without a line', async () => {
    const probe = ((target: NodeTarget) => {
      if (target.id === '0') throw new Error('-----BEGIN PRIVATE KEY-----');
      return target.id === '1' ? Promise.reject('x') : Promise.resolve(result('ok'));
    }) as Probe;
    const { seen, lines } = await rounds(2, { targets: () => nodes(3), probe });
    expect(
      seen
        .slice(0, 3)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['connected', 'unknown', 'unknown']);
    expect(seen).toHaveLength(6);
    expect(lines).toEqual([]);
  });

  test('when the sink throws, and says so without the text of the error', async () => {
    const sink = async () => {
      throw Object.assign(new Error('password=hunter2'), { code: 'ENOSPC' });
    };
    const { lines } = await rounds(2, { targets: () => nodes(1), probe: async () => result('ok'), sink });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ msg: 'sweep: the result of node gpu-0 was not taken', error: 'Error ENOSPC' });
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  test('when the list of nodes cannot be had', async () => {
    let asked = 0;
    const targets = () => {
      if (asked++ === 0) throw new Error('the database is gone');
      return nodes(1);
    };
    const { seen, lines } = await rounds(1, { targets, probe: async () => result('ok') });
    expect(seen).toHaveLength(1);
    expect(lines).toMatchObject([{ msg: 'sweep: the round failed', error: 'Error' }]);
  });
});

test('stop ends what runs at once, gives no result for it, and start begins anew', async () => {
  const silent = await tcp(() => {});
  const seen: string[] = [];
  const target = plainTarget(silent.port);
  sweep = createSweep({
    targets: () => [target],
    probe: createProbe(),
    sink: (_, { state }) => void seen.push(state),
    log: () => {},
  });
  sweep.start();
  sweep.start();
  await later(100);
  const begin = performance.now();
  await sweep.stop();
  expect(performance.now() - begin).toBeLessThan(500);
  expect(seen).toEqual([]);
  expect(silent.connections()).toBe(1);
  sweep.start();
  await later(100);
  expect(silent.connections()).toBe(2);
});

test('many nodes are spread over the time that there is', async () => {
  const begins: number[] = [];
  const probe: Probe = async () => {
    begins.push(performance.now());
    return result('ok');
  };
  await rounds(1, { targets: () => nodes(1000), probe, periodMs: 3000, deadlineMs: 500 });
  const spread = begins.at(-1)! - begins[0];
  expect(spread).toBeGreaterThan(300);
  expect(spread).toBeLessThan(1500);
});

test('sessions of nodes that are gone are dropped', async () => {
  const sessions = new SessionCache({ fullHandshakeMs: 1 });
  const server = new X509Certificate((await theLab()).server.cert);
  sessions.keep('gone', { session: Buffer.alloc(1), server, validUntil: Number.POSITIVE_INFINITY, verifiedAt: 0 });
  await rounds(1, { targets: () => nodes(1), probe: async () => result('ok'), sessions });
  expect(sessions.size).toBe(0);
});
