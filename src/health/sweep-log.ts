import { shown, shownAddress } from './probe/shown';
import type { NodeTarget, ProbeResult } from './types';

/**
 * The line for a node that failed: at level error, and the only one that a node gets. A node that is well, or of which nothing is
 * known, gets none (facts: compute-nodes.md 3). There is no secret in it: a detail is made of our own words and sifted ones.
 */
export function logFailure(target: NodeTarget, { reason, detail, elapsedMs }: ProbeResult): object {
  return {
    time: new Date().toISOString(),
    level: 'error',
    msg: 'node failed',
    node: shown(target.name),
    id: target.id,
    address: shownAddress(target.address ?? ''),
    reason,
    detail,
    elapsedMs,
  };
}
