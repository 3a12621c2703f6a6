import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Store } from '../../src/health/store';
import type { Database } from '../../src/health/store/database';
import { openPostgres } from '../../src/health/store/postgres';
import { Vault } from '../../src/health/store/vault';
import { TestServer, until } from '../src/health/support/api-client';
import { apiSuite } from '../src/health/support/api-suite';
import { type Lab, theLab } from '../src/health/support/lab';
import { sharesSuite } from '../src/health/support/shares-suite';
import { emptied, newKey, storeSuite } from '../src/health/support/store-suite';
import { Postgres } from './tools/postgres';
import { twoServers } from './tools/two-servers';

/** The health server on a real PostgreSQL; the suites are those of the embedded database. */

const NODES = 60;
/** For processes that have other things to do, too. */
const PERIOD_MS = 3_000;
/** How much later a busy machine may look; a share that is left once more is a whole period later. */
const LATE_MS = PERIOD_MS / 2;

let lab: Lab;
let postgres: Postgres;
let database: Database;
/** Takes its time, and goes on beside the suites. */
let experiment: ReturnType<typeof twoServers>;
beforeAll(async () => {
  lab = await theLab();
  postgres = await Postgres.start();
  database = await openPostgres(postgres.url);
  experiment = twoServers({ lab, url: await postgres.another('two'), nodes: NODES, periodMs: PERIOD_MS });
  experiment.catch(() => {});
});
afterAll(async () => {
  await experiment?.catch(() => {});
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

test('two servers share evenly; one that is killed in the middle of a sweep is replaced; no node waits or is asked twice', async () => {
  const { looks, gaps } = await experiment;
  expect(Math.min(...looks) / Math.max(...looks)).toBeGreaterThan(0.8);
  expect(gaps).toHaveLength(NODES);
  expect(Math.max(...gaps.flat())).toBeLessThanOrEqual(2 * PERIOD_MS + LATE_MS);
  expect(Math.min(...gaps.flat())).toBeGreaterThan(PERIOD_MS / 2);
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
