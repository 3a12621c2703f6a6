import { expect, test } from 'vitest';
import { customKinds } from '../../constructs/core/shapes/custom-kinds';
import { describeClusters } from './tools/clusters';

describeClusters('the custom kinds of the library', ({ client }) => {
  test.each(customKinds())(
    '$apiVersion $kind is served, under the plural and the scope that the library says',
    async (kind) => {
      const { body } = await client.request('GET', `/apis/${kind.apiVersion}`);
      expect(body.resources).toContainEqual(
        expect.objectContaining({ kind: kind.kind, name: kind.plural, namespaced: kind.namespaced }),
      );
    },
  );
});
