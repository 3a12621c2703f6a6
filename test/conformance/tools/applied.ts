import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ApiClient, Manifest } from './api-client';
import type { TestCluster } from './clusters';
import { eventually } from './eventually';
import type { Output } from './tool';

const SECONDS = 120;

export const nameOf = ({ metadata }: Manifest): string => metadata.name as string;

export const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';

/** Applies as an installation does, with strict validation. */
export const applyWith = (cluster: TestCluster, list: readonly Manifest[], ...more: string[]): Promise<Output> =>
  withFile(cluster, list, 'apply', '--server-side', '--validate=strict', ...more);

async function withFile({ kubectl }: TestCluster, list: readonly Manifest[], ...args: string[]): Promise<Output> {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-applied-'));
  try {
    const path = join(folder, 'list.json');
    writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: list }));
    return await kubectl(...args, '-f', path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Definitions first, until the server knows them; the rest in one go. Insists on every object. */
export async function applyAll(cluster: TestCluster, list: readonly Manifest[]): Promise<void> {
  const definitions = list.filter(isDefinition);
  if (definitions.length > 0) {
    await apply(cluster, definitions);
    const names = definitions.map((one) => `customresourcedefinition/${nameOf(one)}`);
    await cluster.kubectl('wait', '--for=condition=Established', '--timeout=60s', ...names);
  }
  const rest = list.filter((one) => !isDefinition(one));
  await apply(cluster, rest);
}

async function apply(cluster: TestCluster, part: readonly Manifest[]): Promise<void> {
  const { status, stdout, stderr } = await applyWith(cluster, part);
  expect([status, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.filter((line) => !line.endsWith(' serverside-applied'))).toEqual([]);
}

/** Deletes in the reverse order: others list objects of the whole server. */
export async function removeAll(cluster: TestCluster, list: readonly Manifest[]): Promise<void> {
  await withFile(cluster, [...list].reverse(), 'delete', '--ignore-not-found', '--wait=false');
}

export async function read(client: ApiClient, object: Manifest): Promise<Manifest> {
  const { body } = await client.request('GET', (await client.pathOf(object))!);
  return body;
}

/** Each object without what every write changes. */
export async function states(client: ApiClient, list: readonly Manifest[]): Promise<string[]> {
  const found: string[] = [];
  for (const object of list) {
    const { metadata, status: _, ...content } = await read(client, object);
    const { resourceVersion: _v, managedFields: _m, ...rest } = metadata;
    found.push(JSON.stringify({ metadata: rest, ...content }));
  }
  return found;
}

/** States once no controller has anything left to write. */
export const settled = (client: ApiClient, list: readonly Manifest[]): Promise<string[]> => {
  let last: string[] = [];
  return eventually('objects that nobody changes', SECONDS, async () => {
    const now = await states(client, list);
    if (now.join() === last.join()) return now;
    last = now;
    await sleep(1000);
    return undefined;
  });
};
