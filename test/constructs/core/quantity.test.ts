import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWhole, nanosOf, plainNumber } from '../../../constructs/core/private/quantity';

const NANO = 10n ** 9n;

// The values are those of resource.ParseQuantity.
test.each([
  ['0', 0n],
  ['1', NANO],
  ['+1', NANO],
  ['-1', -NANO],
  ['1.5', (NANO * 3n) / 2n],
  ['.5', NANO / 2n],
  ['5.', NANO * 5n],
  ['100m', NANO / 10n],
  ['1u', 1000n],
  ['1n', 1n],
  ['1k', 1000n * NANO],
  ['1Ki', 1024n * NANO],
  ['1.5Gi', 1_610_612_736n * NANO],
  ['2T', 2_000_000_000_000n * NANO],
  ['1e3', 1000n * NANO],
  ['1E3', 1000n * NANO],
  ['1E', 10n ** 18n * NANO],
  ['1e-3', NANO / 1000n],
  [' 1Gi ', 1024n ** 3n * NANO],
  ['0.1n', 1n],
  ['M', 0n],
  ['12Ei', (2n ** 63n - 1n) * NANO],
  [0.5, NANO / 2n],
  [1e21, 10n ** 21n * NANO],
])('%j is %s billionths', (quantity, nanos) => {
  expect(nanosOf(quantity)).toBe(nanos);
});

test.each([
  '',
  ' ',
  '1 Gi',
  '1GB',
  '1K',
  '1ki',
  '1e',
  '1e+',
  '--1',
  '1.2.3',
  '0x1',
  '1_0',
  'x',
  '1mm',
  '1E1E',
  '1e1.5',
  '１',
])('%j is no quantity', (text) => {
  expect(nanosOf(text)).toBeUndefined();
});

describe('for any number', () => {
  const number = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

  test('what is written as a plain number reads back the same', () => {
    fc.assert(
      fc.property(number, (nanos) => {
        expect(nanosOf(plainNumber(nanos))).toBe(nanos);
      }),
    );
  });

  test('binary units are powers of 1024, decimal units of 1000', () => {
    const units: [string, bigint][] = [
      ['Ki', 1024n],
      ['Mi', 1024n ** 2n],
      ['Gi', 1024n ** 3n],
      ['Ti', 1024n ** 4n],
      ['k', 1000n],
      ['M', 1000n ** 2n],
      ['G', 1000n ** 3n],
      ['T', 1000n ** 4n],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(...units), (count, [unit, factor]) => {
        expect(nanosOf(`${count}${unit}`)).toBe(BigInt(count) * factor * NANO);
      }),
    );
  });

  test('numbers and their texts are the same', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(nanosOf(value)).toBe(nanosOf(String(value)));
      }),
    );
  });
});

test.each([
  ['1', true],
  ['1000m', true],
  ['0.5', false],
  ['1500m', false],
  ['0', true],
  ['-2', true],
  ['0.0001', false],
])('%s is whole: %s', (quantity, expected) => {
  expect(isWhole(nanosOf(quantity)!)).toBe(expected);
});
