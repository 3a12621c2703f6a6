import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { buildTools, VERSIONS, type Version } from './binaries';
import { type ClusterAccess, startCluster } from './cluster';

declare module 'vitest' {
  interface ProvidedContext {
    clusters: Record<Version, ClusterAccess>;
  }
}

/** Once for all tests: builds the tools, starts both clusters, and ends them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildTools((line) => process.stdout.write(`${line}\n`));
  const clusters = await Promise.all(VERSIONS.map(startCluster));
  const byVersion = Object.fromEntries(clusters.map(({ access }) => [access.version, access]));
  project.provide('clusters', byVersion as ProvidedContext['clusters']);
  return async () => {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  };
}
