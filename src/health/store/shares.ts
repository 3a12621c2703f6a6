import type { Database, Queries } from './database';

/** Nodes are divided into so many shares by their identifier. */
export const SHARES = 256;

/** Odd, and near 256 divided by the golden ratio: nodes that were added one after the other are due far from each other. */
const SCATTER = 159;

/** A share to be looked at now. */
export interface Claim {
  readonly share: number;
  readonly round: number;
  /** How long ago it was due. */
  readonly lateMs: number;
}

/** A node of a share that was claimed, with what is known of it. */
export interface ShareNode {
  readonly id: number;
  readonly revision: number;
  readonly share: number;
  /** Of the result that is stored; null before the first. */
  readonly digest: string | null;
}

/**
 * Leases of shares. Time is cut into rounds of one period by the database's clock, the same for every server. In each round a
 * share is due at a moment of its own, and whoever marks its row first, under `FOR UPDATE SKIP LOCKED`, has it for this round: so no
 * node is looked at twice in a round, whatever servers believe of each other.
 *
 * Who may come when it is due is a matter of preference only: the servers that were seen lately divide the shares by their number.
 * Everybody else may come a tenth of a period later. So a server that dies, hangs or is too slow is helped out in the same round.
 * A share that was taken and not finished is due a tenth of a period earlier in the next round, so that its nodes
 * wait for less than two periods. Where servers are overloaded, what waits longest comes first. After a clock was set back, rounds far ahead count as none.
 */
export class Shares {
  constructor(
    private readonly database: Database,
    private readonly server: string,
    private readonly periodMs: number,
  ) {}

  /** Says that this server lives, and takes what is due, at most so many shares. */
  claim(most: number): Promise<Claim[]> {
    const tenth = Math.floor(this.periodMs / 10);
    return this.database.query<Claim & object>(
      `WITH clock AS MATERIALIZED (
         SELECT ms, ms / $2::bigint AS round, ms % $2::bigint AS at
         FROM (SELECT floor(extract(epoch FROM health_now()) * 1000)::bigint AS ms) now
       ), alive AS (
         INSERT INTO server (id, seen_ms) SELECT $1, ms FROM clock
         ON CONFLICT (id) DO UPDATE SET seen_ms = excluded.seen_ms
       ), present AS (
         SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS servers
         FROM (SELECT id FROM server, clock WHERE abs(ms - seen_ms) < 2 * $3::bigint UNION SELECT $1) seen
       ), due AS (
         SELECT s.share, c.round, c.at - d.at AS late
         FROM share s, clock c, present p, LATERAL (
           SELECT $3::bigint + s.share * ${SCATTER} % ${SHARES} * ($2::bigint * 3 / 4) / ${SHARES}
             - CASE WHEN s.finished_round < c.round - 1 THEN $3::bigint ELSE 0 END AS at
         ) d
         WHERE p.id = $1 AND (s.claimed_round < c.round OR s.claimed_round > c.round + 1)
           AND c.at >= d.at + CASE WHEN s.share % p.servers = p.place THEN 0 ELSE $3::bigint END
         ORDER BY s.claimed_round, d.at LIMIT $4 FOR UPDATE OF s SKIP LOCKED
       )
       UPDATE share s SET claimed_round = due.round, claimed_by = $1
       FROM due WHERE s.share = due.share RETURNING s.share, due.round, due.late AS "lateMs"`,
      [this.server, this.periodMs, tenth, most],
    );
  }

  /** Says that every node of these shares was looked at. */
  async finish(claims: readonly Pick<Claim, 'share' | 'round'>[]): Promise<void> {
    await this.database.query(
      `UPDATE share s SET finished_round = f.round, finished_at = health_now()
       FROM (SELECT share, max(round) AS round FROM jsonb_to_recordset($1::jsonb) AS f(share integer, round bigint)
         GROUP BY share) f WHERE s.share = f.share`,
      [JSON.stringify(claims)],
    );
  }

  /** The nodes of shares. */
  nodes(shares: readonly number[]): Promise<ShareNode[]> {
    return this.database.query<ShareNode & object>(
      `SELECT n.id, n.revision, (n.id % ${SHARES})::integer AS share, s.digest
       FROM node n LEFT JOIN node_state s ON s.node = n.id
       WHERE n.deleted_at IS NULL AND n.id % ${SHARES} = ANY($1::bigint[]) ORDER BY n.id`,
      [shares],
    );
  }

  /** Gives back shares of which nothing was begun, and says farewell: others need not wait until this server is missed. */
  async leave(given: readonly Claim[]): Promise<void> {
    await this.database.query(
      'UPDATE share SET claimed_round = claimed_round - 1 WHERE claimed_by = $1 AND share = ANY($2::integer[])',
      [this.server, given.map(({ share }) => share)],
    );
    await this.database.query('DELETE FROM server WHERE id = $1', [this.server]);
  }
}

/** Forgets servers that were not seen for a day. */
export async function pruneServers(queries: Queries): Promise<void> {
  await queries.query("DELETE FROM server WHERE seen_ms < extract(epoch FROM health_now() - interval '1 day') * 1000");
}
