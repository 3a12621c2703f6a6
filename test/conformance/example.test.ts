import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiClient, Manifest } from './tools/api-client';
import { describeClusters, type TestCluster } from './tools/clusters';
import { eventually } from './tools/eventually';
import { Example } from './tools/example';

const example = new Example();
afterAll(() => example.dispose());

describeClusters('the whole example', (cluster) => {
  const { client } = cluster;
  const objects = example.objectsByFile().flat();
  let firstAnswer: string[];

  beforeAll(async () => {
    firstAnswer = await applyEverything(cluster);
  });

  test('no object is refused, and each is said to be applied', () => {
    expect(firstAnswer.filter((line) => !line.endsWith(' serverside-applied'))).toEqual([]);
    expect(firstAnswer).toHaveLength(objects.length);
  });

  test('every object is on the server, under the name and namespace that its file says', async () => {
    const present = await states(client, objects);
    expect(objects.map(keyOf).filter((key) => !present.has(key))).toEqual([]);
  });

  test('a second apply changes nothing', async () => {
    const before = await settled(client, objects);
    await applyEverything(cluster);
    const after = await states(client, objects);
    expect([...after].filter(([key, state]) => before.get(key) !== state)).toEqual([]);
  });
});

/** What an administrator types; the answer has one line an object. */
async function applyEverything({ kubectl }: TestCluster): Promise<string[]> {
  const files = example.files.flatMap((file) => ['-f', file]);
  const { status, stdout, stderr } = await kubectl('apply', '--server-side', '--validate=strict', ...files);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
}

const keyOf = ({ apiVersion, kind, metadata }: Manifest): string =>
  [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' ');

/** States of our objects, once no controller has anything left to write into them. */
function settled(client: ApiClient, objects: readonly Manifest[]): Promise<Map<string, string>> {
  let last = '';
  return eventually('objects that nobody changes', 120, async () => {
    const now = await states(client, objects);
    const text = [...now].join('\n');
    if (text === last) return now;
    last = text;
    await sleep(1000);
    return undefined;
  });
}

/** State of each of our objects that the server has: one list a kind. */
async function states(client: ApiClient, objects: readonly Manifest[]): Promise<Map<string, string>> {
  const ours = new Set(objects.map(keyOf));
  const found = new Map<string, string>();
  for (const { apiVersion, kind } of new Map(objects.map((one) => [`${one.apiVersion} ${one.kind}`, one])).values()) {
    for (const object of await client.list(apiVersion, kind)) {
      const key = keyOf({ apiVersion, kind, metadata: object.metadata });
      if (ours.has(key)) found.set(key, stateOf(object));
    }
  }
  return found;
}

/**
 * All that an apply could change. The version of an object would say more than that: it moves whenever a controller writes
 * a status, and the server itself writes some kinds once more at the first apply after the one that made them.
 */
function stateOf({ metadata: { resourceVersion, managedFields, ...metadata }, status, ...content }: Manifest): string {
  return JSON.stringify({ metadata, ...content });
}
