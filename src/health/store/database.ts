/** Runs SQL: a database, or one transaction in it. Both kinds of database speak PostgreSQL's dialect. */
export interface Queries {
  /** Gives the rows. Parameters are `$1`, `$2`, ...; bigint comes as number, timestamptz as Date, jsonb as value. */
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A database that is open. Every method rejects with a `DatabaseError` and nothing else, but for what `work` throws. */
export interface Database extends Queries {
  readonly kind: 'embedded' | 'postgres';
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /**
   * Hears what `pg_notify` says on a channel.
   * @param onGap something may have been missed
   */
  listen(channel: string, onMessage: (payload: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}

/** What a database said, without its words: they may quote a value, and that may be a secret. */
export class DatabaseError extends Error {
  constructor(
    /** SQLSTATE, or errno of the connection, or the kind of error. */
    readonly code: string,
    /** `ERROR`, `FATAL`, `PANIC`; absent where the database said nothing itself. */
    readonly severity?: string,
  ) {
    super(`the database says ${code}`);
    this.name = 'DatabaseError';
  }
}

/** Wraps what a driver throws. */
export async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const { severity } = (error ?? {}) as { severity?: unknown };
    throw new DatabaseError(codeOf(error), typeof severity === 'string' ? severity : undefined);
  }
}

function codeOf(error: unknown): string {
  const { code, name, errors } = (error ?? {}) as { code?: unknown; name?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  // A host with several addresses: the first tells enough.
  if (Array.isArray(errors)) return codeOf(errors[0]);
  return typeof name === 'string' ? name : typeof error;
}
