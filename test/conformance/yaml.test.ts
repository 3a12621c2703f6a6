import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import { canonical, everyPlaceOf, HOSTILE, hostileObject, hostileText } from '../constructs/output/hostile';
import type { ApiClient, Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { install } from './tools/definitions';

const FEW_BIG_REQUESTS = { numRuns: 10 };
const PER_REQUEST = 100;
const requestOf = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.array(arbitrary, { minLength: PER_REQUEST, maxLength: PER_REQUEST });

/** A kind that keeps any JSON as it is. */
const ANYTHING: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'anythings.conformance.test' },
  spec: {
    group: 'conformance.test',
    scope: 'Namespaced',
    names: { kind: 'Anything', listKind: 'AnythingList', plural: 'anythings', singular: 'anything' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};

describeClusters('what our writer writes', ({ client }) => {
  beforeAll(() => install(client, [{ definition: ANYTHING }]));

  test('is read as the same texts where only text is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(requestOf(hostileText), async (texts) => {
        const data = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
        expect((await stored(client, 'v1', 'ConfigMap', { data })).data).toEqual(data);
      }),
      { ...FEW_BIG_REQUESTS, examples: [[[...HOSTILE]]] },
    );
  });

  test('is read as the same JSON where anything is allowed, keys too', async () => {
    await fc.assert(
      fc.asyncProperty(requestOf<object>(hostileObject), async (values) => {
        const { spec } = await stored(client, 'conformance.test/v1', 'Anything', { spec: { values } });
        expect(canonical(spec.values)).toBe(canonical(values));
      }),
      { ...FEW_BIG_REQUESTS, examples: [[HOSTILE.map(everyPlaceOf)]] },
    );
  });
});

/** Sends our text as it is, and reads back what the server has kept. */
async function stored(client: ApiClient, apiVersion: string, kind: string, content: object): Promise<any> {
  const manifest = { apiVersion, kind, metadata: { name: 'written', namespace: 'default' }, ...content };
  const path = (await client.pathOf(manifest))!;
  await client.request('DELETE', path);
  const text = fileOf([documentOf(manifest, { sortKeys: false })]);
  const collection = `${path.slice(0, path.lastIndexOf('/'))}?fieldValidation=Strict`;
  const { status, body } = await client.request('POST', collection, text, 'application/yaml');
  expect(status === 201 || `${status} ${body.message}`).toBe(true);
  return (await client.request('GET', path)).body;
}
