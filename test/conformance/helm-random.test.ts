import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../constructs/core/values/private/functions';
import { type MakeChart, randomCharts, randomValues, wrongValues } from '../support/chart-arbitrary';
import { MUTATIONS, type Mutation } from './helm-mutations';
import { describeHelms } from './tools/helm';
import { asJson, ChartFolder, type Given, sameAsHelm } from './tools/helm-compare';
import { Difference } from './tools/helm-output';

const CHARTS = 500;

let samples: Sample[];
const shown = new Map<Mutation, Sample>();
beforeAll(() => {
  const charts = fc.sample(fc.tuple(randomCharts, randomValues), { numRuns: CHARTS, seed: 1 });
  samples = charts.map(([make, values]) => ({ make, given: asJson(values), right: printed(make) }));
});

describeHelms('random charts', (helm) => {
  const compare = async (make: MakeChart, given: Given): Promise<number | undefined> => {
    const folder = new ChartFolder(make());
    try {
      return (await sameAsHelm(helm, folder, given))?.length;
    } finally {
      folder.remove();
    }
  };

  test('give the same objects in both forms', async () => {
    let objects = 0;
    const property = fc.asyncProperty(randomCharts, randomValues, async (make, values) => {
      objects += (await compare(make, asJson(values))) ?? 0;
    });
    // Shrinking asks Helm thousands of times; the seed tells the chart.
    await fc.assert(property, { numRuns: CHARTS, endOnFailure: true });
    expect(objects).toBeGreaterThan(CHARTS);
  });

  test('refuse the same values in both forms', async () => {
    let refused = 0;
    const property = fc.asyncProperty(randomCharts, wrongValues, async (make, values) => {
      refused += (await compare(make, asJson(values))) === undefined ? 1 : 0;
    });
    await fc.assert(property, { numRuns: CHARTS, endOnFailure: true });
    expect(refused).toBeGreaterThan(CHARTS / 2);
  });

  describe('show that a rule is wrong', () => {
    test('in any function of the grammar', () => {
      expect(MUTATIONS.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(FUNCTIONS)));
    });

    test.each(MUTATIONS)('$name', async (mutation) => {
      const undo = mutation.apply();
      try {
        // What shows it to one Helm most likely shows it to the other.
        const showing = await firstDifferent([shown.get(mutation) ?? [], samples].flat());
        expect(showing).toBeDefined();
        shown.set(mutation, showing!);
      } finally {
        undo();
      }
    });
  });

  async function firstDifferent(among: readonly Sample[]): Promise<Sample | undefined> {
    for (const sample of among) {
      // What is printed as before needs no Helm.
      if (printed(sample.make) === sample.right) continue;
      try {
        await compare(sample.make, sample.given);
      } catch (error) {
        if (error instanceof Difference) return sample;
        throw error;
      }
    }
    return undefined;
  }
});

interface Sample {
  readonly make: MakeChart;
  readonly given: Given;
  /** The chart as it is printed by the right rules. */
  readonly right: string;
}

const printed = (make: MakeChart): string => JSON.stringify(make().renderFiles());
