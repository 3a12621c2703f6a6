import { expect } from 'vitest';
import { probe } from '../../../../src/health/probe';
import type { NodeTarget, ProbeResult } from '../../../../src/health/types';

/** Words for tests of conditions: what a probe finds, and what it should. */

export const DEADLINE_MS = 5_000;

export const run = (target: NodeTarget, deadlineMs = DEADLINE_MS): Promise<ProbeResult> =>
  probe(target, { deadlineMs });

/** State, reason and detail of one probe. */
export async function of(target: NodeTarget, deadlineMs?: number) {
  const { state, reason, detail } = await run(target, deadlineMs);
  return { state, reason, detail };
}

const found =
  (state: string) =>
  (reason: string, detail: string | RegExp = /./) => ({
    state,
    reason,
    detail: expect.stringMatching(detail),
  });
export const failed = found('failed');
export const unknown = found('unknown');
