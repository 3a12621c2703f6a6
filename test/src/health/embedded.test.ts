import { setImmediate as immediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/health/store/database';
import { openEmbedded } from '../../../src/health/store/embedded';
import { apiSuite } from './support/api-suite';
import { sharesSuite } from './support/shares-suite';
import { storeSuite } from './support/store-suite';

/** Store, leases and API on the embedded database; the same suites run on a PostgreSQL server in the conformance run. */
let database: Database;
beforeAll(async () => {
  database = await openEmbedded(undefined);
}, 180_000);
afterAll(() => database?.close());

describe('store', () => storeSuite(() => database));
describe('leases', () => sharesSuite(() => database));
describe('API', () => apiSuite(() => database));

test('an answer that nobody holds any more is not kept', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const answers: WeakRef<object>[] = [];
  for (let i = 0; i < 20; i++) answers.push(new WeakRef(await database.query('SELECT $1::int AS number', [i])));
  await database.query('SELECT 1');
  await immediate();
  collect();
  // The last one may still be on its way.
  expect(answers.filter((answer) => answer.deref()).length).toBeLessThanOrEqual(2);
});
