import { Secret } from '../secret';
import type { NodeTarget } from '../types';
import { type Audit, writeAudit } from './audit';
import type { Database, Queries } from './database';
import {
  COLUMNS,
  DIAL_FIELDS,
  type NodeChange,
  type NodeRecord,
  RECORD_COLUMNS,
  RECORD_TABLES,
  recordOf,
  SECRET_COLUMNS,
  type SecretField,
  type Value,
} from './node-record';
import { notifyNodes } from './notify';
import type { Vault } from './vault';

/** What a node's secret is bound to. */
const placeOf = (id: number, field: string): string => `node ${id} ${field}`;

/** Who has more of one name needs no longer list. */
const MOST_NAMESAKES = 5;

/** Nodes that people add, change and take away. */
export class Nodes {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  create(change: NodeChange, actor: string): Promise<NodeRecord> {
    return this.database.transaction(async (queries) => {
      const [{ id }] = await queries.query<{ id: number }>(
        "SELECT nextval(pg_get_serial_sequence('node', 'id')) AS id",
      );
      const columns = this.columnsOf(id, change);
      const names = ['id', ...columns.keys()];
      const places = names.map((_, index) => `$${index + 1}`);
      await queries.query(`INSERT INTO node (${names}) VALUES (${places})`, [id, ...columns.values()]);
      await this.told(queries, { actor, action: 'create', id, change });
      return (await find(queries, id))!;
    });
  }

  /** Changes what is given. Undefined where there is no such node of ours. */
  update(id: number, change: NodeChange, actor: string): Promise<NodeRecord | undefined> {
    return this.database.transaction(async (queries) => {
      const before = await find(queries, id, 'FOR UPDATE OF n');
      if (before?.source !== 'api') return undefined;
      const columns = this.columnsOf(id, change);
      const sets = [...columns.keys()].map((column, index) => `${column} = $${index + 2}, `).join('');
      await queries.query(`UPDATE node SET ${sets} revision = revision + 1, updated_at = health_now() WHERE id = $1`, [
        id,
        ...columns.values(),
      ]);
      if (DIAL_FIELDS.some((field) => differs(before, change, field))) {
        await queries.query('DELETE FROM node_state WHERE node = $1', [id]);
      }
      await this.told(queries, { actor, action: 'update', id, change });
      return (await find(queries, id))!;
    });
  }

  /** Takes nodes away. Their rows stay, hidden and without secrets. Gives those that there were. */
  remove(ids: readonly number[], actor: string): Promise<number[]> {
    return this.database.transaction(async (queries) => {
      const noSecrets = Object.values(SECRET_COLUMNS).map((column) => `${column} = NULL, `);
      const gone = await queries.query<{ id: number }>(
        `UPDATE node SET ${noSecrets.join('')} revision = revision + 1, deleted_at = health_now()
         WHERE id = ANY($1::bigint[]) AND deleted_at IS NULL AND source = 'api' RETURNING id`,
        [ids],
      );
      for (const { id } of gone) await this.told(queries, { actor, action: 'delete', id, change: {} });
      return gone.map(({ id }) => id);
    });
  }

  find(id: number): Promise<NodeRecord | undefined> {
    return find(this.database, id);
  }

  /** Other nodes of its name, the oldest first. */
  async namesakes(id: number): Promise<number[]> {
    const rows = await this.database.query<{ id: number }>(
      `SELECT n.id FROM node n JOIN node this ON this.name = n.name
       WHERE this.id = $1 AND n.id <> this.id AND n.deleted_at IS NULL ORDER BY n.id LIMIT ${MOST_NAMESAKES}`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** What is to be dialled, with secrets that are decrypted when they are asked for. */
  async targets(ids: readonly number[]): Promise<{ target: NodeTarget; revision: number; isOurs: boolean }[]> {
    const secrets = Object.values(SECRET_COLUMNS).join(', ');
    const rows = await this.database.query<any>(
      `SELECT id, revision, source, name, docker_address, use_tls, server_name, ${secrets}
       FROM node WHERE id = ANY($1::bigint[]) AND deleted_at IS NULL`,
      [ids],
    );
    return rows.map((row) => ({
      revision: row.revision,
      isOurs: row.source === 'api',
      target: {
        id: String(row.id),
        name: row.name,
        address: row.docker_address ?? undefined,
        useTls: row.use_tls,
        serverName: row.server_name ?? undefined,
        ca: this.secretOf(row, 'caCert'),
        cert: this.secretOf(row, 'clientCert'),
        key: this.secretOf(row, 'clientKey'),
      },
    }));
  }

  private secretOf(row: any, field: SecretField): Secret | undefined {
    const encrypted = row[SECRET_COLUMNS[field]];
    if (encrypted === null) return undefined;
    return Secret.of(`the store (${field})`, () => this.vault.decrypt(encrypted, placeOf(row.id, field)));
  }

  private columnsOf(id: number, change: NodeChange): Map<string, Value> {
    const columns = new Map<string, Value>();
    for (const [field, column] of Object.entries(COLUMNS)) {
      const value = change[field as keyof NodeChange];
      if (value !== undefined) columns.set(column, value);
    }
    for (const [field, column] of Object.entries(SECRET_COLUMNS)) {
      const value = change[field as keyof NodeChange];
      if (value === undefined) continue;
      columns.set(column, value ? this.vault.encrypt(String(value), placeOf(id, field)) : null);
    }
    return columns;
  }

  private async told(
    queries: Queries,
    { id, change, ...audit }: Pick<Audit, 'actor' | 'action'> & Told,
  ): Promise<void> {
    await writeAudit(queries, { ...audit, node: id, changed: Object.keys(change) });
    await notifyNodes(queries, [id]);
  }
}

interface Told {
  readonly id: number;
  readonly change: NodeChange;
}

async function find(queries: Queries, id: number, lock = ''): Promise<NodeRecord | undefined> {
  const rows = await queries.query(
    `SELECT ${RECORD_COLUMNS} FROM ${RECORD_TABLES} WHERE n.id = $1 AND n.deleted_at IS NULL ${lock}`,
    [id],
  );
  return rows.map(recordOf)[0];
}

/** Secrets that are given count as others: that they are the same cannot be seen without decrypting. */
function differs(before: NodeRecord, change: NodeChange, field: keyof NodeChange): boolean {
  if (change[field] === undefined) return false;
  if (Object.hasOwn(SECRET_COLUMNS, field)) return true;
  return (change[field] ?? null) !== before.fields[field as keyof typeof COLUMNS];
}
