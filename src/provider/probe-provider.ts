import type { OptionValues, Outcome } from '../cli/command';
import { probeProvider } from './parts';
import { findingsOf, tableOf } from './report';
import { targetsOf } from './targets';

/** What `gpulab probe provider` does. */
export async function run(options: OptionValues): Promise<Outcome> {
  const parts = await probeProvider(targetsOf(options, process.env));
  return { findings: parts.flatMap(findingsOf), result: { parts }, text: tableOf(parts), told: true };
}
