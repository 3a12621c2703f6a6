import { setMaxListeners } from 'node:events';
import type { NodeTarget, Probe, ProbeOptions, ProbeResult } from './types';

/** A node and what was found. */
export interface Probed {
  readonly target: NodeTarget;
  readonly result: ProbeResult;
}

/** Handshakes at one time: more would only wait for each other. */
const AT_ONCE = 128;

/** Looks at every node once; the answers are in the order of the nodes. */
export async function probeAll(
  targets: readonly NodeTarget[],
  probe: Probe,
  options: Omit<ProbeOptions, 'signal'> & { readonly signal: AbortSignal },
): Promise<Probed[]> {
  setMaxListeners(0, options.signal);
  const results = new Array<Probed>(targets.length);
  const queue = targets.entries();
  const worker = async () => {
    for (const [index, target] of queue) results[index] = { target, result: await probe(target, options) };
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, targets.length) }, worker));
  return results;
}
