import type { Queries } from './database';
import { COLUMNS, type Field, type NodeRecord, RECORD_COLUMNS, RECORD_TABLES, recordOf } from './node-record';

/** Which nodes, and which of them on one page. */
export interface NodeFilter {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Parts of the values of fields, whatever the case. */
  readonly parts?: { readonly [field in Field]?: string };
  readonly isOnShelf?: boolean;
  readonly state?: string;
  readonly reason?: string;
  readonly createdAt?: readonly [Date, Date];
  /** @default 'id' */
  readonly sort?: keyof typeof SORTS;
}

/** What needs somebody comes first. */
const BY_STATE = "CASE coalesce(s.state, 'unknown') WHEN 'failed' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END";
export const SORTS = {
  id: 'n.id',
  name: 'n.name, n.id',
  region: 'n.region NULLS LAST, n.name, n.id',
  state: `${BY_STATE}, n.name, n.id`,
  changedAt: 'coalesce(s.changed_at, n.created_at) DESC, n.id',
} as const;

export async function listNodes(queries: Queries, filter: NodeFilter): Promise<{ list: NodeRecord[]; total: number }> {
  const parameters: unknown[] = [];
  const conditions = ['n.deleted_at IS NULL'];
  const add = (condition: (place: string) => string, value: unknown) => {
    if (value === undefined) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  for (const [field, part] of Object.entries(filter.parts ?? {})) {
    add(
      (place) => `n.${COLUMNS[field as Field]} ILIKE ${place}`,
      part ? `%${part.replace(/[\\%_]/g, '\\$&')}%` : undefined,
    );
  }
  add((place) => `n.is_on_shelf = ${place}`, filter.isOnShelf);
  add((place) => `coalesce(s.state, 'unknown') = ${place}`, filter.state);
  add((place) => `coalesce(s.reason, 'not-tested') = ${place}`, filter.reason);
  add((place) => `n.created_at >= ${place}`, filter.createdAt?.[0]);
  add((place) => `n.created_at <= ${place}`, filter.createdAt?.[1]);
  const where = `FROM ${RECORD_TABLES} WHERE ${conditions.join(' AND ')}`;
  const [{ total }] = await queries.query<{ total: number }>(`SELECT count(*) AS total ${where}`, parameters);
  const rows = await queries.query(
    `SELECT ${RECORD_COLUMNS} ${where} ORDER BY ${SORTS[filter.sort ?? 'id']}
     LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}`,
    parameters,
  );
  return { list: rows.map(recordOf), total };
}
