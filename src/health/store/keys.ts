import { SecretError } from '../secret';
import type { Database, Queries } from './database';
import { SECRET_COLUMNS } from './node-record';
import type { Vault } from './vault';

/** The store is encrypted with a key that is not here. */
export class WrongKeyError extends Error {
  constructor(readonly keyId: string) {
    super(`the store is encrypted with key ${keyId}`);
  }
}

/** Any number, the same for all servers. */
const LOCK = 44_061_012;

/**
 * Holds the key against that of the store before anything is written with it; the first server leaves its mark. A key that is given
 * before the store's own takes its place: every secret is encrypted anew.
 */
export function adoptKey(database: Database, vault: Vault): Promise<void> {
  return database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [setting] = await queries.query<{ value: string }>("SELECT value FROM setting WHERE name = 'key'");
    if (setting && !vault.has(setting.value)) throw new WrongKeyError(setting.value);
    if (setting?.value === vault.keyId) return;
    if (setting) await rotate(queries, vault);
    await queries.query(
      "INSERT INTO setting (name, value) VALUES ('key', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [vault.keyId],
    );
  });
}

async function rotate(queries: Queries, vault: Vault): Promise<void> {
  for (const [field, column] of Object.entries(SECRET_COLUMNS)) {
    const rows = await queries.query<{ id: number; text: string }>(
      `SELECT id, ${column} AS text FROM node WHERE ${column} IS NOT NULL AND ${column} NOT LIKE $1 FOR UPDATE`,
      [`${vault.keyId}:%`],
    );
    for (const { id, text } of rows) {
      const place = `node ${id} ${field}`;
      try {
        await queries.query(`UPDATE node SET ${column} = $2 WHERE id = $1`, [
          id,
          vault.encrypt(vault.decrypt(text, place), place),
        ]);
      } catch (error) {
        // What nobody can read stays as it is: its node says so.
        if (!(error instanceof SecretError)) throw error;
      }
    }
  }
}
