import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningContainers, withDocker } from '../../src/health/docker';
import { createProbe, probe, SessionCache } from '../../src/health/probe';
import { createSweep } from '../../src/health/sweep';
import type { NodeTarget, ProbeResult } from '../../src/health/types';
import { type Lab, plainTarget, theLab, tlsTarget } from '../src/health/support/lab';
import { Dockerd, installDockerd } from './tools/dockerd';

/** Three real daemons with mutual TLS: two that are well, one whose certificate has expired. */

const OPTIONS = { deadlineMs: 10_000, audit: true };

let lab: Lab;
let first: Dockerd;
let second: Dockerd;
let expired: Dockerd;
const all: Dockerd[] = [];

beforeAll(async () => {
  installDockerd();
  lab = await theLab();
  const { ca, server } = lab;
  first = await Dockerd.mutual(ca.cert, server, {
    runtimes: { nvidia: { path: '/usr/bin/nvidia-container-runtime' } },
  });
  all.push(first);
  second = await Dockerd.mutual(ca.cert, server);
  all.push(second);
  expired = await Dockerd.mutual(ca.cert, await ca.server({ from: -30, to: -3 }));
  all.push(expired);
});
afterAll(async () => {
  for (const daemon of all) await daemon.remove();
});

const at = ({ port }: Dockerd, more: Parameters<typeof tlsTarget>[2] = {}): NodeTarget => tlsTarget(lab, port, more);
const of = async (target: NodeTarget) => {
  const { state, reason, detail } = await probe(target, OPTIONS);
  return [state, reason, detail];
};

test('1, fact 3: a good daemon, and what it says of itself', async () => {
  const answer = await probe(at(first), OPTIONS);
  expect(answer).toMatchObject({
    state: 'connected',
    reason: 'ok',
    tls: { protocol: 'TLSv1.3', resumed: false, verifiesClients: true, server: { subject: 'CN=gpu-07' } },
    docker: { apiVersion: expect.stringMatching(/^1\.\d+$/), nvidiaRuntime: true, os: 'linux' },
    warnings: [],
  });
  expect(answer.docker?.cpus).toBeGreaterThan(0);
  expect(answer.docker?.memoryBytes).toBeGreaterThan(2 ** 28);
  expect((await probe(at(second), OPTIONS)).warnings).toEqual([expect.stringMatching(/^no nvidia runtime/)]);
});

test('7: an expired server certificate', async () => {
  expect(await of(at(expired))).toEqual(['failed', 'server-cert-expired', expect.stringMatching(/\(3 days ago\)$/)]);
});

describe('12: alert 42, whatever dockerd has against a client certificate', () => {
  test('none: required', async () => {
    expect(await of(at(first, { cert: null, key: null }))).toEqual([
      'failed',
      'client-cert-required',
      expect.stringMatching(/no client certificate was given; the daemon said .*alert/),
    ]);
  });

  test.each([
    ['another authority', async () => lab.otherClient, /the daemon said .*alert (?:number )?\d+|alert/],
    [
      'expired',
      () => lab.ca.client({ from: -30, to: -10 }),
      /the client certificate expired on .* \(10 days ago\); .*alert/,
    ],
    ['for servers only', () => lab.ca.client({ usage: 'server' }), /is not for client authentication .*alert/],
  ])('%s: rejected', async (_name, pair, detail) => {
    expect(await of(at(first, await pair()))).toEqual([
      'failed',
      'client-cert-rejected',
      expect.stringMatching(detail),
    ]);
  });
});

test('18, 19: each protocol on the port of the other', async () => {
  const plain = await Dockerd.start({});
  all.push(plain);
  expect(await of(tlsTarget(lab, plain.port))).toEqual(['failed', 'not-tls', expect.anything()]);
  expect(await of(plainTarget(first.port))).toEqual(['failed', 'tls-required', expect.stringMatching(/status 400/)]);
  const open = await probe(plainTarget(plain.port), OPTIONS);
  expect(open.warnings).toContain('without TLS: whoever reaches the port is root there');
  expect(open.warnings).toContainEqual(expect.stringMatching(/^the daemon says: .*API is accessible/));
});

test('the audit finds a daemon that speaks TLS and lets anybody in', async () => {
  const { ca, server } = lab;
  const open = await Dockerd.mutual(ca.cert, server, { tls: true, tlsverify: false });
  all.push(open);
  const answer = await probe(at(open), OPTIONS);
  expect(answer).toMatchObject({ state: 'connected', tls: { verifiesClients: false } });
  expect(answer.warnings).toContainEqual(expect.stringMatching(/^the daemon answers clients without certificate/));
});

test('dockerode behind the probe', async () => {
  expect(await runningContainers(at(first), OPTIONS)).toEqual([]);
  expect(await withDocker(at(first), OPTIONS, (docker) => docker.version())).toMatchObject({ Os: 'linux' });
});

test('a session is taken up, never past a restart with another certificate', async () => {
  const sessions = new SessionCache();
  const kept = createProbe({ sessions });
  const resumed = async () => (await kept(at(second), OPTIONS)).tls?.resumed;
  expect([await resumed(), await resumed(), await resumed()]).toEqual([false, true, true]);
  await second.stop();
  expect((await kept(at(second), OPTIONS)).reason).toBe('connection-refused');
  await second.run();
  expect([await resumed(), await resumed()]).toEqual([false, true]);
});

test('a daemon that is stopped, and one that stands still, in the middle of sweeps', async () => {
  const latest = new Map<string, string>();
  const changed: string[] = [];
  const lines: any[] = [];
  const targets = [first, second, expired].map((daemon, index) => ({
    ...at(daemon),
    id: String(index),
    name: `n${index}`,
  }));
  const sessions = new SessionCache();
  const sweep = createSweep({
    targets: () => targets,
    probe: createProbe({ sessions }),
    sessions,
    periodMs: 1500,
    deadlineMs: 1000,
    sink: ({ name }, { state, reason }: ProbeResult) => {
      if (latest.get(name) !== reason) changed.push(`${name} ${state} ${reason}`);
      latest.set(name, reason);
    },
    log: (line) => lines.push(line),
  });
  const until = async (name: string, reason: string) => {
    for (let i = 0; i < 200 && latest.get(name) !== reason; i++) await new Promise((done) => setTimeout(done, 50));
  };
  sweep.start();
  await until('n1', 'ok');
  await second.stop();
  await until('n1', 'connection-refused');
  await second.run();
  await until('n1', 'ok');
  second.freeze();
  await until('n1', 'timeout');
  second.thaw();
  await until('n1', 'ok');
  await sweep.stop();
  expect(changed.filter((line) => line.startsWith('n1'))).toEqual([
    'n1 connected ok',
    'n1 failed connection-refused',
    'n1 connected ok',
    'n1 failed timeout',
    'n1 connected ok',
  ]);
  expect(changed.filter((line) => !line.startsWith('n1')).sort()).toEqual([
    'n0 connected ok',
    'n2 failed server-cert-expired',
  ]);
  expect(lines.every(({ node }) => node !== 'n0')).toBe(true);
});
