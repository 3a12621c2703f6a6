import { createHash } from 'node:crypto';
import type { NodeState, ProbeResult } from '../types';
import type { Database } from './database';
import { CHANNEL } from './notify';

/** What was found of a node, to be written. */
export interface Found {
  readonly id: number;
  /** Of the node when it was dialled: what was found of an earlier one is thrown away. */
  readonly revision: number;
  readonly result: ProbeResult;
  readonly digest: string;
}

/** One change of state or reason. */
export interface StateChange {
  readonly node: number;
  readonly at: Date;
  readonly state: NodeState;
  readonly reason: string;
  readonly detail: string;
}

/** What is measured of a node. */
export interface NodeOverview {
  readonly id: number;
  readonly name: string;
  readonly region: string | null;
  readonly state: NodeState;
  readonly reason: string;
  /** When certificates end, ISO 8601; null where there is none. */
  readonly ends: { readonly server: string | null; readonly client: string | null };
}

/** What is stored beside state, reason and detail: what a person wants to see, without what differs each time. */
const factsOf = ({ tls, docker, warnings }: ProbeResult): object => {
  const { resumed, ...handshake } = tls ?? {};
  return { tls: tls && handshake, docker, warnings };
};

/** Equal for results of which only one need be written: how long it took, and whether a session was taken up, is no change. */
export function digestOf(result: ProbeResult): string {
  const { state, reason, detail } = result;
  return createHash('sha256')
    .update(JSON.stringify([state, reason, detail, factsOf(result)]))
    .digest('base64')
    .slice(0, 22);
}

/** PostgreSQL stores every character but these. One of a stranger's must not keep a batch from being written. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '') : value;

/** States of nodes and their history. */
export class States {
  constructor(private readonly database: Database) {}

  /**
   * Writes what was found, all of it in one statement, and tells every server of changes of state or reason. A node that was changed has
   * no state; where it is found as it was before, that is told, and is no new entry of its history.
   */
  async record(found: readonly Found[]): Promise<void> {
    const rows = found.map(({ id, revision, result, digest }) => ({
      id,
      revision,
      digest,
      state: result.state,
      reason: result.reason,
      detail: result.detail,
      elapsed_ms: result.elapsedMs,
      facts: factsOf(result),
    }));
    await this.database.query(
      `WITH found AS MATERIALIZED (
         SELECT f.*, n.name, s.state AS old_state, s.reason AS old_reason,
           (last.state, last.reason) IS NOT DISTINCT FROM (f.state, f.reason) AS is_known,
           coalesce(CASE WHEN (last.state, last.reason) = (f.state, f.reason) THEN last.at END, health_now()) AS at
         FROM jsonb_to_recordset($1::jsonb) AS f(id bigint, revision bigint, digest text, state text, reason text,
           detail text, elapsed_ms integer, facts jsonb)
         JOIN node n ON n.id = f.id AND n.revision = f.revision AND n.deleted_at IS NULL
         LEFT JOIN node_state s ON s.node = f.id
         LEFT JOIN LATERAL (SELECT c.state, c.reason, c.at FROM state_change c WHERE s.node IS NULL AND c.node = f.id
           ORDER BY c.at DESC, c.id DESC LIMIT 1) last ON true
         ORDER BY f.id FOR NO KEY UPDATE OF n
       ), written AS (
         INSERT INTO node_state AS s (node, state, reason, detail, elapsed_ms, facts, digest, changed_at, written_at)
         SELECT id, state, reason, detail, elapsed_ms, facts, digest, at, health_now() FROM found
         ON CONFLICT (node) DO UPDATE SET state = excluded.state, reason = excluded.reason, detail = excluded.detail,
           elapsed_ms = excluded.elapsed_ms, facts = excluded.facts, digest = excluded.digest, written_at = excluded.written_at,
           changed_at = CASE WHEN s.state = excluded.state AND s.reason = excluded.reason THEN s.changed_at
             ELSE excluded.changed_at END
       ), changed AS (
         SELECT * FROM found WHERE (old_state, old_reason) IS DISTINCT FROM (state, reason)
       ), remembered AS (
         INSERT INTO state_change (node, at, state, reason, detail) SELECT id, at, state, reason, detail FROM changed
           WHERE NOT is_known
       )
       SELECT pg_notify('${CHANNEL}', json_build_object('kind', 'state', 'id', id, 'name', name, 'state', state,
         'reason', reason, 'detail', left(detail, 500), 'at', at)::text) FROM changed`,
      [JSON.stringify(rows, storable)],
    );
  }

  /** Changes of some nodes, the newest first; also of those that were deleted, as long as they are kept. */
  history(
    nodes: readonly number[],
    options: { readonly since?: Date; readonly limit: number },
  ): Promise<StateChange[]> {
    return this.database.query<StateChange & object>(
      `SELECT c.node, c.at, c.state, c.reason, c.detail FROM unnest($1::bigint[]) AS wanted
       CROSS JOIN LATERAL (SELECT * FROM state_change WHERE node = wanted AND at >= $2 ORDER BY at DESC, id DESC LIMIT $3) c
       ORDER BY c.node, c.at DESC, c.id DESC`,
      [nodes, options.since ?? new Date(0), options.limit],
    );
  }

  /** Forgets changes that are older, but for the last of each node, which says since when it is as it is. Gives how many. */
  async prune(days: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM state_change c WHERE at < health_now() - make_interval(days => $1)
       AND EXISTS (SELECT FROM state_change newer WHERE newer.node = c.node AND (newer.at, newer.id) > (c.at, c.id))
       RETURNING id`,
      [days],
    );
    return rows.length;
  }

  /** Every node in what is measured of it. */
  overview(): Promise<NodeOverview[]> {
    return this.database.query<NodeOverview & object>(
      `SELECT n.id, n.name, n.region, coalesce(s.state, 'unknown') AS state, coalesce(s.reason, 'not-tested') AS reason,
         json_build_object('server', s.facts #> '{tls,server,validTo}', 'client', s.facts #> '{tls,client,validTo}') AS ends
       FROM node n LEFT JOIN node_state s ON s.node = n.id WHERE n.deleted_at IS NULL ORDER BY n.id`,
    );
  }
}
