import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { crdOf, customKinds } from '../../support/crd';
import type { ApiClient, Manifest } from './api-client';
import { eventually } from './eventually';

const ESTABLISHED_SECONDS = 60;
const AT_ONCE = 4;

/** A definition to install, and another one for a server that refuses it. */
export interface Candidate {
  readonly definition: Manifest;
  readonly instead?: Manifest;
}

/**
 * Definitions of all custom kinds that the library knows: made of its own shapes, or those of the same name in the YAML
 * files of a folder, of which some may be too new for the older server: then ours. The folder's other definitions stay out.
 */
export function definitionsOfOurKinds(folder?: string): Candidate[] {
  const ours = byName(customKinds().map(({ apiVersion, kind }) => crdOf(apiVersion, kind) as Manifest));
  const real = byName(folder === undefined ? [] : definitionsIn(folder));
  return [...ours].map(([name, definition]) =>
    real.has(name) ? { definition: real.get(name)!, instead: definition } : { definition },
  );
}

/** A kind of several versions has one definition. */
const byName = (definitions: readonly Manifest[]): Map<string, Manifest> =>
  new Map(definitions.map((definition) => [definition.metadata.name, definition]));

/** Every CustomResourceDefinition in the YAML files of a folder and the folders in it. */
function definitionsIn(folder: string): Manifest[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS()))
    .filter((object) => object?.kind === 'CustomResourceDefinition');
}

/** Installs definitions, and returns when objects of their kinds can be made: the names of those that were refused. */
export async function install(client: ApiClient, candidates: readonly Candidate[]): Promise<string[]> {
  const queue = [...candidates];
  const refused: string[] = [];
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { definition, instead } = next;
      if (instead === undefined) await client.mustCreate(definition);
      else if (!(await client.creates(definition))) {
        refused.push(definition.metadata.name);
        await client.mustCreate(instead);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const { definition } of candidates) await established(client, definition);
  return refused.sort();
}

async function established(client: ApiClient, definition: Manifest): Promise<void> {
  const path = (await client.pathOf(definition))!;
  await eventually(`${definition.metadata.name} is established`, ESTABLISHED_SECONDS, async () => {
    const conditions: Manifest[] = (await client.request('GET', path)).body.status?.conditions ?? [];
    return conditions.some(({ type, status }) => type === 'Established' && status === 'True') || undefined;
  });
}
