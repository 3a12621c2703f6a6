import type { Queries } from './database';

/** Who changed what. */
export interface Audit {
  /** Name of the token. */
  readonly actor: string;
  readonly action: 'create' | 'update' | 'delete' | 'inventory';
  readonly node: number;
  /** Names of the fields that were given; never their values. */
  readonly changed: readonly string[];
}

/** An entry as it is read. */
export interface AuditEntry extends Audit {
  readonly id: number;
  readonly at: Date;
  /** Of the node, at that time. */
  readonly name: string;
}

/** In the transaction of the change: neither is there without the other. */
export async function writeAudit(queries: Queries, { actor, action, node, changed }: Audit): Promise<void> {
  await queries.query(
    `INSERT INTO audit (actor, action, node, name, changed)
     SELECT $1, $2, id, name, $4::jsonb FROM node WHERE id = $3`,
    [actor, action, node, JSON.stringify(changed)],
  );
}

/** The newest first. */
export async function readAudit(queries: Queries, page: number, pageSize: number) {
  const list = await queries.query<AuditEntry>(
    'SELECT id, at, actor, action, node, name, changed FROM audit ORDER BY id DESC LIMIT $1 OFFSET $2',
    [pageSize, (page - 1) * pageSize],
  );
  const [{ total }] = await queries.query<{ total: number }>('SELECT count(*) AS total FROM audit');
  return { list, total };
}
