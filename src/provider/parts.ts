import type { PartAnswer, Targets, Told } from './part';
import { PartFailure } from './part';
import { certificate } from './parts/certificate';
import { exporter } from './parts/exporter';
import { gpus } from './parts/gpus';
import { redis } from './parts/redis';
import { api, ingress, proxy, registry } from './parts/web';

/** Every part, in the order of a request. A registry and Redis are looked at where there is one. */
const PARTS: { readonly [name: string]: (targets: Targets) => Promise<Told> } = {
  certificate: (targets) => certificate(targets),
  proxy: (targets) => proxy(targets),
  ingress,
  exporter,
  gpus,
  registry,
  redis,
  api,
};

const isThere = (name: string, targets: Targets): boolean =>
  (name !== 'registry' && name !== 'redis') || targets[name] !== undefined;

/** Looks at every part once, all at the same time. */
export const probeProvider = (targets: Targets): Promise<PartAnswer[]> =>
  Promise.all(
    Object.keys(PARTS)
      .filter((name) => isThere(name, targets))
      .map((name) => answerOf(name, PARTS[name](targets))),
  );

/** One answer for a part, however the look at it ended. */
export async function answerOf(name: string, look: Promise<Told>): Promise<PartAnswer> {
  try {
    const { detail, warnings = [] } = await look;
    return { name, state: 'ok', reason: 'answers', detail, warnings };
  } catch (error) {
    if (!(error instanceof PartFailure)) throw error;
    return { name, state: error.state, reason: error.reason, detail: error.message, warnings: [] };
  }
}
