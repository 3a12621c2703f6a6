import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { probe } from '../../../src/health/probe';
import { Secret } from '../../../src/health/secret';
import { logFailure } from '../../../src/health/sweep-log';
import type { NodeTarget } from '../../../src/health/types';
import { closeServers, docker, http, https, tcp } from './support/docker';
import { type Lab, mutual, plainTarget, theLab, tlsTarget } from './support/lab';

/** Facts of acceptance (facts: compute-nodes.md 9), by number. 1 and 2 are those of hosts, 11 is in sweep.test.ts. */

const DEADLINE_MS = 5_000;
const run = (target: NodeTarget, deadlineMs = DEADLINE_MS) => probe(target, { deadlineMs });

let lab: Lab;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', note).on('uncaughtException', note);
  lab = await theLab();
});
afterAll(() => {
  process.off('unhandledRejection', note).off('uncaughtException', note);
});
afterEach(async () => {
  await closeServers();
  vi.unstubAllEnvs();
  // A rejection is told one turn later.
  await new Promise((done) => setTimeout(done, 20));
  expect(uncaught).toEqual([]);
});

test('3: a good node says its API version, cores, memory in bytes, and whether there is an nvidia runtime', async () => {
  const { port } = await https(mutual(lab));
  const answer = await run(tlsTarget(lab, port));
  expect(answer).toMatchObject({
    state: 'connected',
    docker: {
      apiVersion: '1.41',
      minApiVersion: '1.12',
      version: '20.10.24',
      os: 'linux',
      cpus: 128,
      memoryBytes: 1_099_511_627_776,
      runtimes: ['nvidia', 'runc'],
      nvidiaRuntime: true,
      cdiDevices: [],
      containersRunning: 3,
    },
    tls: {
      protocol: 'TLSv1.3',
      cipher: expect.stringContaining('TLS_'),
      server: {
        subject: 'CN=gpu-07',
        issuer: 'CN=lab CA',
        names: 'IP Address:127.0.0.1, DNS:localhost',
        daysLeft: 364,
      },
      client: { subject: 'CN=checker', daysLeft: 364 },
    },
    warnings: [],
  });
});

