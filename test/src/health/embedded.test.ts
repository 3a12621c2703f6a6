import { afterAll, beforeAll, describe } from 'vitest';
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
