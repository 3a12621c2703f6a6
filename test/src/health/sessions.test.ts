import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createProbe, SessionCache } from '../../../src/health/probe';
import type { KeptSession } from '../../../src/health/probe/sessions';
import { closeServers, docker, https } from './support/docker';
import { type Lab, mutual, theLab, tlsTarget } from './support/lab';

let lab: Lab;
beforeAll(async () => {
  lab = await theLab();
});
afterEach(closeServers);

const OPTIONS = { deadlineMs: 5_000 };

describe.each(['TLSv1.3', 'TLSv1.2'] as const)('over %s', (version) => {
  test('a session is taken up, and what TLS shows stays the same', async () => {
    const seen: boolean[] = [];
    const { port } = await https({ ...mutual(lab), minVersion: version, maxVersion: version }, (request, response) => {
      if (request.url === '/_ping') seen.push((request.socket as TLSSocket).isSessionReused());
      docker()(request, response);
    });
    const probe = createProbe({ sessions: new SessionCache() });
    const [full, first, second] = [1, 2, 3].map(() => () => probe(tlsTarget(lab, port), OPTIONS));
    const answers = [await full(), await first(), await second()];
    expect(answers.map(({ tls }) => tls?.resumed)).toEqual([false, true, true]);
    expect(seen).toEqual([false, true, true]);
    expect(answers[2].tls?.server).toEqual(answers[0].tls?.server);
    expect(answers[2].docker).toEqual(answers[0].docker);
  });
});

test('a server that starts again, with another certificate, is looked at in full', async () => {
  const probe = createProbe({ sessions: new SessionCache() });
  const first = await https(mutual(lab));
  const target = tlsTarget(lab, first.port);
  await probe(target, OPTIONS);
  await closeServers();
  const expired = await lab.ca.server({ from: -9, to: -2 });
  const again = await https(mutual(lab, expired), docker(), first.port);
  expect(again.port).toBe(first.port);
  expect(await probe(target, OPTIONS)).toMatchObject({ state: 'failed', reason: 'server-cert-expired' });
});

test('other material, or another server name, takes up no session', async () => {
  const { port } = await https(mutual(lab));
  const probe = createProbe({ sessions: new SessionCache() });
  const resumed = async (...more: [Parameters<typeof tlsTarget>[2]?, Parameters<typeof tlsTarget>[3]?]) =>
    (await probe(tlsTarget(lab, port, ...more), OPTIONS)).tls?.resumed;
  expect([await resumed(), await resumed()]).toEqual([false, true]);
  expect(await resumed(await lab.ca.client())).toBe(false);
  expect(await resumed({}, { serverName: 'localhost' })).toBe(false);
  expect(await resumed()).toBe(true);
});

test('a failure ends the session, and its reason is that of a full handshake', async () => {
  const asked: boolean[] = [];
  let isWell = true;
  const { port } = await https(mutual(lab), (request, response) => {
    if (request.url === '/_ping') asked.push((request.socket as TLSSocket).isSessionReused());
    if (isWell) docker()(request, response);
    else response.writeHead(503).end();
  });
  const probe = createProbe({ sessions: new SessionCache() });
  const once = async () => (await probe(tlsTarget(lab, port), OPTIONS)).reason;
  expect(await once()).toBe('ok');
  isWell = false;
  expect([await once(), await once()]).toEqual(['daemon-error', 'daemon-error']);
  isWell = true;
  expect(await once()).toBe('ok');
  expect(asked).toEqual([false, true, false, false, false]);
});

describe('a session is offered', () => {
  const MINUTE = 60_000;
  let kept: KeptSession;
  beforeAll(() => {
    const server = new X509Certificate(lab.server.cert);
    kept = { session: Buffer.alloc(1), server, validUntil: 100 * MINUTE, verifiedAt: MINUTE };
  });
  const offered = (now: number, more: Partial<KeptSession> = {}) => {
    const cache = new SessionCache();
    cache.keep('node', { ...kept, ...more });
    return cache.offer('node', now) !== undefined && cache.offer('node', now) !== undefined;
  };

  test('until the chain must be verified anew', () => {
    expect(offered(MINUTE)).toBe(true);
    expect(offered(8 * MINUTE)).toBe(true);
    expect(offered(14 * MINUTE)).toBe(false);
  });

  test('not past the end of any certificate', () => {
    expect(offered(2 * MINUTE, { validUntil: 2 * MINUTE })).toBe(false);
    expect(offered(2 * MINUTE - 1, { validUntil: 2 * MINUTE })).toBe(true);
  });

  test('not when the clock was set back', () => {
    expect(offered(MINUTE - 1)).toBe(false);
  });

  test('nodes are not all due at once', () => {
    const cache = new SessionCache();
    for (let i = 0; i < 100; i++) cache.keep(`10.0.0.${i}:2376`, kept);
    const due = Array.from({ length: 100 }, (_, i) => cache.offer(`10.0.0.${i}:2376`, 11 * MINUTE)).filter(
      (one) => !one,
    );
    expect(due.length).toBeGreaterThan(20);
    expect(due.length).toBeLessThan(80);
  });
});
