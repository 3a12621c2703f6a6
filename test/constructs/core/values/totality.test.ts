import { App } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabChart, type Value } from '../../../../constructs/core';
import type { Mapping } from '../../../../constructs/core/private/mapping';
import { coalesce } from '../../../../constructs/core/values/private/coalesce';
import { defaultsOf } from '../../../../constructs/core/values/private/declaration';
import { printExpression } from '../../../../constructs/core/values/private/print';
import { schemaOf } from '../../../../constructs/core/values/private/schema';
import { declare, someDefaults } from '../../../support/random-charts/declared';
import { someBoolean, someInteger, someText } from '../../../support/random-charts/expressions';
import type { Recipes } from '../../../support/random-charts/recipe';
import { validValues } from '../../../support/values-arbitrary';
import { resultOf } from './declared';

const [defaults] = fc.sample(someDefaults, { numRuns: 1, seed: 1 });
const chart = new LabChart(new App(), 'chart');
const declared = declare(chart, defaults);
const valid = validValues(schemaOf(chart.values)).map((given) => coalesce(defaultsOf(chart.values), given));

test.each<[string, Recipes<Value>, (result: unknown) => boolean]>([
  ['text', someText(3, []), (result) => typeof result === 'string' && (result as any).isWellFormed()],
  ['an integer', someInteger(3, []), Number.isSafeInteger],
  ['a boolean', someBoolean(3, []), (result) => typeof result === 'boolean'],
])('any expression of type %s has a result of its type for all valid values', (_, recipes, isRight) => {
  fc.assert(
    fc.property(recipes, valid, (recipe, values: Mapping) => {
      const value = recipe(declared);
      expect(resultOf(value, values)).toSatisfy(isRight);
      expect(isOperand(printExpression(value._expression))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** One pair of brackets around all of it, or none at its ends: so it can stand as an argument. */
function isOperand(printed: string): boolean {
  const structure = printed.replace(/"(\\.|[^"\\])*"/g, '""');
  const pairs = /\([^()]*\)/g;
  let rest = structure;
  while (pairs.test(rest)) rest = rest.replace(pairs, '_');
  return /^[^()\s]+$/.test(rest);
}
