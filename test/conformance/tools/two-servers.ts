import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Store } from '../../../src/health/store';
import { openPostgres } from '../../../src/health/store/postgres';
import { Vault } from '../../../src/health/store/vault';
import { TOKEN } from '../../src/health/support/api-client';
import { docker } from '../../src/health/support/docker';
import { type Lab, mutual } from '../../src/health/support/lab';
import { newKey } from '../../src/health/support/store-suite';
import { healthProcess } from './health-process';

/** What was seen, at the nodes' side, of two servers that share a database, and of which one is killed in the middle of a sweep. */
interface Seen {
  /** Of each server, while both lived. */
  readonly looks: readonly number[];
  /** Between two looks at a node, ms, for each node. */
  readonly gaps: readonly (readonly number[])[];
}

interface Wanted {
  readonly lab: Lab;
  readonly url: string;
  readonly nodes: number;
  readonly periodMs: number;
}

export async function twoServers(wanted: Wanted): Promise<Seen> {
  const { lab, url, periodMs } = wanted;
  const later = (periods: number) => new Promise((done) => setTimeout(done, periods * periodMs));
  const seen = new Map<string, number[]>();
  const nodes = createServer(mutual(lab), (request, response) => {
    const { localAddress = '' } = request.socket;
    if (request.url === '/_ping') seen.set(localAddress, [...(seen.get(localAddress) ?? []), performance.now()]);
    docker()(request, response);
  });
  await new Promise<void>((resolve) => nodes.listen(0, '0.0.0.0', resolve));
  const key = newKey();
  await addNodes(wanted, key, (nodes.address() as AddressInfo).port);
  const start = () => healthProcess({ url, key, token: TOKEN, periodMs, deadlineMs: (periodMs * 2) / 3 });
  const servers = await Promise.all([start(), start()]);
  try {
    // Both have seen a whole round of each other.
    await later(1.5);
    const [settled, before] = [performance.now(), await looksOf(servers)];
    await later(2);
    const looks = (await looksOf(servers)).map((count, index) => count - before[index]);
    servers[0].child.kill('SIGKILL');
    await later(3);
    const gaps = [...seen.values()].map((all) => {
      const times = all.filter((at) => at >= settled);
      return times.slice(1).map((at, index) => at - times[index]);
    });
    return { looks, gaps };
  } finally {
    for (const { child } of servers) child.kill('SIGKILL');
    nodes.closeAllConnections();
    nodes.close();
  }
}

/** Nodes at addresses of their own, behind one port. */
async function addNodes({ lab, url, nodes }: Wanted, key: string, port: number): Promise<void> {
  const store = await Store.on(await openPostgres(url), Vault.of(key));
  const material = { caCert: lab.ca.cert, clientCert: lab.client.cert, clientKey: lab.client.key };
  for (let index = 0; index < nodes; index++) {
    const privateIp = `127.1.${index >> 8}.${index & 255}`;
    const node = { name: `n${index}`, publicIp: privateIp, privateIp, serverName: 'localhost', ...material };
    await store.nodes.create({ ...node, dockerAddress: `tcp://${privateIp}:${port}` }, 'alice');
  }
  await store.close();
}

/** Looks of each server so far. */
const looksOf = (servers: readonly { readonly url: string }[]): Promise<number[]> =>
  Promise.all(
    servers.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`, { headers: { 'x-token': TOKEN } })).text();
      const counts = text.match(/^gpulab_health_probe_duration_seconds_count\{.*\} (\d+)$/gm) ?? [];
      return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    }),
  );
