import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import type { Answer, ApiClient, Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { install } from './tools/definitions';
import { hostile, json, NASTY } from './tools/hostile';

const FEW_BIG_REQUESTS = { numRuns: 10 };
const PER_REQUEST = 100;

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
  beforeAll(() => install(client, [ANYTHING]));

  test('is read as the same texts where only text is allowed', async () => {
    const texts = fc.array(hostile, { minLength: PER_REQUEST, maxLength: PER_REQUEST });
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const data = Object.fromEntries(values.map((value, index) => [`k${index}`, value]));
        const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'texts', namespace: 'default' }, data };
        expect((await stored(client, map)).data).toEqual(data);
      }),
      { ...FEW_BIG_REQUESTS, examples: [[NASTY]] },
    );
  });

  test('is read as the same JSON where anything is allowed, keys too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { minLength: PER_REQUEST, maxLength: PER_REQUEST }), async (values) => {
        const spec = { values, keys: Object.fromEntries(NASTY.map((text) => [text, text])) };
        const anything = {
          apiVersion: 'conformance.test/v1',
          kind: 'Anything',
          metadata: { name: 'any', namespace: 'default' },
          spec,
        };
        expect((await stored(client, anything)).spec).toEqual(spec);
      }),
      FEW_BIG_REQUESTS,
    );
  });
});

/** Sends our text as it is, and reads back what the server has kept. */
async function stored(client: ApiClient, manifest: Manifest): Promise<any> {
  const path = (await client.pathOf(manifest))!;
  await client.request('DELETE', path);
  const text = fileOf([documentOf(manifest, { sortKeys: false })]);
  const made = await client.request(
    'POST',
    `${path.replace(/\/[^/]*$/, '')}?fieldValidation=Strict`,
    text,
    'application/yaml',
  );
  expect(problem(made)).toBe('');
  return (await client.request('GET', path)).body;
}

const problem = ({ status, body }: Answer): string => (status === 201 ? '' : `${status} ${body.message}`);