describe('3: what is not well with a good node', () => {
  test('no nvidia runtime is a warning; NVIDIA CDI devices are as good as one', async () => {
    const runtimes = { Runtimes: { runc: {} } };
    const without = await http(docker({ info: runtimes }));
    const { docker: facts, warnings, state } = await run(plainTarget(without.port));
    expect([state, facts?.nvidiaRuntime]).toEqual(['connected', false]);
    expect(warnings).toEqual([expect.stringContaining('without TLS'), expect.stringContaining('no nvidia runtime')]);
    const DiscoveredDevices = [{ Source: 'cdi', ID: 'nvidia.com/gpu=0' }, { Source: 'x', ID: 'y' }, null];
    const cdi = await run(plainTarget((await http(docker({ info: { ...runtimes, DiscoveredDevices } }))).port));
    expect(cdi.docker?.cdiDevices).toEqual(['nvidia.com/gpu=0']);
    expect(cdi.warnings).toEqual([expect.stringContaining('without TLS')]);
  });

  test('certificates that end soon, and an authority that does', async () => {
    const server = await lab.ca.server({ to: 9.5 });
    const { port } = await https(mutual(lab, server));
    const { warnings } = await run(tlsTarget(lab, port, await lab.ca.client({ to: 1.5 })));
    expect(warnings).toEqual([
      expect.stringMatching(/^the client certificate expires in 1 day, on \d{4}-\d\d-\d\d$/),
      expect.stringMatching(/^the daemon's certificate expires in 9 days/),
    ]);
  });

  test('a daemon that says itself that anybody may come in', async () => {
    const Warnings = [
      'WARNING: API is accessible on http://0.0.0.0:2375 without encryption.',
      'WARNING: No swap limit',
    ];
    const { port } = await http(docker({ info: { Warnings } }));
    const { warnings } = await run(plainTarget(port));
    expect(warnings).toContain(
      'the daemon says: WARNING: API is accessible on http://0.0.0.0:2375 without encryption.',
    );
    expect(warnings).toHaveLength(2);
  });

  test('with an audit: a daemon that answers clients without certificate, and one that does not', async () => {
    const audit = (port: number) => probe(tlsTarget(lab, port), { deadlineMs: DEADLINE_MS, audit: true });
    const open = await audit((await https(lab.server)).port);
    expect(open).toMatchObject({ state: 'connected', tls: { verifiesClients: false } });
    expect(open.warnings).toEqual([expect.stringContaining('answers clients without certificate (status 200)')]);
    const closed = await audit((await https(mutual(lab))).port);
    expect(closed).toMatchObject({ state: 'connected', tls: { verifiesClients: true }, warnings: [] });
  });

  test('fields of other types than those of Docker are absent', async () => {
    const info = { NCPU: '8', MemTotal: -1, Runtimes: ['nvidia'], Name: {}, DiscoveredDevices: 'x', Warnings: {} };
    const { port } = await http(docker({ info }));
    const { docker: facts, state } = await run(plainTarget(port));
    expect(state).toBe('connected');
    expect(facts).toMatchObject({ cpus: undefined, memoryBytes: undefined, runtimes: [], name: undefined });
  });

  test.each(['[]', '"x"', 'null', '{', ''])('%s is no /info', async (text) => {
    const { port } = await http((request, response) =>
      request.url === '/info' ? response.end(text) : docker()(request, response),
    );
    expect(await run(plainTarget(port))).toMatchObject({ state: 'failed', reason: 'not-docker' });
  });
});

test('4: each way to fail has a reason of its own', async () => {
  const { ca, otherCa, otherClient } = lab;
  const gone = await http(docker());
  await closeServers();
  const good = await https(mutual(lab));
  const reasonOf = async (target: NodeTarget) => (await run(target)).reason;
  const serverOf = async (pair: Awaited<ReturnType<typeof ca.server>>) => (await https(mutual(lab, pair))).port;
  expect({
    refused: await reasonOf(tlsTarget(lab, gone.port)),
    expired: await reasonOf(tlsTarget(lab, await serverOf(await ca.server({ from: -3, to: -2 })))),
    wrongCa: await reasonOf(tlsTarget(lab, await serverOf(await otherCa.server()))),
    wrongName: await reasonOf(tlsTarget(lab, await serverOf(await ca.server({ names: ['else.where'] })))),
    noClientCertificate: await reasonOf(tlsTarget(lab, good.port, { cert: null, key: null })),
    // Node's server just closes; the alert that dockerd sends is in the conformance run.
    otherClientCertificate: await reasonOf(tlsTarget(lab, good.port, otherClient)),
    tlsOnHttp: await reasonOf(tlsTarget(lab, (await http(docker())).port)),
  }).toEqual({
    refused: 'connection-refused',
    expired: 'server-cert-expired',
    wrongCa: 'unknown-ca',
    wrongName: 'hostname-mismatch',
    noClientCertificate: 'client-cert-required',
    otherClientCertificate: 'connection-reset',
    tlsOnHttp: 'not-tls',
  });
});

test('5: without an address, or with TLS and no certificates, nothing is known and no socket is opened', async () => {
  const { port, connections } = await tcp(() => {});
  for (const more of [{ address: undefined }, { useTls: true }]) {
    expect(await run({ ...plainTarget(port), ...more })).toMatchObject({ state: 'unknown', reason: 'not-configured' });
  }
  expect(connections()).toBe(0);
});

test('6: a server that refuses our certificate after the handshake of TLS 1.3 is never connected', async () => {
  const { port } = await https({ ...mutual(lab), minVersion: 'TLSv1.3' });
  const answer = await run(tlsTarget(lab, port, lab.otherClient));
  // The handshake was seen to succeed.
  expect(answer).toMatchObject({ state: 'failed', tls: { protocol: 'TLSv1.3', server: { subject: 'CN=gpu-07' } } });
});

test('7: a web server is no Docker, whether it answers a page, or OK without Api-Version', async () => {
  for (const body of ['<html></html>', 'OK']) {
    const { port } = await http((_, response) => response.end(body));
    expect(await run(plainTarget(port))).toMatchObject({ state: 'failed', reason: 'not-docker' });
  }
});

describe('8: time is up for whatever answers slowly, and no handle stays open', () => {
  const LENGTH = { 'Content-Length': '100', 'Api-Version': '1.41' };
  test.each([
    ['silence', () => tcp(() => {})],
    ['headers, then silence', () => http((_, response) => response.writeHead(200, LENGTH).flushHeaders())],
    [
      'a byte a second',
      () =>
        http((_, response) => {
          response.writeHead(200, LENGTH).flushHeaders();
          const timer = setInterval(() => response.write('O'), 1000);
          response.on('close', () => clearInterval(timer));
        }),
    ],
    [
      'a body that is cut',
      () =>
        http((_, response) => {
          response.writeHead(200, LENGTH).write('O');
          setTimeout(() => response.destroy(), 100);
        }),
    ],
  ])('%s', async (_name, listen) => {
    const before = handles();
    const { port } = await listen();
    const LIMIT_MS = 1500;
    const answer = await run(plainTarget(port), LIMIT_MS);
    expect(answer.state).toBe('failed');
    expect(answer.elapsedMs).toBeLessThan(LIMIT_MS + 500);
    await closeServers();
    await new Promise((done) => setTimeout(done, 50));
    expect(handles().filter((kind) => !before.includes(kind))).toEqual([]);
    expect(handles().length).toBeLessThanOrEqual(before.length);
  });
});

/** What keeps Node running. */
const handles = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => /TCP|TLS|Timeout|Pipe/.test(kind))
    .sort();

