import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nanosOf } from '../../../../constructs/core/private/quantity';
import { formatQuantity, formatRatio, ratioOf } from '../../../../constructs/lab/private/quantity';

const nanos = (text: string): bigint => nanosOf(text)!;
const amount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

describe('an amount in a report', () => {
  test.each([
    ['23T', ['2T', '10T', '10T', '1T']],
    ['17T', ['40T', '-23T']],
    ['500Gi', ['500Gi']],
    ['1Ti', ['1Ti']],
    ['1.5Ti', ['1536Gi']],
    ['1Ki', ['1024']],
    ['56', ['56']],
    ['0.5', ['500m']],
    ['0', ['0']],
    ['0', ['1T', '-1T']],
    ['~1.09T', ['1Ti', '1k']],
    ['~16.78T', ['17T', '-100Gi', '-100Gi']],
    ['~-16.78T', ['-17T', '100Gi', '100Gi']],
    ['5.52P', Array.from({ length: 240 }, () => '23T')],
    ['1000E', ['1000E']],
  ])('reads %s', (text, parts) => {
    expect(formatQuantity(parts.map(nanos).reduce((sum, part) => sum + part))).toBe(text);
  });

  test('is read back as what it was, unless it is marked as cut', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const text = formatQuantity(value);
        if (!text.startsWith('~')) expect(nanosOf(text)).toBe(value);
      }),
    );
  });

  test('is cut by less than a hundredth of its unit', () => {
    const large = fc.bigInt({ min: 10n ** 9n, max: 10n ** 30n });
    fc.assert(
      fc.property(large, (value) => {
        const text = formatQuantity(value);
        fc.pre(text.startsWith('~'));
        const difference = value - nanos(text.slice(1));
        expect(difference >= 0n && difference * 100n < value).toBe(true);
      }),
    );
  });

  test('never needs more than three decimals', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(formatQuantity(value)).toMatch(/^~?-?\d+(\.\d{1,3})?([kMGTPE]|[KMGTPE]i)?$/);
      }),
    );
  });
});

test('T and Ti are not the same', () => {
  expect(nanos('1Ti') - nanos('1T')).toBe(nanos('99511627776'));
});

describe('a ratio', () => {
  test('is how often the promise holds what is there', () => expect(ratioOf(nanos('960'), nanos('400'))).toBe(2.4));
  test('of nothing is none', () => expect(ratioOf(nanos('960'), 0n)).toBeUndefined());
  test('is right where floating point is not', () => expect(ratioOf(10n ** 40n, 10n ** 40n)).toBe(1));

  test('has two decimals, or as many as show that it is beyond a limit', () => {
    expect([formatRatio(2.4), formatRatio(2.4, 2), formatRatio(1.004, 1)]).toEqual(['2.40', '2.40', '1.004']);
  });
});
