import type { Reason } from '../reasons';
import type { CertificateFacts, DockerFacts, NodeState } from '../types';

/** A node as the server answers it (docs/health.md); what the page reads of it. */
export interface ComputeNode {
  readonly ID: number;
  /** A node of the inventory is read-only. */
  readonly source: 'api' | 'inventory';
  readonly name: string;
  readonly region: string | null;
  readonly gpuName: string | null;
  readonly gpuCount: number | null;
  readonly memoryCapacity: number | null;
  readonly publicIp: string | null;
  readonly privateIp: string | null;
  readonly dockerAddress: string | null;
  readonly health: Health;
  /** Of a change that was just made. */
  readonly warnings?: readonly string[];
  readonly [field: string]: unknown;
}

/** What is known of its Docker endpoint. */
export interface Health {
  readonly state: NodeState;
  readonly reason: Reason;
  readonly detail: string;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly checkedAt: string | null;
  readonly warnings: readonly string[];
  readonly tls?: {
    readonly protocol?: string;
    readonly cipher?: string;
    readonly server?: CertificateFacts;
    readonly client?: CertificateFacts;
  };
  readonly docker?: Partial<DockerFacts>;
}

export interface StateChange {
  /** Of the node. */
  readonly ID: number;
  readonly at: string;
  readonly state: NodeState;
  readonly reason: Reason;
  readonly detail: string;
}

/** What needs somebody comes first; a warning needs somebody soon. */
export const rankOf = ({ health }: ComputeNode): number => {
  if (health.state === 'failed') return 0;
  if (health.state === 'unknown') return 1;
  return health.warnings.length > 0 ? 2 : 3;
};

const collator = new Intl.Collator('en', { numeric: true });

export const inOrder = (a: ComputeNode, b: ComputeNode): number =>
  rankOf(a) - rankOf(b) || collator.compare(a.name, b.name) || a.ID - b.ID;

const DAY_MS = 86_400_000;

/** The certificate of the two that ends first. */
export function firstExpiry({
  health,
}: ComputeNode): { readonly what: 'server' | 'client'; readonly at: number } | undefined {
  const ends = (['server', 'client'] as const).flatMap((what) => {
    const validTo = health.tls?.[what]?.validTo;
    return validTo === undefined ? [] : [{ what, at: Date.parse(validTo) }];
  });
  return ends.sort((a, b) => a.at - b.at)[0];
}

/** Whole days from now. */
export const daysUntil = (time: number, now: number): number => Math.floor((time - now) / DAY_MS);
