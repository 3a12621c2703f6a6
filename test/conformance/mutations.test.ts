import { beforeAll, expect, test } from 'vitest';
import { mutations, NAMESPACE, pathOf, verdictFor } from './mutations';
import { isAccepted } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { namespaceReady } from './tools/workloads';

const AT_LEAST = 200;

test(`the table has at least ${AT_LEAST} objects, of both verdicts`, () => {
  expect(mutations.length).toBeGreaterThanOrEqual(AT_LEAST);
  expect(new Set(mutations.map(({ verdict }) => verdict))).toEqual(new Set(['accepted', 'refused']));
});

// The unit tests of the checks hold our verdicts to the same table.
describeClusters('the verdict of the server on', ({ client }) => {
  let minor: string;

  beforeAll(async () => {
    minor = await client.minorVersion();
    await client.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    await namespaceReady(client, NAMESPACE);
  });

  // Or it would refuse for want of an API, whatever is odd about the object.
  test('nothing of a kind that it lacks', async () => {
    const common = mutations.filter(({ versions, collection }) => versions === undefined && collection === undefined);
    const paths = await Promise.all(common.map(({ manifest }) => client.pathOf(manifest)));
    expect(common.filter((_, index) => paths[index] === undefined).map(({ name }) => name)).toEqual([]);
  });

  test.each(mutations)('$name', async (mutation) => {
    const dryRun = !mutation.withoutDryRun;
    const answer = await client.applyAt(pathOf(mutation), mutation.manifest, { dryRun });
    expect(isAccepted(answer) ? 'accepted' : 'refused', answer.body.message).toBe(verdictFor(mutation, minor));
  });
});
