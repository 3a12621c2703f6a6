import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { ApiClient } from './api-client';
import { VERSIONS, type Version } from './binaries';
import { type Cluster, type ClusterAccess, startCluster } from './cluster';
import { definitionsOfOurKinds, install } from './definitions';

declare module 'vitest' {
  interface ProvidedContext {
    clusters: Record<Version, ClusterAccess>;
  }
}

/** Once for all tests that need clusters: starts both, with the kinds that examples use, and ends them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const clusters = await startAll();
  const stopAll = async () => {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  };
  try {
    await installDefinitions(clusters, process.env.CRDS);
  } catch (error) {
    await stopAll();
    throw error;
  }
  const byVersion = Object.fromEntries(clusters.map(({ access }) => [access.version, access]));
  project.provide('clusters', byVersion as ProvidedContext['clusters']);
  return stopAll;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** All or none: a cluster whose neighbour did not start is of no use, and would outlive the tests. */
async function startAll(): Promise<Cluster[]> {
  const attempts = await Promise.allSettled(VERSIONS.map(startCluster));
  const clusters = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? attempt.value : []));
  const failure = attempts.find((attempt) => attempt.status === 'rejected');
  if (failure === undefined) return clusters;
  await Promise.all(clusters.map((cluster) => cluster.stop()));
  throw failure.reason;
}

async function installDefinitions(clusters: readonly Cluster[], folder: string | undefined): Promise<void> {
  const definitions = definitionsOfOurKinds(folder);
  say(
    `definitions of custom kinds: ${definitions.length}, ${folder === undefined ? 'made of our shapes' : `looked up in ${folder}`}`,
  );
  for (const { access } of clusters) {
    const client = new ApiClient(access);
    const refused = await install(client, definitions);
    if (refused.length > 0) say(`${access.version} refuses, so made of our shapes: ${refused.join(', ')}`);
    client.close();
  }
}
