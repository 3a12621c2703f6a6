/**
 * `npx tsx bench/health.ts [PROBES]`: CPU of one probe over mutual TLS with ECDSA certificates: with a full handshake, and with a session
 * taken up. The daemons are one process of their own, so that only the checker's share is counted, and theirs apart.
 *
 * `npx tsx bench/health.ts sweep NODES [ROUNDS]`: rounds of a sweep over addresses of 127/8, of which a tenth hangs and a tenth refuses.
 *
 * `npx tsx bench/health.ts server NODES [PERIODS]`: the same by the server, with its store in a folder.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProbe, SessionCache } from '../src/health/probe';
import { HealthServer } from '../src/health/server/health-server';
import { Tokens } from '../src/health/server/http/auth';
import { Store } from '../src/health/store';
import { Vault } from '../src/health/store/vault';
import { createSweep, PERIOD_MS } from '../src/health/sweep';
import type { Probe } from '../src/health/types';
import { docker, https, tcp } from '../test/src/health/support/docker';
import { type Lab, mutual, theLab, tlsTarget } from '../test/src/health/support/lab';

const PROBES = 1000;
const AT_ONCE = 16;
const DEADLINE_MS = 10_000;

/** CPU of this process in ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** In the child: a server that tells its port, and its CPU when asked. */
async function serve(): Promise<void> {
  // Also when the bench was killed: nobody else ends it.
  process.once('disconnect', () => process.exit());
  process.once('message', async (lab: Lab) => {
    const { port } = await https({ ...mutual(lab) }, docker(), 0, '0.0.0.0');
    process.on('message', () => process.send?.(cpuMs()));
    process.send?.(port);
  });
}

const ask = async (child: ChildProcess, message: object): Promise<number> => {
  child.send(message);
  return (await once(child, 'message'))[0] as number;
};

