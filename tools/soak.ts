/**
 * `npm run soak [MINUTES] [NODES]`: the health server on its embedded database, over real TLS, with a period of 3 s: nodes that are well, hang,
 * refuse and change, are added, changed and deleted, while pages come and go. Every minute a line; fails when memory grows.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HealthServer } from '../src/health/server/health-server';
import { Tokens } from '../src/health/server/http/auth';
import { Store } from '../src/health/store';
import { Vault } from '../src/health/store/vault';
import { docker, tcp } from '../test/src/health/support/docker';
import { mutual, theLab } from '../test/src/health/support/lab';

const PERIOD_MS = 3_000;
const DEADLINE_MS = 1_000;
const MINUTE_MS = 60_000;
const TOKEN = randomBytes(32).toString('hex');
/** Nothing listens there. */
const REFUSING_PORT = 1;
/** What a heap may grow by after the first quarter: caches of certificates and compiled code. */
const MOST_GROWTH_MIB = 24;

async function soak(minutes: number, nodes: number): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const lab = await theLab();
  let isWell = true;
  // Not the server of tests: that remembers every request.
  const server = createServer(mutual(lab), (request, response) => {
    // A daemon that is in trouble every other minute.
    if (!isWell && request.url === '/info') response.writeHead(500).end();
    else docker()(request, response);
  });
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: goodPort } = server.address() as AddressInfo;
  // It reads and says nothing: who does not read never sees that the other side is gone, and keeps every socket.
  const hanging = await tcp((socket) => socket.resume());
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-soak-'));
  const store = await Store.open({ folder }, Vault.of(randomBytes(32).toString('base64')));
  const health = await HealthServer.start({
    store,
    tokens: Tokens.of(TOKEN),
    host: '127.0.0.1',
    port: 0,
    periodMs: PERIOD_MS,
    deadlineMs: DEADLINE_MS,
    retentionDays: 1,
    log: () => {},
  });
  const ports = [hanging.port, REFUSING_PORT];
  const node = (index: number) => ({
    name: `n${index}`,
    publicIp: '10.0.0.1',
    privateIp: '10.0.0.1',
    dockerAddress: `tcp://127.0.0.1:${ports[index % 10] ?? goodPort}`,
    caCert: lab.ca.cert,
    clientCert: lab.client.cert,
    clientKey: lab.client.key,
  });
  const ids: number[] = [];
  for (let index = 0; index < nodes; index++) ids.push((await store.nodes.create(node(index), 'soak')).id);
  const heaps: number[] = [];
  const end = Date.now() + minutes * MINUTE_MS;
  for (let minute = 1; Date.now() < end; minute++) {
    await busyMinute(health.url, ids, node);
    isWell = !isWell;
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    heaps.push(heapUsed / 2 ** 20);
    process.stdout.write(
      `minute ${minute}: heap ${heaps.at(-1)!.toFixed(1)} MiB, all ${Math.round(rss / 2 ** 20)} MiB\n`,
    );
  }
  await health.stop();
  rmSync(folder, { recursive: true });
  const growth = heaps.at(-1)! - heaps[Math.floor(heaps.length / 4)];
  process.stdout.write(`the heap grew by ${growth.toFixed(1)} MiB after the first quarter\n`);
  process.exit(growth > MOST_GROWTH_MIB ? 1 : 0);
}

/** A minute of people: each second one node goes, another comes, a list is read, and a page listens for a moment. */
async function busyMinute(url: string, ids: number[], node: (index: number) => object): Promise<void> {
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { 'x-token': TOKEN, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    return (await answer.json()) as { code: number; data: any };
  };
  for (let second = 0; second < 60; second++) {
    const page = new AbortController();
    fetch(`${url}/events`, { headers: { 'x-token': TOKEN }, signal: page.signal }).catch(() => {});
    const gone = ids.shift();
    if (gone !== undefined) await ask('DELETE', `/computeNode/deleteComputeNode?ID=${gone}&confirm=true`);
    const { code, data } = await ask('POST', '/computeNode/createComputeNode', node(second));
    if (code !== 0) throw new Error(JSON.stringify(data));
    ids.push(data.ID);
    await ask('GET', '/computeNode/getComputeNodeList?pageSize=100');
    await new Promise((done) => setTimeout(done, 1000));
    page.abort();
  }
}

const [minutes, nodes] = process.argv.slice(2).map(Number);
soak(minutes ?? 60, nodes ?? 500);
