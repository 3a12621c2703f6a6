import { expect, test } from 'vitest';
import { keyOf } from '../../constructs/core/checks/private/key';
import { customKinds } from '../support/crd';
import { addTypos, type Path, sampleObject, spoilTypes, spoilValues } from '../support/shape-samples';
import type { Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';

/** Of objects that the shapes let pass. Patterns, limits and rules are not theirs. */
const BY_SHAPE = /unknown field|must be of type (?:string|boolean|integer|number|object|array)|Required value/;

/** A server takes longer by the square of them; a kind can have thousands of fields. */
const MISTAKES_AT_ONCE = 500;

describeClusters('the custom kinds of the library', ({ client }) => {
  const sample = (kind: (typeof kinds)[number]) => sampleObject(kind, 'default');
  const kinds = customKinds();

  test.each(kinds)(
    '$apiVersion $kind is served, under the plural and the scope that the library says',
    async (kind) => {
      const { body } = await client.request('GET', `/apis/${kind.apiVersion}`);
      expect(body.resources).toContainEqual(
        expect.objectContaining({ kind: kind.kind, name: kind.plural, namespaced: kind.namespaced }),
      );
    },
  );

  test.each(kinds)('$apiVersion $kind: the server knows every field, and each as we do', async (kind) => {
    const { body } = await client.tryCreate(sample(kind).manifest);
    expect(body.message ?? '').not.toMatch(BY_SHAPE);
  });

  test.each(kinds)('$apiVersion $kind: the server finds a field too much where we find one', async (kind) => {
    const object = sample(kind);
    const expected = addTypos(object).map(keyOf);
    const { body } = await client.tryCreate(object.manifest);
    const found = [...String(body.message).matchAll(/unknown field "([^"]*)"/g)].map(([, field]) => field);
    expect(found.sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: the server finds a wrong type where we find one', async (kind) => {
    for (let from = 0; from < sample(kind).places.length; from += MISTAKES_AT_ONCE) {
      const { manifest, places } = sample(kind);
      await finds(manifest, spoilTypes({ manifest, places: places.slice(from, from + MISTAKES_AT_ONCE) }));
    }
  });

  test.each(kinds)('$apiVersion $kind: the server finds a wrong value where we find one', async (kind) => {
    const object = sample(kind);
    const paths = spoilValues(object).map(({ path }) => path);
    await finds(object.manifest, paths);
  });

  async function finds(manifest: Manifest, paths: readonly Path[]): Promise<void> {
    const { body } = await client.tryCreate(manifest);
    const found = new Set((body.details?.causes ?? []).map(({ field }: { field: string }) => field));
    expect(paths.map(keyOf).filter((path) => !found.has(path))).toEqual([]);
  }
});