async function measure(probes: number): Promise<void> {
  const lab = await theLab();
  const child = fork(__filename, ['serve']);
  const { server, ca } = lab;
  const port = await ask(child, { server, ca: { cert: ca.cert } });
  const target = tlsTarget(lab, port);
  const sessions = new SessionCache();
  const kinds: { readonly [name: string]: Probe } = {
    'full handshake': createProbe(),
    'session taken up': createProbe({ sessions }),
  };
  for (const [name, probe] of Object.entries(kinds)) {
    await many(probe, probes / 4);
    const before = [performance.now(), cpuMs(), await ask(child, {})];
    await many(probe, probes);
    const after = [performance.now(), cpuMs(), await ask(child, {})];
    const [wall, ours, theirs] = after.map((value, index) => ((value - before[index]) / probes).toFixed(2));
    process.stdout.write(`${name.padEnd(18)}${ours} ms of CPU a probe, daemon ${theirs} ms, ${wall} ms on the clock\n`);
  }
  child.kill();

  async function many(probe: Probe, count: number): Promise<void> {
    let left = count;
    const worker = async () => {
      while (left-- > 0) {
        const { state, detail } = await probe(target, { deadlineMs: DEADLINE_MS });
        if (state !== 'connected') throw new Error(detail);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
}

/** Daemons at addresses of 127/8. */
async function daemons(nodes: number) {
  const lab = await theLab();
  const child = fork(__filename, ['serve']);
  const { server, ca } = lab;
  const port = await ask(child, { server, ca: { cert: ca.cert } });
  const hanging = await tcp(() => {}, '0.0.0.0');
  const addresses = Array.from({ length: nodes }, (_, index) => {
    const host = `127.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    return `tcp://${host}:${[hanging.port, REFUSING_PORT][index % 10] ?? port}`;
  });
  return { lab, child, addresses };
}

/** Rounds over many nodes at one server; each says what it took. */
async function sweep(nodes: number, rounds: number): Promise<void> {
  const { lab, child, addresses } = await daemons(nodes);
  const targets = addresses.map((address, index) => {
    const target = tlsTarget(lab, address, {}, { serverName: 'localhost' });
    return { ...target, id: String(index), name: `n${index}` };
  });
  const sessions = new SessionCache();
  let before = [cpuMs(), await ask(child, {})];
  const running = createSweep({
    targets: () => targets,
    probe: createProbe({ sessions }),
    sessions,
    sink: () => {},
    log: () => {},
    onRound: async ({ elapsedMs, connected, failed, unknown, mostAtOnce }) => {
      const after = [cpuMs(), await ask(child, {})];
      const [ours, theirs] = after.map((value, index) => ((value - before[index]) / 1000).toFixed(1));
      before = after;
      const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
      process.stdout.write(
        `${connected} connected, ${failed} failed, ${unknown} unknown in ${(elapsedMs / 1000).toFixed(1)} s; CPU ${ours} s, ` +
          `daemon ${theirs} s; at most ${mostAtOnce} at once; ${memory} MiB\n`,
      );
      if (--rounds > 0) return;
      await running.stop();
      process.exit();
    },
  });
  running.start();
}

/** Periods of a server over many nodes; each says what was found, what it took, and what was written. */
async function serverPeriods(nodes: number, periods: number): Promise<void> {
  const { lab, child, addresses } = await daemons(nodes);
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-bench-'));
  const store = await Store.open({ folder }, Vault.of(randomBytes(32).toString('base64')));
  const material = {
    caCert: lab.ca.cert,
    clientCert: lab.client.cert,
    clientKey: lab.client.key,
    serverName: 'localhost',
  };
  for (const [index, dockerAddress] of addresses.entries()) {
    await store.nodes.create(
      { name: `n${index}`, publicIp: '10.0.0.1', privateIp: '10.0.0.1', dockerAddress, ...material },
      'x',
    );
  }
  let looks = 0;
  let written = 0;
  let lateMs = 0;
  const record = store.states.record.bind(store.states);
  store.states.record = (found) => {
    written += found.length;
    return record(found);
  };
  const kept = createProbe({ sessions: new SessionCache() });
  const server = await HealthServer.start({
    store,
    tokens: Tokens.of(randomBytes(32).toString('hex')),
    host: '127.0.0.1',
    port: 0,
    retentionDays: 90,
    log: () => {},
    probe: (target, options) => {
      looks++;
      return kept(target, options);
    },
  });
  const lag = setInterval(() => {
    lateMs = Math.max(lateMs, server.lagMs);
  }, 250);
  for (let period = 0; period < periods; period++) {
    const before = [cpuMs(), await ask(child, {})];
    [looks, written, lateMs] = [0, 0, 0];
    await new Promise((done) => setTimeout(done, PERIOD_MS));
    const after = [cpuMs(), await ask(child, {})];
    const [ours, theirs] = after.map((value, index) => ((value - before[index]) / 1000).toFixed(1));
    const counts = { connected: 0, failed: 0, unknown: 0 };
    for (const { state } of await store.states.overview()) counts[state]++;
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    process.stdout.write(
      `${looks} looks, ${written} written; ${counts.connected} connected, ${counts.failed} failed, ${counts.unknown} unknown; ` +
        `CPU ${ours} s, daemon ${theirs} s; at most ${(lateMs / 1000).toFixed(1)} s late; ${memory} MiB\n`,
    );
  }
  clearInterval(lag);
  await server.stop();
  rmSync(folder, { recursive: true });
  process.exit();
}

/** Nothing listens there. */
const REFUSING_PORT = 1;

const [mode, ...numbers] = process.argv.slice(2);
if (mode === 'serve') serve();
else if (mode === 'server') serverPeriods(Number(numbers[0] ?? 4000), Number(numbers[1] ?? 3));
else if (mode === 'sweep') sweep(Number(numbers[0] ?? 4000), Number(numbers[1] ?? 2));
else measure(Number(mode ?? PROBES));
