import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { type Database, guarded, type Queries } from './database';
import { FolderLock } from './folder-lock';

/** PostgreSQL inside this process, in a folder; without one in memory, for tests. */
export async function openEmbedded(folder: string | undefined): Promise<Database> {
  if (folder === undefined) return new Embedded(await guarded(start(undefined)), undefined);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = FolderLock.take(folder);
  try {
    return new Embedded(await guarded(start(join(folder, 'pgdata'))), lock);
  } catch (error) {
    lock.free();
    throw error;
  }
}

async function start(dataDir: string | undefined): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = new PGlite({ dataDir });
  await database.waitReady;
  return database;
}

class Embedded implements Database {
  readonly kind = 'embedded';

  constructor(
    private readonly database: PGlite,
    private readonly lock: FolderLock | undefined,
  ) {}

  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return queriesOf(this.database).query(sql, parameters);
  }

  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    let thrown: { error: unknown } | undefined;
    const done = this.database.transaction(async (transaction) => {
      try {
        return await work(queriesOf(transaction));
      } catch (error) {
        thrown = { error };
        throw error;
      }
    });
    return guarded(done).catch((error) => {
      throw thrown ? thrown.error : error;
    });
  }

  async listen(channel: string, onMessage: (payload: string) => void): Promise<void> {
    await guarded(this.database.listen(channel, onMessage));
  }

  async close(): Promise<void> {
    await this.database.close().catch(() => {});
    this.lock?.free();
  }
}

const queriesOf = (database: PGlite | Transaction): Queries => ({
  query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await guarded(database.query<Row>(sql, [...parameters]))).rows,
});
