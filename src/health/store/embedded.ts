import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { Places } from '../places';
import { type Database, DatabaseError, guarded, type Queries } from './database';
import { FolderLock } from './folder-lock';

/** Opening takes seconds of CPU: after a failure it is tried again no sooner. */
const REOPEN_MS = 10_000;
/** PostgreSQL's word for an end of the whole server, as when there is no room for its log. */
const PANIC = 'PANIC';

/** PostgreSQL inside this process, in a folder; without one in memory, for tests. */
export async function openEmbedded(folder: string | undefined): Promise<Database> {
  if (folder === undefined) return new Embedded(undefined, await guarded(Instance.start(undefined)), undefined);
  makeFolder(folder);
  const lock = FolderLock.take(folder);
  try {
    const data = join(folder, 'pgdata');
    return new Embedded(data, await guarded(Instance.start(data)), lock);
  } catch (error) {
    lock.free();
    throw error;
  }
}

/** Step by step: where nothing can be made, as in /proc, `mkdirSync` turns in a circle when it is to do all steps itself. */
function makeFolder(folder: string): void {
  const make = () => mkdirSync(folder, { mode: 0o700 });
  try {
    make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code === 'EEXIST') throw new DatabaseError('ENOTDIR');
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    make();
  }
}

/** The database of today: after a panic there is another. */
class Embedded implements Database {
  readonly kind = 'embedded';
  /** One after the other: nothing may wait inside an instance that panics, for it would be asked again. */
  private readonly place = new Places(1);
  private readonly listeners: Listener[] = [];
  private isClosed = false;
  private openedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly data: string | undefined,
    private instance: Instance | undefined,
    private readonly lock: FolderLock | undefined,
  ) {}

  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.use((instance) => instance.query<Row>(sql, parameters));
  }

  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.use((instance) => instance.transaction(work));
  }

  async listen(channel: string, onMessage: (payload: string) => void, onGap: () => void): Promise<void> {
    const listener = { channel, onMessage, onGap };
    await this.use((instance) => instance.listen(listener));
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    await this.place.take();
    await this.instance?.close();
    this.isClosed = true;
    this.lock?.free();
    this.place.free();
  }

  private async use<T>(work: (instance: Instance) => Promise<T>): Promise<T> {
    await this.place.take();
    try {
      if (this.isClosed) throw new DatabaseError('CLOSED');
      this.instance ??= await this.reopen();
      const { instance } = this;
      return await instance.run(work);
    } finally {
      if (this.instance?.isDead) this.instance = undefined;
      this.place.free();
    }
  }

  private async reopen(): Promise<Instance> {
    if (performance.now() - this.openedAt < REOPEN_MS) throw new DatabaseError(PANIC);
    this.openedAt = performance.now();
    const instance = await guarded(Instance.start(this.data));
    for (const listener of this.listeners) {
      await instance.listen(listener);
      listener.onGap();
    }
    return instance;
  }
}

interface Listener {
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onGap: () => void;
}

/** One run of the database. After a panic it must not be asked again, not even for a rollback: it would turn in a circle for ever. */
class Instance {
  static async start(dataDir: string | undefined): Promise<Instance> {
    const { PGlite } = await import('@electric-sql/pglite');
    const database = new PGlite({ dataDir });
    await database.waitReady;
    return new Instance(database);
  }

  isDead = false;
  private panic: (error: DatabaseError) => void = () => {};

  private constructor(private readonly database: PGlite) {}

  /**
   * Does one work at a time, and rejects when the database panics: the work itself then never ends. Not a race with one promise of the
   * panic, which would keep every answer until there is one.
   */
  run<T>(work: (instance: Instance) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.panic = reject;
      work(this).then(resolve, reject);
    });
  }

  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.ask(this.database, sql, parameters);
  }

  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    let thrown: { error: unknown } | undefined;
    const done = this.database.transaction(async (transaction) => {
      try {
        return await work({ query: (sql, parameters) => this.ask(transaction, sql, parameters) });
      } catch (error) {
        thrown = { error };
        throw error;
      }
    });
    return guarded(done).catch((error) => {
      throw thrown ? thrown.error : error;
    });
  }

  async listen({ channel, onMessage }: Listener): Promise<void> {
    await guarded(this.database.listen(channel, onMessage));
  }

  async close(): Promise<void> {
    if (!this.isDead) await this.database.close().catch(() => {});
  }

  private async ask<Row extends object>(
    database: PGlite | Transaction,
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      return (await guarded(database.query<Row>(sql, [...parameters]))).rows;
    } catch (error) {
      if ((error as DatabaseError).severity !== PANIC) throw error;
      this.isDead = true;
      this.panic(error as DatabaseError);
      // Whoever waits for this is told by the panic; in a transaction an answer would be followed by a rollback.
      return new Promise(() => {});
    }
  }
}
