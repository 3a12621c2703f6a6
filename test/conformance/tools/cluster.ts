import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ApiClient } from './api-client';
import type { Version } from './binaries';
import * as components from './components';
import { eventually } from './eventually';
import { ProcessGroup } from './processes';

/** What a test needs to talk to a cluster, as plain data: it goes from vitest's setup to its workers. */
export interface ClusterAccess {
  readonly version: Version;
  readonly server: string;
  readonly token: string;
  readonly certificate: string;
  readonly kubeconfig: string;
}

export interface Cluster {
  readonly access: ClusterAccess;
  /** Ends every process and removes every file of the cluster. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const READY_SECONDS = 90;

/** A whole control plane on loopback: storage, API server with RBAC, controllers, scheduler, fake kubelets. */
export async function startCluster(version: Version): Promise<Cluster> {
  for (let attempt = 1; ; attempt++) {
    const group = new ProcessGroup(`gpulab-cluster-${version}-`);
    try {
      const access = await bringUp(group, version);
      return { access, stop: () => group.stop() };
    } catch (error) {
      const portTaken = group.logged('address already in use');
      await group.stop();
      if (!portTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function bringUp(group: ProcessGroup, version: Version): Promise<ClusterAccess> {
  const ports = { etcd: await freePort(), peer: await freePort(), server: await freePort() };
  const server = `https://${components.HOST}:${ports.server}`;
  writeKeys(group);
  const tokens = writeTokens(group);
  components.startStorage(group, ports);
  components.startServer(group, version, ports);
  await until(group, 'a certificate', async () => existsSync(components.certificateFile(group)));
  for (const account of Object.keys(tokens) as components.Account[]) {
    writePrivate(components.kubeconfigFile(group, account), kubeconfig(server, group, tokens[account]));
  }
  const access = {
    version,
    server,
    token: tokens.admin,
    certificate: readFileSync(components.certificateFile(group), 'utf8'),
    kubeconfig: components.kubeconfigFile(group, 'admin'),
  };
  const client = new ApiClient(access);
  await until(group, 'the API server', async () => (await client.request('GET', '/readyz')).status === 200);
  components.startControllers(group, version);
  writePrivate(components.schedulerFile(group), components.schedulerConfiguration(group));
  components.startScheduler(group, version);
  components.startFakeKubelets(group);
  await until(group, 'the controllers', () => controllersHaveWorked(client));
  client.close();
  return access;
}

/** Pods need the default service account; the roles admin, edit and view are empty until a controller fills them. */
async function controllersHaveWorked(client: ApiClient): Promise<boolean> {
  const account = await client.request('GET', '/api/v1/namespaces/default/serviceaccounts/default');
  const roles = await Promise.all(
    ['admin', 'edit', 'view'].map((name) =>
      client.request('GET', `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`),
    ),
  );
  return account.status === 200 && roles.every(({ body }) => (body.rules ?? []).length > 0);
}

const until = (group: ProcessGroup, what: string, ready: () => Promise<boolean>): Promise<unknown> =>
  eventually(what, READY_SECONDS, async () => {
    group.mustRun();
    return (await ready().catch(() => false)) || undefined;
  });

function writeKeys(group: ProcessGroup): void {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  writePrivate(join(group.folder, 'accounts.key'), privateKey);
  writePrivate(join(group.folder, 'accounts.pub'), publicKey);
}

function writeTokens(group: ProcessGroup): Record<components.Account, string> {
  const entries = Object.entries(components.ACCOUNTS).map(([account, who]) => {
    return { account, token: randomBytes(16).toString('hex'), ...who };
  });
  const rows = entries.map(({ account, token, user, group: of }) => `${token},${user},${account},"${of}"\n`);
  writePrivate(join(group.folder, 'tokens.csv'), rows.join(''));
  return Object.fromEntries(entries.map(({ account, token }) => [account, token])) as Record<
    components.Account,
    string
  >;
}

const kubeconfig = (server: string, group: ProcessGroup, token: string): object => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'c', cluster: { server, 'certificate-authority': components.certificateFile(group) } }],
  users: [{ name: 'u', user: { token } }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
});

function writePrivate(file: string, content: string | object): void {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
}

/** Below the range from which systems give ports to outgoing connections: those come and go by themselves. */
const PORTS = { from: 20_000, to: 32_000 };

/** A port on loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, components.HOST, () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
