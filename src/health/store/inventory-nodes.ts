import type { InventoryHost } from 'cdk8s-gpulab';
import { writeAudit } from './audit';
import type { Database, Queries } from './database';
import { notifyNodes } from './notify';

/** A host of the inventory that has a Docker endpoint, and the address that is dialled. */
export interface InventoryNode {
  readonly host: InventoryHost;
  readonly dockerAddress: string;
}

/** Any number, the same for all servers: one writes, the others wait and find that nothing is to be done. */
const LOCK = 44_061_011;

/**
 * Gives the hosts of the inventory rows beside those that people made, so that they have states, history and shares like
 * them. Their certificates and keys stay where the inventory says. Hosts that are not in the file any more are taken away.
 */
export function syncInventory(database: Database, nodes: readonly InventoryNode[]): Promise<void> {
  return database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const rows = nodes.map(rowOf);
    const changed = [...(await written(queries, rows)), ...(await goneOf(queries, rows))];
    for (const node of changed) {
      await writeAudit(queries, { actor: 'inventory', action: 'inventory', node, changed: [] });
    }
    await notifyNodes(queries, changed);
  });
}

const rowOf = ({ host, dockerAddress }: InventoryNode) => ({
  name: host.name,
  cpu: host.cpu ?? null,
  memory: host.memory ?? null,
  private_ip: host.address ?? null,
  gpu_name: host.gpus[0]?.product ?? host.gpus[0]?.model ?? null,
  gpu_count: host.gpus.reduce((sum, { count }) => sum + count, 0),
  docker_address: dockerAddress,
  use_tls: host.docker?.tls ?? true,
  server_name: host.docker?.serverName ?? null,
});
type Row = ReturnType<typeof rowOf>;

const NAMES = 'name, cpu, memory, private_ip, gpu_name, gpu_count, docker_address, use_tls, server_name';
const TYPES =
  'name text, cpu text, memory text, private_ip text, gpu_name text, gpu_count bigint, docker_address text, use_tls boolean, server_name text';

async function written(queries: Queries, rows: readonly Row[]): Promise<number[]> {
  const excluded = NAMES.split(', ').map((name) => `excluded.${name}`);
  const ids = await queries.query<{ id: number }>(
    `INSERT INTO node AS n (source, ${NAMES}) SELECT 'inventory', * FROM jsonb_to_recordset($1::jsonb) AS given(${TYPES})
     ON CONFLICT (name) WHERE source = 'inventory' AND deleted_at IS NULL
     DO UPDATE SET (${NAMES}) = ROW (${excluded}), revision = n.revision + 1, updated_at = health_now()
     WHERE (${NAMES.split(', ').map((name) => `n.${name}`)}) IS DISTINCT FROM (${excluded}) RETURNING id`,
    [JSON.stringify(rows)],
  );
  return ids.map(({ id }) => id);
}

async function goneOf(queries: Queries, rows: readonly Row[]): Promise<number[]> {
  const ids = await queries.query<{ id: number }>(
    `UPDATE node SET deleted_at = health_now(), revision = revision + 1
     WHERE source = 'inventory' AND deleted_at IS NULL AND NOT name = ANY($1::text[]) RETURNING id`,
    [rows.map(({ name }) => name)],
  );
  return ids.map(({ id }) => id);
}
