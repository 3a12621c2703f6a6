import { dirname, join, relative, resolve } from 'node:path';
import { readText } from 'cdk8s-gpulab/lib/core/rules/text-file';
import type { OptionValues, Outcome } from '../../cli/command';
import { usageError } from '../../cli/finding';
import { pathFromHere } from '../../cli/here';
import { summaryText } from '../../cli/summary';
import { entryFromHere, findingsOf } from '../entry';
import { reportText } from '../report';
import { importEndpoints } from './import-endpoints';
import { Material } from './material';
import { writeInventory } from './write';

/** Where certificates are, unless --certs says otherwise. */
const DEFAULT_CERTS = 'certs';
const DEFAULT_INVENTORY = 'inventory.yaml';

/** `gpulab import endpoints FILE...`. */
export async function runEndpoints(options: OptionValues, paths: readonly string[]): Promise<Outcome> {
  if (paths.length === 0) throw usageError('which files?', 'gpulab import endpoints FILE...');
  const output = options.output === undefined ? undefined : resolve(options.output as string);
  const certs = options.certs === undefined ? undefined : resolve(options.certs as string);
  if (certs !== undefined && output === undefined) {
    throw usageError('--certs writes files beside an inventory, and there is none', 'add -o inventory.yaml');
  }
  const folder = dirname(output ?? resolve(DEFAULT_INVENTORY));
  const material = new Material(relative(folder, certs ?? join(folder, DEFAULT_CERTS)), certs !== undefined);
  const texts = paths.map((path) => ({ file: resolve(path), text: readText(path, 'export', 'GPULAB4201') }));
  const { entries, summary, inventory } = importEndpoints(texts, material);
  const written =
    output === undefined || inventory === undefined ? [] : writeInventory(output, inventory, material.files, certs);
  const lines =
    output === undefined ? [] : [{ label: 'written', value: written.map(pathFromHere).join(', ') || 'nothing' }];
  return {
    findings: entries.flat().flatMap(findingsOf),
    result: {
      entries: entries.flat().map(entryFromHere),
      summary,
      written: written.map(pathFromHere),
    },
    text: reportText(entries, pathFromHere) + summaryText([...summary, ...lines]),
    told: true,
  };
}
