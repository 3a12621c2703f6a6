import { Size } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GpuSlice } from '../../../../constructs/gpu/hami';
import { refusal } from './support';

describe('a slice', () => {
  test('is a value: methods return another one', () => {
    const one = GpuSlice.memory(Size.gibibytes(4));
    const limited = one.cores(30).cards(2);
    expect([one.cardCount, one.memoryMib, one.corePercent]).toEqual([1, 4096, undefined]);
    expect([limited.cardCount, limited.memoryMib, limited.corePercent]).toEqual([2, 4096, 30]);
    expect(() => {
      (one as any).memoryMib = 8192;
    }).toThrow(TypeError);
  });

  test('the order of methods does not matter', () => {
    const a = GpuSlice.percent(25).cards(2).cores(10);
    const b = GpuSlice.percent(25).cores(10).cards(2);
    expect({ ...a }).toEqual({ ...b });
  });

  test('all of the memory without a share of compute, and whole cards, say themselves that nobody shares', () => {
    expect(GpuSlice.percent(100).corePercent).toBe(100);
    expect(GpuSlice.percent(100).cores(50).corePercent).toBe(50);
    expect(GpuSlice.percent(99).corePercent).toBeUndefined();
    expect(GpuSlice.wholeCards(2)).toMatchObject({ cardCount: 2, corePercent: 100 });
    expect(GpuSlice.wholeCards().isExclusive).toBe(true);
  });

  test('reads as it is said', () => {
    expect(`${GpuSlice.memory(Size.gibibytes(4)).cores(30)}`).toBe('4096 MiB and 30 % compute of a card');
    expect(`${GpuSlice.percent(25).cards(2)}`).toBe('25 % of the memory of each of 2 cards');
    expect(`${GpuSlice.wholeCards()}, ${GpuSlice.wholeCards(2)}`).toBe('a whole card, 2 whole cards');
  });
});

describe('memory', () => {
  test('is counted exactly, whatever unit it is given in', () => {
    const amounts = fc.integer({ min: 1, max: 2 ** 21 - 1 });
    fc.assert(
      fc.property(amounts, (gib) => {
        expect(GpuSlice.memory(Size.gibibytes(gib)).memoryMib).toBe(gib * 1024);
        expect(GpuSlice.memory(Size.mebibytes(gib * 1024)).memoryMib).toBe(gib * 1024);
        expect(GpuSlice.memory(Size.kibibytes(gib * 1024 * 1024)).memoryMib).toBe(gib * 1024);
      }),
    );
  });

  test('is what HAMi takes, or refused: never rounded, never wrapped', () => {
    const kib = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 42 }),
      fc.integer({ min: 0, max: 2 ** 32 }).map((mib) => mib * 1024),
    );
    fc.assert(
      fc.property(kib, (amount) => {
        const mib = amount / 1024;
        const isGood = Number.isInteger(mib) && mib >= 256 && mib <= 2147483647;
        const refused = refusal(() => GpuSlice.memory(Size.kibibytes(amount)));
        expect(refused.length).toBe(isGood ? 0 : 1);
        if (isGood) expect(GpuSlice.memory(Size.kibibytes(amount)).memoryMib).toBe(mib);
      }),
    );
  });

  test.each([
    [Size.mebibytes(0), 'GPULAB2701 memory is 0 MiB: HAMi takes zero for the whole card; GpuSlice.wholeCards says so'],
    [Size.kibibytes(307712.5), 'GPULAB2701 memory is 300.50048828125 MiB: HAMi counts whole MiB'],
    [
      Size.mebibytes(255),
      'GPULAB2701 memory is 255 MiB: at least 256 MiB are wanted, since a CUDA context alone takes hundreds',
    ],
    [
      Size.mebibytes(2 ** 31),
      'GPULAB2701 memory is 2147483648 MiB: HAMi drops a request above 2147483647 MiB, and the pod runs without a card',
    ],
    ['4Gi', 'GPULAB2217 memory is "4Gi", a string; a Size is wanted'],
    [4096, 'GPULAB2217 memory is 4096; a Size is wanted'],
    [undefined, 'GPULAB2217 memory is undefined; a Size is wanted'],
  ])('%s is refused with the reason', (size, message) => {
    expect(refusal(() => GpuSlice.memory(size as Size))).toEqual([message]);
  });
});

describe('shares and numbers', () => {
  test.each([
    [
      () => GpuSlice.percent(0),
      'GPULAB2702 percent is 0: a whole number from 1 to 100 is wanted; HAMi takes zero for no limit',
    ],
    [
      () => GpuSlice.percent(101),
      'GPULAB2702 percent is 101: a whole number from 1 to 100 is wanted; HAMi refuses the pod',
    ],
    [
      () => GpuSlice.percent(-5),
      'GPULAB2702 percent is -5: a whole number from 1 to 100 is wanted; the API server refuses the pod',
    ],
    [
      () => GpuSlice.percent(12.5),
      'GPULAB2702 percent is 12.5: a whole number from 1 to 100 is wanted; Kubernetes has no fractions of devices',
    ],
    [() => GpuSlice.percent(Number.NaN), 'GPULAB2702 percent is NaN: a whole number from 1 to 100 is wanted'],
    [
      () => GpuSlice.percent('25' as any),
      'GPULAB2702 percent is "25", a string: a whole number from 1 to 100 is wanted',
    ],
    [
      () => GpuSlice.percent(25).cores(101),
      'GPULAB2702 cores is 101: a whole number from 1 to 100 is wanted; HAMi takes more for 100',
    ],
    [
      () => GpuSlice.percent(25).cores(0),
      'GPULAB2702 cores is 0: a whole number from 1 to 100 is wanted; HAMi takes zero for no limit, so leave cores out',
    ],
    [
      () => GpuSlice.percent(25).cards(0),
      'GPULAB2703 cards is 0: a whole number from 1 to 16 is wanted; a pod that asks for zero cards is bound without one',
    ],
    [() => GpuSlice.percent(25).cards(17), 'GPULAB2703 cards is 17: a whole number from 1 to 16 is wanted'],
    [() => GpuSlice.wholeCards(1.5), 'GPULAB2703 wholeCards is 1.5: a whole number from 1 to 16 is wanted'],
  ])('%s is refused with the reason', (call, message) => {
    expect(refusal(call)).toEqual([message]);
  });

  test('a whole card cannot be narrowed', () => {
    expect(refusal(() => GpuSlice.wholeCards(2).cores(50))).toEqual([
      'GPULAB2704 wholeCards and cores(50) contradict each other',
    ]);
    expect(refusal(() => GpuSlice.wholeCards(2).cards(0))).toHaveLength(2);
  });

  test('a share of a card is exact, and cut as HAMi cuts it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 31 - 1 }), (percent, cardMib) => {
        const exact = (BigInt(cardMib) * BigInt(percent)) / 100n;
        expect(BigInt(GpuSlice.percent(percent)._mibOf(cardMib))).toBe(exact);
      }),
    );
  });
});
