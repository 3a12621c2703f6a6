import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { HealthServer, type HealthServerOptions } from '../../../../src/health/server/health-server';
import { Tokens } from '../../../../src/health/server/http/auth';
import { Store } from '../../../../src/health/store';
import type { Database } from '../../../../src/health/store/database';
import { Vault } from '../../../../src/health/store/vault';
import { newKey } from './store-suite';

export const TOKEN = 'a-token-of-the-tests-0123456789';
export const PERIOD_MS = 1_000;

/** A server, its log, and words for asking it. */
export class TestServer {
  static async start(database: Database, more: Partial<HealthServerOptions> = {}): Promise<TestServer> {
    const log: any[] = [];
    // Tests share a database, so no server closes it.
    const kept = new Proxy(database, {
      get: (target, name) =>
        name === 'close'
          ? async () => {}
          : ((target[name as 'query'] as unknown as () => void)?.bind?.(target) ?? target[name as 'query']),
    });
    const server = await HealthServer.start({
      store: more.store ?? (await Store.on(kept, Vault.of(newKey()))),
      tokens: Tokens.of(`alice:${TOKEN}`),
      host: '127.0.0.1',
      port: 0,
      periodMs: PERIOD_MS,
      deadlineMs: 5_000,
      retentionDays: 90,
      log: (line) => log.push(line),
      ...more,
    });
    return new TestServer(server, log);
  }

  private constructor(
    readonly server: HealthServer,
    readonly log: readonly any[],
  ) {}

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.server.url + path, {
      ...init,
      headers: { 'x-token': TOKEN, 'accept-language': 'en', ...init.headers },
    });
  }

  /** The JSON of an answer. */
  async json(path: string, init: RequestInit = {}): Promise<any> {
    return (await this.fetch(path, init)).json();
  }

  send(method: string, path: string, body: unknown): Promise<any> {
    const headers = { 'content-type': 'application/json' };
    return this.json(path, { method, headers, body: JSON.stringify(body) });
  }

  create(node: object): Promise<any> {
    return this.send('POST', '/computeNode/createComputeNode', node);
  }

  /** Events as they come; `end` hangs up. */
  async events(): Promise<{ seen: { event: string; data: any }[]; end: () => void; closed: Promise<unknown> }> {
    const seen: { event: string; data: any }[] = [];
    const request = get(`${this.server.url}/events`, { headers: { 'x-token': TOKEN } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, at)) ?? [];
        if (event) seen.push({ event, data: JSON.parse(data) });
        text = text.slice(at + 2);
      }
    });
    response.on('error', () => {});
    return { seen, end: () => request.destroy(), closed: new Promise((resolve) => response.on('close', resolve)) };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** Waits until something holds, for at most a minute: a machine may have other things to do. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 2400 && !(await holds()); i++) await new Promise((done) => setTimeout(done, 25));
}
