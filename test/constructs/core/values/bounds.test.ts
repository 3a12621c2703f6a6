import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IntegerValue } from '../../../../constructs/core';
import { boundsOf } from '../../../../constructs/core/values/private/bounds';
import { declare, resultOf } from './declared';

const { port, offset, anything, words, name, shared } = declare();
const SAFE = Number.MAX_SAFE_INTEGER;

test.each<[string, IntegerValue, [number, number]]>([
  ['a value with limits', port, [1, 65535]],
  ['a value without', anything, [-SAFE, SAFE]],
  ['plus', port.plus(5), [6, 65540]],
  ['times a negative number', port.times(-2), [-131070, -2]],
  ['times', port.times(offset.orDefault(0)), [-655350, 655350]],
  ['orDefault', offset.orDefault(50), [-10, 50]],
  ['atLeast', port.atLeast(100), [100, 65535]],
  ['atMost', port.atMost(100), [1, 100]],
  ['count', words.count(), [0, 2 ** 24]],
  ['byteLength', name.byteLength(), [0, 2 ** 24]],
  ['pickInteger', shared.pickInteger(port, -3), [-3, 65535]],
])('bounds of %s', (_, value, bounds) => {
  expect(boundsOf(value._expression)).toEqual(bounds);
});

describe('arithmetic that may leave the exact integers is refused', () => {
  test.each([
    ['plus', () => anything.plus(1)],
    ['minus', () => anything.plus(-1)],
    ['times', () => port.times(SAFE)],
    ['a chain', () => port.times(port).times(port).times(port)],
    ['a default', () => offset.orDefault(SAFE).plus(1)],
    ['literals', () => IntegerValue.literal(SAFE).plus(1)],
  ])('%s', (_, calculate) => {
    expect(calculate).toThrow(/GPULAB15(08|10)/);
  });

  test('and tells where', () => {
    expect(() => anything.plus(1)).toThrow(/bounds\.test\.ts:\d+/);
  });
});

/** Random arithmetic; what is refused because of its bounds is left out. */
const { integer } = fc.letrec<{ integer: IntegerValue }>((tie) => ({
  integer: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(port, offset.orDefault(3), IntegerValue.literal(-7), words.count()),
    fc
      .tuple(fc.constantFrom('plus', 'times', 'atLeast', 'atMost'), tie('integer'), tie('integer'))
      .map(([operation, a, b]) => provable(() => a[operation](b)) ?? a),
  ),
}));

function provable(calculate: () => IntegerValue): IntegerValue | undefined {
  try {
    return calculate();
  } catch (error) {
    expect(String(error)).toMatch(/GPULAB15(08|10)/);
    return undefined;
  }
}

const given = fc.record({
  port: fc.integer({ min: 1, max: 65535 }),
  offset: fc.option(fc.integer({ min: -10, max: 10 })),
  words: fc.array(fc.constant('word'), { maxLength: 9 }),
});

test('any result of any arithmetic is exact and within its bounds', () => {
  fc.assert(
    fc.property(integer, given, (value, values) => {
      const [least, greatest] = boundsOf(value._expression);
      const result = resultOf(value, values) as number;
      expect(Number.isSafeInteger(result)).toBe(true);
      expect(least <= result && result <= greatest).toBe(true);
    }),
    { numRuns: 500 },
  );
});
