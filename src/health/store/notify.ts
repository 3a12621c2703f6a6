import type { Queries } from './database';

/** The channel on which servers of one database hear of changes. */
export const CHANNEL = 'gpulab_health';

/** What is said on it: a node's state has changed, or a node itself was added, changed or taken away. */
export type Notice =
  | {
      readonly kind: 'state';
      readonly id: number;
      readonly name: string;
      readonly state: string;
      readonly reason: string;
      readonly detail: string;
      readonly at: string;
    }
  | { readonly kind: 'node'; readonly id: number };

/** Told when the transaction ends well. */
export async function notifyNodes(queries: Queries, ids: readonly number[]): Promise<void> {
  await queries.query(
    `SELECT pg_notify('${CHANNEL}', json_build_object('kind', 'node', 'id', id)::text) FROM unnest($1::bigint[]) AS id`,
    [ids],
  );
}
