import type { Client, ClientConfig, Pool, PoolClient } from 'pg';
import { sleep } from '../places';
import { type Database, guarded, type Queries } from './database';

const CONNECT_MS = 5_000;
/** Nothing that we ask takes so long, but for a database that is about to fail. */
const STATEMENT_MS = 15_000;
const CONNECTIONS = 8;
const RETRY_MS = 1_000;
/** Object identifier of bigint (`pg_type.oid`). Ours fit a number: identifiers, counts, milliseconds. */
const BIGINT = 20;

/** A PostgreSQL server by its URL. Connects at the first query. */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const config = {
    connectionString: url,
    application_name: 'gpulab health',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    // The server's own timeout does not help where the server is gone.
    query_timeout: STATEMENT_MS + CONNECT_MS,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
  const pool = new pg.Pool({ ...config, max: CONNECTIONS });
  // A connection that ends while nobody uses it is no news: the next query opens another.
  pool.on('error', () => {});
  return new Postgres(pool, () => new pg.Client(config));
}

class Postgres implements Database {
  readonly kind = 'postgres';
  private readonly closing = new AbortController();
  private readonly listening: Promise<void>[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly newClient: (config?: ClientConfig) => Client,
  ) {}

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await guarded(this.pool.query(sql, [...parameters]))).rows as Row[];
  }

  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const client = await guarded(this.pool.connect());
    let broken = false;
    try {
      await guarded(client.query('BEGIN'));
      const result = await work(queriesOf(client));
      await guarded(client.query('COMMIT'));
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async listen(channel: string, onMessage: (payload: string) => void, onGap: () => void): Promise<void> {
    const first = await guarded(this.hear(channel, onMessage));
    this.listening.push(this.stayTuned(first, () => this.hear(channel, onMessage), onGap));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.listening);
    await this.pool.end().catch(() => {});
  }

  /** A connection of its own, and its end. */
  private async hear(channel: string, onMessage: (payload: string) => void): Promise<Heard> {
    const client = this.newClient();
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', () => resolve());
    });
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    return { client, ended };
  }

  /** Listens anew for as long as we are open. */
  private async stayTuned(first: Heard, again: () => Promise<Heard>, onGap: () => void): Promise<void> {
    const { signal } = this.closing;
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    let heard: Heard | undefined = first;
    while (!signal.aborted) {
      if (heard) await Promise.race([heard.ended, stopped]);
      await heard?.client.end().catch(() => {});
      if (!signal.aborted) await sleep(RETRY_MS, signal);
      if (signal.aborted) return;
      heard = await again().catch(() => undefined);
      if (heard) onGap();
    }
    await heard?.client.end().catch(() => {});
  }
}

interface Heard {
  readonly client: Client;
  readonly ended: Promise<void>;
}

const queriesOf = (client: PoolClient): Queries => ({
  query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await guarded(client.query(sql, [...parameters]))).rows as Row[],
});
