import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { HealthServer } from '../../../src/health/server/health-server';
import { Tokens } from '../../../src/health/server/http/auth';
import { Store } from '../../../src/health/store';
import { Vault } from '../../../src/health/store/vault';

/** What a server in a process of its own is started with. */
interface Wanted {
  readonly url: string;
  readonly key: string;
  readonly token: string;
  readonly periodMs: number;
  readonly deadlineMs: number;
}

/** A health server that can be killed. */
export async function healthProcess(wanted: Wanted): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(__filename, ['serve'], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.send(wanted);
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}

/** In the child. */
async function serve(): Promise<void> {
  const [{ url, key, token, periodMs, deadlineMs }] = (await once(process, 'message')) as [Wanted];
  const store = await Store.open({ url }, Vault.of(key));
  const server = await HealthServer.start({
    store,
    tokens: Tokens.of(token),
    host: '127.0.0.1',
    port: 0,
    periodMs,
    deadlineMs,
    retentionDays: 90,
  });
  process.send?.(server.url);
  process.once('SIGTERM', () => server.stop().then(() => process.exit()));
}

if (process.argv[2] === 'serve') serve();
