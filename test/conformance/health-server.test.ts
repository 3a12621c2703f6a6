import type { ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Store } from '../../src/health/store';
import type { Database } from '../../src/health/store/database';
import { openPostgres } from '../../src/health/store/postgres';
import { Vault } from '../../src/health/store/vault';
import { TestServer, TOKEN, until } from '../src/health/support/api-client';
import { apiSuite } from '../src/health/support/api-suite';
import { docker } from '../src/health/support/docker';
import { type Lab, mutual, theLab } from '../src/health/support/lab';
import { sharesSuite } from '../src/health/support/shares-suite';
import { emptied, newKey, storeSuite } from '../src/health/support/store-suite';
import { healthProcess } from './tools/health-process';
import { Postgres } from './tools/postgres';

/** The health server on a real PostgreSQL; the suites are those of the embedded database. */

let lab: Lab;
let postgres: Postgres;
let database: Database;
beforeAll(async () => {
  lab = await theLab();
  postgres = await Postgres.start();
  database = await openPostgres(postgres.url);
});
afterAll(async () => {
  await database?.close();
  await postgres?.remove();
});

describe('store', () => storeSuite(() => database));
describe('leases', () => sharesSuite(() => database));
describe('API', () => apiSuite(() => database));

test('a dump of the database has no secret', async () => {
  const store = await Store.on(await emptied(database), Vault.of(newKey()));
  const secrets = { password: 'hunter2', clientKey: lab.client.key, clientCert: lab.client.cert, caCert: lab.ca.cert };
  await store.nodes.create({ name: 'gpu-07', publicIp: '10.0.0.7', privateIp: '10.0.0.7', ...secrets }, 'alice');
  const dump = postgres.dump();
  expect(dump).toContain('gpu-07');
  expect(dump).not.toMatch(/hunter2|PRIVATE KEY|BEGIN CERT/);
  for (const line of Object.values(secrets)
    .flatMap((text) => text.split('\n'))
    .filter((one) => one.length > 40)) {
    expect(dump).not.toContain(line);
  }
});

describe('two servers, many nodes', () => {
  const NODES = 60;
  const PERIOD_MS = 3_000;
  const seen = new Map<string, number[]>();
  let nodes: Server;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    nodes = createServer({ ...mutual(lab) }, (request, response) => {
      const { localAddress = '' } = request.socket;
      if (request.url === '/_ping') seen.set(localAddress, [...(seen.get(localAddress) ?? []), Date.now()]);
      docker()(request, response);
    });
    await new Promise<void>((resolve) => nodes.listen(0, '0.0.0.0', resolve));
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    nodes.closeAllConnections();
    nodes.close();
  });

  /** Times of looks since a moment, for each node. */
  const since = (moment: number) => [...seen.values()].map((times) => times.filter((at) => at >= moment));
  const later = (periods: number) => new Promise((done) => setTimeout(done, periods * PERIOD_MS));

  test('share evenly; one that is killed in the middle of a sweep is replaced; no node waits or is asked twice', async () => {
    const key = newKey();
    const store = await Store.on(await emptied(database), Vault.of(key));
    const { port } = nodes.address() as AddressInfo;
    const material = { caCert: lab.ca.cert, clientCert: lab.client.cert, clientKey: lab.client.key };
    for (let index = 0; index < NODES; index++) {
      const privateIp = `127.1.${index >> 8}.${index & 255}`;
      const node = { name: `n${index}`, publicIp: privateIp, privateIp, serverName: 'localhost', ...material };
      await store.nodes.create({ ...node, dockerAddress: `tcp://${privateIp}:${port}` }, 'alice');
    }
    const wanted = { url: postgres.url, key, token: TOKEN, periodMs: PERIOD_MS, deadlineMs: 2_000 };
    const servers = await Promise.all([healthProcess(wanted), healthProcess(wanted)]);
    children.push(...servers.map(({ child }) => child));
    await until(() => seen.size === NODES);
    await later(1);
    const settled = Date.now();
    const probes = await Promise.all(servers.map(probesOf));
    await later(3);
    const more = (await Promise.all(servers.map(probesOf))).map((count, index) => count - probes[index]);
    expect(Math.min(...more) / Math.max(...more)).toBeGreaterThan(0.8);
    servers[0].child.kill('SIGKILL');
    await later(3);
    const gaps = since(settled).map((times) => times.slice(1).map((at, index) => at - times[index]));
    expect(gaps).toHaveLength(NODES);
    expect(Math.max(...gaps.flat())).toBeLessThanOrEqual(2 * PERIOD_MS);
    expect(Math.min(...gaps.flat())).toBeGreaterThan(PERIOD_MS / 2);
    servers[1].child.kill('SIGTERM');
  });

  async function probesOf({ url }: { url: string }): Promise<number> {
    const text = await (await fetch(`${url}/metrics`, { headers: { 'x-token': TOKEN } })).text();
    const counts = text.match(/^gpulab_health_probe_duration_seconds_count\{.*\} (\d+)$/gm) ?? [];
    return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }
});

test('a database that is gone and comes back: answers say so (GPULAB4426), one line in the log, pages are told', async () => {
  const own = await openPostgres(postgres.url);
  await emptied(own);
  const api = await TestServer.start(own);
  const events = await api.events();
  const list = () => api.fetch('/computeNode/getComputeNodeList');
  const node = {
    name: 'a',
    publicIp: '10.0.0.1',
    privateIp: '10.0.0.1',
    dockerAddress: 'tcp://127.0.0.1:1',
    useTls: false,
  };
  await api.create(node);
  await postgres.stop();
  await until(async () => (await list()).status === 503);
  expect(await (await list()).json()).toEqual({
    code: 7,
    data: { error: 'GPULAB4426' },
    msg: 'the database cannot be reached',
  });
  expect((await api.fetch('/readyz')).status).toBe(503);
  expect((await api.fetch('/healthz')).status).toBe(200);
  await new Promise((done) => setTimeout(done, 500));
  await postgres.run();
  await until(async () => (await list()).status === 200 && (await api.fetch('/readyz')).status === 200);
  expect((await api.json('/readyz')).status).toBe('ok');
  await until(() => events.seen.some(({ event }) => event === 'gap'));
  expect(events.seen.some(({ event }) => event === 'gap')).toBe(true);
  const words = api.log.map(({ msg }) => msg).filter((msg) => msg.startsWith('the database'));
  expect(words).toEqual(['the database cannot be used', 'the database can be used again']);
  await api.create({ ...node, name: 'after' });
  await until(() => events.seen.some(({ data }) => data.name === 'after'));
  expect(events.seen.some(({ data }) => data.name === 'after')).toBe(true);
  await api.stop();
  await own.close();
});