describe('9: a redirect is an answer, and nothing else', () => {
  test('to another port: that gets no request', async () => {
    const other = await http(docker());
    const { port } = await http((_, response) =>
      response.writeHead(302, { Location: `http://127.0.0.1:${other.port}/_ping` }).end(),
    );
    expect(await run(plainTarget(port))).toMatchObject({ state: 'failed', reason: 'redirect' });
    expect(other.connections()).toBe(0);
  });

  test.each(['http://127.0.0.1:1/', 'ftp://x/', '::', ''])('to "%s": the process lives on', async (location) => {
    const { port } = await http((_, response) => response.writeHead(302, { Location: location }).end());
    expect(await run(plainTarget(port))).toMatchObject({ state: 'failed', reason: 'redirect' });
  });
});

test("10: Docker's variables, and Node's, change nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-env-'));
  try {
    const { otherClient, otherCa } = lab;
    for (const [name, text] of Object.entries({
      'ca.pem': otherCa.cert,
      'cert.pem': otherClient.cert,
      'key.pem': otherClient.key,
    }))
      writeFileSync(join(folder, name), text);
    const other = await http(docker());
    vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${other.port}`);
    vi.stubEnv('DOCKER_CERT_PATH', folder);
    vi.stubEnv('DOCKER_TLS_VERIFY', '1');
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${other.port}`);
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${other.port}`);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const sent: string[] = [];
    const { port } = await https({ ...mutual(lab), rejectUnauthorized: false }, (request, response) => {
      sent.push(
        (request.socket as import('node:tls').TLSSocket).getPeerCertificate().subject?.CN?.toString() ?? 'none',
      );
      docker()(request, response);
    });
    expect(await run(tlsTarget(lab, port))).toMatchObject({ state: 'connected' });
    expect(await run(tlsTarget(lab, port, { cert: null, key: null }))).toMatchObject({ state: 'connected' });
    expect(sent).toEqual(['checker', 'checker', 'checker', 'none', 'none', 'none']);
    const wrong = await https(mutual(lab, await otherCa.server()));
    expect(await run(tlsTarget(lab, wrong.port))).toMatchObject({ reason: 'unknown-ca' });
    expect(other.connections()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('12: no secret comes out', () => {
  const SECRETS = /PRIVATE KEY|BEGIN CERT|hunter2/;

  test('of a target, however it is printed', () => {
    const target = tlsTarget(lab, 1);
    for (const text of [JSON.stringify(target), inspect(target, { depth: 9, showHidden: true }), `${target.key}`])
      expect(text).not.toMatch(SECRETS);
    expect(JSON.stringify(Secret.ofFile('/etc/key.pem'))).toBe('"***"');
  });

  test('of a password in an address, in result and log', async () => {
    for (const address of ['tcp://root:hunter2@gpu-07:2376', 'root:hunter2@gpu-07:2376', 'x://a:hunter2@b@c/']) {
      const target = { ...plainTarget(address) };
      const answer = await run(target);
      expect(answer.reason).toBe('bad-address');
      expect(JSON.stringify([answer, logFailure(target, answer)])).not.toMatch(SECRETS);
    }
  });

  test('of material that is wrong in any way', async () => {
    const { port } = await https(mutual(lab));
    const { client, otherClient } = lab;
    const damaged = fc.tuple(fc.constantFrom('ca', 'cert', 'key'), fc.nat(), fc.string({ maxLength: 3 }));
    const texts = { ca: lab.ca.cert, cert: client.cert, key: client.key };
    await fc.assert(
      fc.asyncProperty(damaged, async ([which, at, letters]) => {
        const text = texts[which as 'key'];
        const place = at % text.length;
        const material = { ...texts, [which]: text.slice(0, place) + letters + text.slice(place + 1) };
        const answer = await run(tlsTarget(lab, port, material));
        const said = JSON.stringify(answer);
        expect(said).not.toMatch(SECRETS);
        for (const line of [client.key, otherClient.key].flatMap((pem) =>
          pem.split('\n').filter((part) => part.length > 40),
        ))
          expect(said).not.toContain(line.slice(0, 30));
      }),
      { numRuns: 60 },
    );
  });
});

test('whatever bytes come back, there is an answer with words that can be printed', async () => {
  let bytes: Uint8Array = new Uint8Array();
  const { port } = await tcp((socket) => socket.end(bytes));
  const heads = fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n\r\nOK',
    'HTTP/1.1 302 x\r\nLocation: ',
  );
  await fc.assert(
    fc.asyncProperty(heads, fc.uint8Array({ maxLength: 200 }), async (head, more) => {
      bytes = Buffer.concat([Buffer.from(head), more]);
      const { state, detail, warnings } = await run(plainTarget(port), 1000);
      expect(state).toBe('failed');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
      for (const text of [detail, ...warnings]) expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }),
    { numRuns: 200 },
  );
});
