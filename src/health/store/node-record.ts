import type { NodeState, ProbeResult } from '../types';

/** Fields of a node as JSON has them, and their columns (facts: compute-nodes.md 2; `serverName` is ours). */
export const COLUMNS = {
  name: 'name',
  region: 'region',
  cpu: 'cpu',
  memory: 'memory',
  systemDisk: 'system_disk',
  dataDisk: 'data_disk',
  publicIp: 'public_ip',
  privateIp: 'private_ip',
  sshPort: 'ssh_port',
  username: 'username',
  gpuName: 'gpu_name',
  gpuCount: 'gpu_count',
  memoryCapacity: 'memory_capacity',
  hamiCore: 'hami_core',
  dockerAddress: 'docker_address',
  useTls: 'use_tls',
  serverName: 'server_name',
  isOnShelf: 'is_on_shelf',
  remark: 'remark',
} as const;
export type Field = keyof typeof COLUMNS;

/** Fields that go in and never come out. */
export const SECRET_COLUMNS = {
  password: 'password',
  caCert: 'ca_cert',
  clientCert: 'client_cert',
  clientKey: 'client_key',
} as const;
export type SecretField = keyof typeof SECRET_COLUMNS;

/** A change of one of them makes what was found before meaningless (facts: compute-nodes.md 3). */
export const DIAL_FIELDS: readonly (Field | SecretField)[] = [
  'dockerAddress',
  'useTls',
  'serverName',
  'caCert',
  'clientCert',
  'clientKey',
];

/** A value of a field; null where there is none. */
export type Value = string | number | boolean | null;

/** What somebody wants a node to be. Absent fields stay as they are; null and, of secrets, the empty text take the value away. */
export type NodeChange = { readonly [field in Field | SecretField]?: Value };

/** What a probe found, as it is stored. */
export interface StoredResult {
  readonly state: NodeState;
  readonly reason: ProbeResult['reason'];
  readonly detail: string;
  readonly elapsedMs: number;
  readonly tls?: ProbeResult['tls'];
  readonly docker?: ProbeResult['docker'];
  readonly warnings: readonly string[];
  /** Since when it is in this state for this reason. */
  readonly changedAt: Date;
  /** When it was last looked at; null before the first time. */
  readonly checkedAt: Date | null;
}

/** A node of the store, without its secrets. */
export interface NodeRecord {
  readonly id: number;
  readonly revision: number;
  readonly source: 'api' | 'inventory';
  readonly fields: { readonly [field in Field]: Value };
  /** Which secrets it has. */
  readonly has: { readonly [field in SecretField]: boolean };
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly result: StoredResult;
}

/** Columns of a node and its state, without secrets; tables `n`, `s` and `share`. */
export const RECORD_COLUMNS = [
  'n.id, n.revision, n.source, n.created_at, n.updated_at',
  ...Object.values(COLUMNS).map((column) => `n.${column}`),
  ...Object.values(SECRET_COLUMNS).map((column) => `n.${column} IS NOT NULL AS has_${column}`),
  's.state, s.reason, s.detail, s.elapsed_ms, s.facts, s.changed_at',
  'CASE WHEN s.node IS NOT NULL THEN greatest(s.written_at, share.finished_at) END AS checked_at',
].join(', ');

export const RECORD_TABLES =
  'node n LEFT JOIN node_state s ON s.node = n.id LEFT JOIN share ON share.share = n.id % 256';

/** A row of `RECORD_COLUMNS`. */
export function recordOf(row: any): NodeRecord {
  const values = <Key extends string, V>(columns: { readonly [key in Key]: string }, value: (column: string) => V) =>
    Object.fromEntries(Object.entries<string>(columns).map(([key, column]) => [key, value(column)])) as {
      [key in Key]: V;
    };
  return {
    id: row.id,
    revision: row.revision,
    source: row.source,
    fields: values(COLUMNS, (column): Value => row[column]),
    has: values(SECRET_COLUMNS, (column): boolean => row[`has_${column}`]),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    result: {
      state: row.state ?? 'unknown',
      reason: row.reason ?? 'not-tested',
      detail: row.detail ?? 'not looked at yet',
      elapsedMs: row.elapsed_ms ?? 0,
      warnings: [],
      ...row.facts,
      changedAt: row.changed_at ?? row.created_at,
      checkedAt: row.checked_at,
    },
  };
}
