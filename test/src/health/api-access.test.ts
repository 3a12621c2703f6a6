import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../../src/health/server/http/auth';
import type { Database } from '../../../src/health/store/database';
import { openEmbedded } from '../../../src/health/store/embedded';
import { TestServer } from './support/api-client';

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
    const closed = ['/healthz', '/readyz', '/reasons', '/metrics'];
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
