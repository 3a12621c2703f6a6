import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../../src/health/server/http/auth';
import { Denials } from '../../../src/health/server/http/denials';
import type { Database } from '../../../src/health/store/database';
import { openEmbedded } from '../../../src/health/store/embedded';
import type { Probe } from '../../../src/health/types';
import { TestServer, TOKEN, until } from './support/api-client';

const METRICS_TOKEN = 'a-token-for-metrics-0123456789';

let database: Database;
let api: TestServer;
beforeAll(async () => {
  database = await openEmbedded(undefined);
  api = await TestServer.start(database, { metricsTokens: Tokens.of(`prometheus:${METRICS_TOKEN}`) });
}, 180_000);
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const statusOf = async (path: string, init: RequestInit = {}) => (await fetch(api.server.url + path, init)).status;

describe('a token for metrics', () => {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };

  test('reads metrics, as a token of an administrator does', async () => {
    expect(await statusOf('/metrics', { headers })).toBe(200);
    expect((await api.fetch('/metrics')).status).toBe(200);
  });

  test('opens nothing else, and signs nobody in', async () => {
    const { paths } = (await api.json('/openapi.json')) as { paths: { [path: string]: object } };
    const closed = ['/healthz', '/readyz', '/reasons', '/session', '/metrics'];
    for (const [path, methods] of Object.entries(paths).filter(([path]) => !closed.includes(path))) {
      for (const method of Object.keys(methods)) {
        expect([path, await statusOf(path, { method: method.toUpperCase(), headers })]).toEqual([path, 401]);
      }
    }
    const body = JSON.stringify({ token: METRICS_TOKEN });
    const signIn = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    expect(await statusOf('/session', signIn)).toBe(401);
  });
});

describe('the description of the API', () => {
  test('says who comes in, what each status means, and where its limits are', async () => {
    const { paths, components } = await api.json('/openapi.json');
    const operations = Object.entries<any>(paths).flatMap(([path, methods]) =>
      Object.values<any>(methods).map((operation) => ({ path, ...operation })),
    );
    const open = operations.filter(({ security }) => security?.length === 0).map(({ path }) => path);
    expect(open.sort()).toEqual(['/healthz', '/readyz', '/reasons', '/session', '/session']);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['createComputeNode', 'getAudit', 'deleteSession']));
    for (const { responses } of operations) {
      expect(JSON.stringify(responses)).not.toContain('Default Response');
      for (const answer of Object.values<any>(responses)) expect(Object.keys(answer.content)).toHaveLength(1);
    }
    expect(Object.keys(paths['/computeNode/createComputeNode'].post.responses)).toEqual([
      '200',
      '400',
      '401',
      '413',
      '415',
      '500',
      '503',
    ]);
    expect(Object.keys(paths['/events'].get.responses[200].content)).toEqual(['text/event-stream']);
    const pageSize = paths['/audit'].get.parameters.find(({ name }: any) => name === 'pageSize').schema;
    expect(pageSize).toEqual({ type: 'integer', minimum: 1, maximum: 1000 });
    expect(components.schemas).toMatchObject({ Node: { type: 'object' }, Failure: { type: 'object' } });
    for (const [, name] of JSON.stringify(paths).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(components.schemas).toHaveProperty(name);
    }
  });
});

describe('whoever guesses', () => {
  test('leaves one line a minute and a count, never a token; who signs in leaves a line', async () => {
    const guess = 'a-guess-of-a-token-0123456789';
    for (let i = 0; i < 40; i++) await statusOf('/audit', { headers: { 'x-token': guess } });
    const lines = api.log.filter(({ msg }) => msg === 'requests without a valid token');
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', lastFrom: '127.0.0.1', count: 1 })]);
    const [, count] = /^gpulab_health_denied_requests_total (\d+)$/m.exec(await (await api.fetch('/metrics')).text())!;
    expect(Number(count)).toBeGreaterThanOrEqual(40);
    expect((await api.send('POST', '/session', { token: TOKEN })).code).toBe(0);
    expect(api.log.at(-1)).toMatchObject({ level: 'info', msg: 'signed in', actor: 'alice' });
    expect(JSON.stringify(api.log)).not.toMatch(new RegExp(`${guess}|${TOKEN}`));
  });

  test('is told again after a minute, with how often it was', () => {
    const lines: object[] = [];
    const denials = new Denials(
      (line) => lines.push(line),
      () => {},
    );
    for (const now of [0, 1_000, 59_999, 60_000, 60_001]) denials.add('10.0.0.1', now);
    expect(lines).toMatchObject([{ count: 1 }, { count: 3 }]);
  });
});

test('a server that ends answers who waits for a test, with what is known of the node', async () => {
  let begun = false;
  const probe: Probe = (_target, { signal }) =>
    new Promise((resolve) => {
      begun = true;
      const result = { state: 'unknown', reason: 'aborted', detail: '', elapsedMs: 0, warnings: [] } as const;
      signal?.addEventListener('abort', () => resolve(result));
    });
  const other = await TestServer.start(database, { probe, store: (api.server as any).options.store });
  const node = { name: 'slow', publicIp: '10.0.0.1', privateIp: '10.0.0.1' };
  const answer = other.create(node);
  await until(() => begun && (other.server as any).tester.places.left < 32);
  await other.stop();
  expect(await answer).toMatchObject({ code: 0, data: { name: 'slow', health: { reason: 'not-tested' } } });
});

test('a server that ends refuses what it cannot answer any more, and what still comes (GPULAB4431)', async () => {
  const hanging = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const { port } = hanging.address() as AddressInfo;
  const probe: Probe = async () => ({ state: 'connected', reason: 'ok', detail: '', elapsedMs: 0, warnings: [] });
  const other = await TestServer.start(database, { probe, store: (api.server as any).options.store });
  const node = { name: 'hangs', publicIp: '10.0.0.1', privateIp: '10.0.0.1', useTls: false };
  const { ID } = (await other.create({ ...node, dockerAddress: `tcp://127.0.0.1:${port}` })).data;
  const asked = once(hanging, 'connection');
  const late = other.fetch(`/computeNode/deleteComputeNode?ID=${ID}`, { method: 'DELETE' });
  const [socket] = await asked;
  const ended = other.stop();
  await until(async () => (await other.fetch('/healthz')).status === 503);
  for (const answer of [await other.fetch('/healthz'), await late]) {
    expect([answer.status, answer.headers.get('connection')]).toEqual([503, 'close']);
    expect(await answer.json()).toEqual({ code: 7, data: { error: 'GPULAB4431' }, msg: 'the server is ending' });
  }
  await ended;
  socket.destroy();
  hanging.close();
});
