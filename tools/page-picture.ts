/**
 * `npx tsx tools/page-picture.ts [FILE] [WIDTHxHEIGHT] [LOCALE] [light|dark] [SELECTOR]`: a picture of the health server's page, as
 * docs/health.md shows it, with forty nodes that nobody dials. With a selector, after a click there.
 */
import { randomBytes } from 'node:crypto';
import { type Reason, stateOf } from '../src/health/reasons';
import { HealthServer } from '../src/health/server/health-server';
import { Tokens } from '../src/health/server/http/auth';
import { Store } from '../src/health/store';
import { digestOf } from '../src/health/store/states';
import { Vault } from '../src/health/store/vault';
import type { CertificateFacts, ProbeResult } from '../src/health/types';
import { startBrowser } from '../test/conformance/tools/browser';
import { buildPage } from './page';

const NODES = 40;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOKEN = randomBytes(32).toString('hex');
const REGIONS = ['Shanghai A', 'Shanghai B', 'Guangzhou', '北京'];
const GPUS = ['NVIDIA A100-SXM4-80GB', 'NVIDIA GeForce RTX 4090', 'NVIDIA L40S'];

/** What is not well: number of the node, since when, why, and what more is known. */
const TROUBLE: { readonly [node: number]: readonly [hoursAgo: number, reason: Reason, detail: string] } = {
  6: [2, 'connection-refused', 'tcp://10.0.0.6:2376: nothing listens there'],
  17: [5, 'server-cert-expired', "the daemon's certificate CN=gpu-017 expired 3 days ago"],
  28: [
    7,
    'client-cert-rejected',
    'the client certificate CN=checker expired 10 days ago; the daemon says: bad certificate',
  ],
  39: [10, 'hostname-mismatch', 'the certificate is for DNS:gpu-17.lab'],
  10: [50, 'secret-unreadable', 'file /srv/lab/certs/gpu-010.pem cannot be read (ENOENT)'],
  33: [150, 'not-configured', 'the node has no Docker address'],
};
const WARNINGS: { readonly [node: number]: readonly string[] } = {
  4: ['no nvidia runtime and no NVIDIA CDI device: containers cannot have GPUs'],
  12: ["the daemon's certificate expires in 9 days, on 2026-12-09"],
};

const certificate = (name: string, days: number): CertificateFacts => ({
  subject: `CN=${name}`,
  issuer: 'CN=lab',
  names: `DNS:${name}`,
  fingerprint: 'AA',
  validTo: new Date(Date.now() + days * DAY_MS).toISOString(),
  daysLeft: days,
});

const nameOf = (node: number): string => `gpu-${String(node).padStart(3, '0')}`;

/** What is found of a node at a time. */
function resultAt(node: number, hoursAgo: number): ProbeResult {
  const trouble = TROUBLE[node];
  const isBad = trouble && hoursAgo <= trouble[0];
  const wasDown = trouble && hoursAgo <= 18 && hoursAgo > 15;
  const [, reason, detail] = isBad ? trouble : ([0, wasDown ? 'timeout' : 'ok', 'Docker 29.1.2, API 1.52'] as const);
  const server = certificate(nameOf(node), node === 12 ? 9 : 60 + node * 5);
  const isWell = reason === 'ok';
  return {
    state: stateOf(reason),
    reason,
    detail,
    elapsedMs: 9,
    warnings: isWell ? (WARNINGS[node] ?? []) : [],
    ...(isWell && {
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', server, client: certificate('checker', 300) },
    }),
  } as ProbeResult;
}

/** Nodes with a history: the clock of the store is the only one that counts, and goes through the hours. */
async function fill(store: Store): Promise<void> {
  const clock = (hoursAgo: number) =>
    store.database.query(
      `CREATE OR REPLACE FUNCTION health_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       'SELECT clock_timestamp() - interval ''${hoursAgo} hours'''`,
    );
  await clock(200);
  for (let node = 1; node <= NODES; node++) {
    await store.nodes.create(
      {
        name: nameOf(node),
        region: REGIONS[node % REGIONS.length],
        publicIp: `203.0.113.${node}`,
        privateIp: `10.0.0.${node}`,
        gpuName: GPUS[node % GPUS.length],
        gpuCount: node % 2 === 0 ? 4 : 8,
        ...(TROUBLE[node]?.[1] !== 'not-configured' && { dockerAddress: `tcp://10.0.0.${node}:2376` }),
      },
      'admin',
    );
  }
  const times = [200, 18, 15, ...Object.values(TROUBLE).map(([hoursAgo]) => hoursAgo), 0].sort((a, b) => b - a);
  for (const hoursAgo of times) {
    await clock(hoursAgo);
    const found = Array.from({ length: NODES }, (_, index) => {
      const result = resultAt(index + 1, hoursAgo);
      return { id: index + 1, revision: 1, result, digest: digestOf(result) };
    });
    await store.states.record(found);
  }
}

async function main([
  file = 'docs/health-page.png',
  size = '1240x740',
  locale = 'en',
  scheme = 'light',
  click,
]: string[]) {
  await buildPage();
  const store = await Store.open({ folder: undefined }, Vault.of(randomBytes(32).toString('base64')));
  await fill(store);
  const server = await HealthServer.start({
    store,
    tokens: Tokens.of(TOKEN),
    host: '127.0.0.1',
    port: 0,
    retentionDays: 90,
    log: () => {},
    probe: async ({ id }) => resultAt(Number(id), 0),
  });
  const browser = await startBrowser();
  const [width, height] = size.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height }, locale, colorScheme: scheme as 'light' });
  await page.goto(server.url);
  await page.locator('#token').fill(TOKEN);
  await page.keyboard.press('Enter');
  await page.locator('#rows .strip').first().waitFor();
  await page.locator('#text').blur();
  if (click !== undefined) await page.locator(click).first().click();
  await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => {});
  await page.screenshot({ path: file });
  await browser.close();
  await server.stop();
}

main(process.argv.slice(2));
