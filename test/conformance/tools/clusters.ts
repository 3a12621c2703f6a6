import { afterAll, describe, inject } from 'vitest';
import { ApiClient } from './api-client';
import { VERSIONS, type Version } from './binaries';
import type { ClusterAccess } from './cluster';
import { kubectl } from './kubectl';
import type { Output } from './tool';

/** A running cluster, as tests see it. */
export interface TestCluster {
  readonly version: Version;
  readonly access: ClusterAccess;
  readonly client: ApiClient;
  kubectl(...args: string[]): Promise<Output>;
}

/** Says the same of every version. */
export function describeClusters(title: string, tell: (cluster: TestCluster) => void): void {
  describe.each(VERSIONS)(`${title} (%s)`, (version) => {
    const access = inject('clusters')[version];
    const client = new ApiClient(access);
    afterAll(() => client.close());
    tell({ version, access, client, kubectl: (...args) => kubectl(access, args) });
  });
}
