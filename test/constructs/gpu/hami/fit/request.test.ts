import { describe, expect, test } from 'vitest';
import { demandOf } from '../../../../../constructs/gpu/hami/fit/request';
import { HamiNames } from '../../../../../constructs/gpu/hami/hami-names';

const SHORT: { readonly [key: string]: string } = {
  gpu: 'nvidia.com/gpu',
  mem: 'nvidia.com/gpumem',
  percent: 'nvidia.com/gpumem-percentage',
  cores: 'nvidia.com/gpucores',
};
const resources = (amounts: object) =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [SHORT[key] ?? key, amount]));
const demand = (limits: object, { hasWebhook = true, requests = {} } = {}) =>
  demandOf({ resources: { limits: resources(limits), requests: resources(requests) } }, HamiNames.DEFAULT, hasWebhook);

describe('what HAMi makes of limits', () => {
  test.each([
    ['only cards: nobody shares them [9]', { gpu: 2 }, { cards: 2, mib: 0, percent: 100, cores: 100 }],
    ['only memory: one card is added [26]', { mem: 3000 }, { cards: 1, mib: 3000, percent: 100, cores: 0 }],
    ['only compute: one card, all of its memory [26]', { cores: 30 }, { cards: 1, mib: 0, percent: 100, cores: 30 }],
    ['a share of 100 is exclusive [24]', { gpu: 1, percent: 100 }, { cards: 1, mib: 0, percent: 100, cores: 100 }],
    [
      'a share of 100 with compute is not',
      { gpu: 1, percent: 100, cores: 40 },
      { cards: 1, mib: 0, percent: 100, cores: 40 },
    ],
    [
      'memory and a share: memory wins [24]',
      { gpu: 1, mem: 5000, percent: 25 },
      { cards: 1, mib: 5000, percent: 100, cores: 0 },
    ],
    [
      'no memory is all memory, and not exclusive [36]',
      { gpu: 1, mem: 0 },
      { cards: 1, mib: 0, percent: 100, cores: 0 },
    ],
    ['a share of zero is unset [24]', { gpu: 1, percent: 0 }, { cards: 1, mib: 0, percent: 100, cores: 0 }],
    ['quantities are compared by value', { gpu: '1', mem: '3k' }, { cards: 1, mib: 3000, percent: 100, cores: 0 }],
    ['the most that 31 bits hold', { gpu: 1, mem: 2147483647 }, { cards: 1, mib: 2147483647, percent: 100, cores: 0 }],
  ])('%s', (_, limits, request) => {
    expect(demand(limits).request).toEqual(request);
  });

  test.each([
    [{ gpu: 0 }, 'nvidia.com/gpu is 0'],
    [{ mem: '4Gi' }, 'nvidia.com/gpumem is 4294967296 MiB, more than 2147483647'],
  ])('%j: the pod is bound without a card [36]', (limits, dropped) => {
    expect(demand(limits)).toMatchObject({ request: undefined, dropped, isHamis: true });
  });

  test.each([
    [{ gpu: 1, mem: 0 }, ['nvidia.com/gpumem 0 is taken for all the memory']],
    [{ gpu: 1, mem: 1000, percent: 5 }, ['nvidia.com/gpumem-percentage beside nvidia.com/gpumem is ignored']],
    [{ gpu: 1, percent: 0 }, ['nvidia.com/gpumem-percentage 0 is taken for all the memory']],
    [{ mem: 1000, cores: 250 }, ['nvidia.com/gpucores 250 is taken for 100, a card that nobody shares']],
    [{ gpu: 1, mem: 1000, cores: 30 }, []],
  ])('%j: what HAMi ignores is told', (limits, ignored) => {
    expect(demand(limits).ignored).toEqual(ignored);
  });

  test('a share out of range is refused [25]', () => {
    expect(demand({ percent: 101 }).refused).toBe('nvidia.com/gpumem-percentage is 101: from 0 to 100 is allowed');
  });

  test('without the webhook nothing is added', () => {
    expect(demand({ mem: 3000 }, { hasWebhook: false })).toEqual({ isHamis: false, ignored: [] });
    expect(demand({ gpu: 1 }, { hasWebhook: false }).request).toEqual({ cards: 1, mib: 0, percent: 100, cores: 0 });
  });

  test('other resources are none of its business', () => {
    expect(demand({ cpu: 4, 'amd.com/gpu': 1 })).toEqual({ isHamis: false, ignored: [] });
    expect(demandOf({}, HamiNames.DEFAULT, true)).toEqual({ isHamis: false, ignored: [] });
  });

  test('limits count before requests', () => {
    expect(demand({ gpu: 1 }, { requests: { gpu: 1, mem: 500 } }).request).toMatchObject({ cards: 1, mib: 500 });
  });
});
