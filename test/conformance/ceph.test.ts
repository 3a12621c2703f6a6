import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, PROGRAMS, resourcesOf } from '../constructs/ceph/programs';
import { ROOKS } from '../constructs/ceph/support';
import type { Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';

const cases = Object.entries(PROGRAMS).flatMap(([name, props]) => ROOKS.map((rook) => ({ name, props, rook })));

/** Namespaces of all programs, each once. */
const namespaces = new Map<string, Manifest>(
  cases.flatMap(({ props }) => objectsOf(props)).map((namespace) => [namespace.metadata.name!, namespace]),
);

describeClusters('what the charts make of the values of a CephCluster', ({ client }) => {
  beforeAll(async () => {
    for (const namespace of namespaces.values()) await client.mustApply(namespace);
  });
  afterAll(async () => {
    for (const name of namespaces.keys()) await client.request('DELETE', `/api/v1/namespaces/${name}`);
  });

  describe.each(cases)('$name, Rook $rook', ({ props, rook }) => {
    test.each(resourcesOf({ ...props, rookVersion: rook }).map((manifest) => ({ kind: manifest.kind, manifest })))(
      'the API server takes the $kind',
      async ({ manifest }) => {
        const { status, body } = await client.apply(manifest, { dryRun: true });
        expect({ status, message: status < 300 ? undefined : body.message }).toEqual({
          status: 201,
          message: undefined,
        });
      },
    );
  });

  test('it refuses a cluster whose text for destroying data is another', async () => {
    const [cluster] = resourcesOf({});
    const spec = { ...cluster.spec, cleanupPolicy: { confirmation: 'yes' } };
    expect((await client.apply({ ...cluster, spec }, { dryRun: true })).status).toBe(422);
  });
});
