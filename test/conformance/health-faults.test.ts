import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/health/store/database';
import { openEmbedded } from '../../src/health/store/embedded';
import { TestServer, TOKEN, until } from '../src/health/support/api-client';
import { wildRequests } from '../src/health/support/api-fuzz';
import { type Lab, theLab } from '../src/health/support/lab';
import { emptied, found } from '../src/health/support/store-suite';

/** The health server on the embedded database, on a disk of its own, when things go wrong. */

const SIZE = '128m';
const DAYS_MS = 20 * 24 * 60 * 60 * 1000;
const NODE = { name: 'gpu-07', publicIp: '10.0.0.7', privateIp: '10.0.0.7' };
const ADDRESS = { dockerAddress: 'tcp://127.0.0.1:1', useTls: false };

let lab: Lab;
let disk: string;
let database: Database;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', note).on('uncaughtException', note);
  lab = await theLab();
  disk = mkdtempSync(join(tmpdir(), 'gpulab-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', disk], { encoding: 'utf8' });
  // Nothing is skipped: a small disk needs the right to mount one.
  if (mounted.status !== 0) throw new Error(`no small disk, run as root: ${mounted.error?.message ?? mounted.stderr}`);
  database = await openEmbedded(join(disk, 'data'));
});
/** One that a failed test left running would look at the nodes of the next. */
const servers: TestServer[] = [];
const start = async (more: Parameters<typeof TestServer.start>[1] = {}) => {
  const server = await TestServer.start(await emptied(database), more);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
afterAll(async () => {
  await database?.close();
  spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
  process.off('unhandledRejection', note).off('uncaughtException', note);
  expect(uncaught).toEqual([]);
});

test('1,000 malformed requests: no crash, no secret, and every error in one form', async () => {
  const api = await start();
  const secrets = { password: 'hunter2', clientKey: lab.client.key, clientCert: lab.client.cert, caCert: lab.ca.cert };
  await api.create({ ...NODE, ...ADDRESS, useTls: true, ...secrets });
  const document = await api.json('/openapi.json');
  const statuses = new Map<number, number>();
  const said: string[] = [];
  await fc.assert(
    fc.asyncProperty(wildRequests(document, TOKEN), async ({ method, path, headers, body }) => {
      const answer = await fetch(api.server.url + path, { method, headers, body });
      const text = await answer.text();
      said.push(text);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect([200, 400, 401, 404, 405, 413, 415]).toContain(answer.status);
      if (answer.headers.get('content-type')?.startsWith('application/json') && path !== '/openapi.json') {
        const { code, data, msg } = JSON.parse(text);
        if (code === 7) expect([typeof data.error, typeof msg]).toEqual(['string', 'string']);
      }
    }),
    { numRuns: 1000 },
  );
  // All kinds of answers were met; a server that refuses everything would prove nothing.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 405]));
  expect((await api.json('/computeNode/getComputeNodeList')).code).toBe(0);
  const everything = JSON.stringify([said, api.log]);
  for (const secret of ['hunter2', TOKEN, 'PRIVATE KEY', 'BEGIN CERT']) expect(everything).not.toContain(secret);
});

test('no file of the database has a secret', async () => {
  const api = await start();
  const secrets = { password: 'hunter2-in-files', clientKey: lab.client.key };
  await api.create({ ...NODE, name: 'a-name-in-files', ...secrets, clientCert: lab.client.cert });
  await database.query('CHECKPOINT');
  const files = readdirSync(disk, { recursive: true, encoding: 'utf8' }).map((name) => join(disk, name));
  const bytes = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'));
  const has = (text: string) => bytes.some((content) => content.includes(text));
  expect(has('a-name-in-files')).toBe(true);
  expect(has('hunter2-in-files')).toBe(false);
  for (const line of lab.client.key.split('\n').filter((one) => one.length > 40)) expect(has(line)).toBe(false);
});

/** Leaves no byte. */
function fill(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'fill'), Buffer.alloc(bavail * bsize));
}

test('a full disk: what cannot be written is refused (GPULAB4426), and goes on when there is room', async () => {
  const api = await start();
  await api.create({ ...NODE, ...ADDRESS });
  fill();
  const big = { ...NODE, remark: 'x'.repeat(1000), clientKey: lab.client.key, clientCert: lab.client.cert };
  let refused: any;
  for (let i = 0; i < 2000 && refused?.code !== 7; i++) refused = await api.create(big);
  expect(refused).toMatchObject({ code: 7, data: { error: 'GPULAB4426' } });
  expect((await api.fetch('/healthz')).status).toBe(200);
  rmSync(join(disk, 'fill'));
  await until(async () => (await api.create(big)).code === 0);
  await until(async () => (await api.fetch('/readyz')).status === 200);
  expect((await api.fetch('/readyz')).status).toBe(200);
});

test('a full disk that ends the database itself: it is opened anew, and nothing that was told is lost', async () => {
  await emptied(database);
  await database.query('CREATE TABLE kept (id integer)');
  await database.query('INSERT INTO kept VALUES (7)');
  fill();
  // The log of the database needs room even for what is thrown away.
  const more = () => database.query("SELECT pg_logical_emit_message(true, 'x', repeat('x', 1000000))");
  let error: any;
  for (let i = 0; i < 60 && error?.severity !== 'PANIC'; i++) error = await more().catch((thrown) => thrown);
  expect(error).toMatchObject({ code: '53100', severity: 'PANIC' });
  rmSync(join(disk, 'fill'));
  expect(await database.query('SELECT id FROM kept')).toEqual([{ id: 7 }]);
});

test('the clock jumps, that of the database with it: nodes are looked at as before', async () => {
  let looks = 0;
  const api = await start({
    probe: async () => {
      looks++;
      return found({ state: 'connected', reason: 'ok' });
    },
  });
  await api.create({ ...NODE, ...ADDRESS });
  const now = Date.now.bind(Date);
  for (const jumpMs of [DAYS_MS, -DAYS_MS]) {
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + jumpMs);
    const before = looks;
    await until(() => looks >= before + 2);
    expect(looks).toBeGreaterThanOrEqual(before + 2);
    expect((await api.json('/computeNode/getComputeNodeList')).code).toBe(0);
    clock.mockRestore();
  }
});

test('memory stays flat over 100 sweeps of 500 nodes', async () => {
  const NODES = 500;
  const SWEEPS = 100;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let looks = 0;
  await start({
    periodMs: 120,
    deadlineMs: 100,
    // A tenth changes each time, so that there is something to write.
    probe: async ({ id }) => {
      const isWell = (looks++ + Number(id)) % 10 > 0;
      return found(isWell ? { state: 'connected', reason: 'ok' } : {});
    },
    log: () => {},
  });
  await database.query(
    `INSERT INTO node (name, public_ip, private_ip, docker_address, use_tls)
     SELECT 'n' || i, '10.0.0.1', '10.0.0.1', 'tcp://127.0.0.1:1', false FROM generate_series(1, ${NODES}) i`,
  );
  const heapAfter = async (sweeps: number) => {
    const end = looks + sweeps * NODES;
    while (looks < end) await new Promise((done) => setTimeout(done, 50));
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  await heapAfter(10);
  const before = await heapAfter(SWEEPS / 2);
  const after = await heapAfter(SWEEPS / 2);
  expect(looks).toBeGreaterThan(SWEEPS * NODES);
  expect(after - before).toBeLessThan(8);
});
