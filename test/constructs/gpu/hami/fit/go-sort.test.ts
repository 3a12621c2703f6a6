import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortAsGo } from '../../../../../constructs/gpu/hami/fit/go-sort';

/** Places of the elements after sorting by their keys. */
function orderOf(keys: readonly number[]): number[] {
  const list = keys.map((key, place) => ({ key, place }));
  sortAsGo(list, (a, b) => a.key < b.key);
  return list.map(({ place }) => place);
}

describe("Go's sort", () => {
  // Printed by sort.Sort of Go 1.26; test/conformance/go-sort.test.ts asks a real Go for random lists.
  test.each([
    [
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ],
    [
      [3, 1, 6, 1, 4, 0, 4, 6, 7, 2, 1, 0, 2, 3, 5, 5],
      [5, 11, 1, 3, 10, 9, 12, 13, 0, 4, 6, 14, 15, 7, 2, 8],
    ],
    [
      [3, 4, 1, 2, 0, 1, 5, 5, 0, 3, 0, 4, 2, 5],
      [8, 4, 10, 2, 5, 12, 3, 9, 0, 11, 1, 7, 6, 13],
    ],
    [
      [6, 5, 5, 6, 1, 5, 3, 4, 3, 0, 3, 6, 0],
      [12, 9, 4, 6, 8, 10, 7, 5, 2, 1, 3, 0, 11],
    ],
    [
      [4, 4, 4, 2, 4, 2, 4, 3, 5, 4, 4, 5, 0, 0],
      [13, 12, 5, 3, 7, 6, 0, 4, 9, 10, 2, 1, 8, 11],
    ],
    [
      [5, 0, 3, 0, 2, 3, 4, 1, 1, 1, 5, 3, 1, 2, 6, 4],
      [3, 1, 12, 7, 8, 9, 4, 13, 11, 5, 2, 6, 15, 0, 10, 14],
    ],
    [
      [7, 2, 3, 7, 9, 7, 0, 5, 6, 4, 4, 3, 4],
      [6, 1, 2, 11, 9, 10, 12, 7, 8, 5, 0, 3, 4],
    ],
    [
      [1, 2, 4, 8, 4, 1, 7, 1, 6, 11, 4, 6, 8, 0, 9, 10, 11, 10, 7, 6, 7, 11, 7, 4],
      [13, 5, 7, 0, 1, 2, 23, 4, 10, 19, 8, 11, 18, 6, 20, 22, 12, 3, 14, 15, 17, 16, 9, 21],
    ],
  ])('%j', (keys, order) => {
    expect(orderOf(keys)).toEqual(order);
  });

  test('sorts, whatever the list, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 49 }), (keys) => {
        const order = orderOf(keys);
        expect([...order].sort((a, b) => a - b)).toEqual(keys.map((_, i) => i));
        expect(order.map((place) => keys[place])).toEqual([...keys].sort((a, b) => a - b));
      }),
    );
  });

  test('keeps equals in their order up to twelve elements', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }), (keys) => {
        const stable = keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b);
        expect(orderOf(keys)).toEqual(stable);
      }),
    );
  });
});
