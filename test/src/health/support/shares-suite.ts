import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../src/health/store/database';
import { migrate } from '../../../../src/health/store/migrations';
import { SHARES, Shares } from '../../../../src/health/store/shares';
import { emptied } from './store-suite';

const PERIOD_MS = 1000;
/** Less than the tenth by which shares that were missed are due earlier. */
const TICK_MS = 50;
/** Any time, at the begin of a round. */
const START_MS = 1_800_000_000_000;

/** What leases promise, by a clock of the database that the test moves. */
export function sharesSuite(open: () => Database): void {
  let database: Database;
  let now = START_MS;
  beforeAll(async () => {
    database = await emptied(open());
    await migrate(database);
    await database.query('CREATE TABLE test_clock (ms double precision)');
    await database.query('INSERT INTO test_clock VALUES (0)');
    await database.query(
      `CREATE OR REPLACE FUNCTION health_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       'SELECT to_timestamp(ms / 1000) FROM test_clock'`,
    );
  });
  beforeEach(async () => {
    await database.query('UPDATE share SET claimed_round = 0, finished_round = 0, claimed_by = NULL');
    await database.query('DELETE FROM server');
    now = START_MS;
  });
  const setClock = (ms: number) => database.query('UPDATE test_clock SET ms = $1', [ms]);

  /** Runs servers side by side for a time; gives when each share was begun, and by whom. */
  async function run(
    servers: readonly string[],
    rounds: number,
    more: { finishes?: (server: string) => boolean } = {},
  ) {
    const all = servers.map((id) => ({ id, shares: new Shares(database, id, PERIOD_MS) }));
    const begun: { share: number; at: number; by: string; round: number }[] = [];
    for (const end = now + rounds * PERIOD_MS; now < end; now += TICK_MS) {
      await setClock(now);
      for (const { id, shares } of all) {
        const claims = await shares.claim(SHARES);
        begun.push(...claims.map(({ share, round }) => ({ share, at: now, by: id, round })));
        if (claims.length > 0 && more.finishes?.(id) !== false) await shares.finish(claims);
      }
    }
    return begun;
  }

  /** Longest time between two looks at a share, from and to the ends of what was seen. */
  function longestGap(begun: readonly { share: number; at: number }[]): number {
    const gaps = Array.from({ length: SHARES }, (_, share) => {
      const times = begun.filter((one) => one.share === share).map(({ at }) => at);
      return Math.max(...times.slice(1).map((at, index) => at - times[index]));
    });
    return Math.max(...gaps);
  }
  const countOf = (begun: readonly { by: string }[], server: string) => begun.filter(({ by }) => by === server).length;
  const twice = (begun: readonly { share: number; round: number }[]) =>
    begun.length - new Set(begun.map(({ share, round }) => `${share} ${round}`)).size;

  test('one server begins every share once a round, at its own moment, spread over the period', async () => {
    await run(['a'], 1);
    const begun = await run(['a'], 2);
    expect(begun).toHaveLength(2 * SHARES);
    expect(twice(begun)).toBe(0);
    expect(longestGap(begun)).toBeLessThanOrEqual(PERIOD_MS + TICK_MS);
    const atOnce = begun.map(({ at }) => begun.filter((other) => other.at === at).length);
    expect(Math.max(...atOnce)).toBeLessThan(20);
  });

  test('two servers have half of the shares each, and none twice', async () => {
    await run(['a', 'b'], 1);
    const begun = await run(['a', 'b'], 2);
    expect([countOf(begun, 'a'), countOf(begun, 'b'), twice(begun)]).toEqual([SHARES, SHARES, 0]);
  });

  test('a server that comes gets its part, and keeps it', async () => {
    await run(['a'], 2);
    await run(['a', 'b'], 1);
    const [first, second] = [await run(['a', 'b'], 1), await run(['a', 'b'], 1)];
    expect(countOf(first, 'b')).toBe(SHARES / 2);
    const of = (begun: typeof first) => begun.filter(({ by }) => by === 'b').map(({ share }) => share);
    expect(of(second)).toEqual(of(first));
  });

  test.each([0.1, 0.3, 0.55, 0.8])(
    'a server that dies %d periods into a round, with shares begun and not finished: nobody waits for two periods',
    async (part) => {
      let begun = await run(['a', 'b'], 2);
      // In its last moment it takes shares, and looks at none of their nodes.
      begun = begun.concat(await run(['a', 'b'], part - 0.1));
      begun = begun.concat(
        (await run(['a', 'b'], 0.1, { finishes: (id) => id !== 'b' })).filter(({ by }) => by === 'a'),
      );
      begun = begun.concat(await run(['a'], 3));
      expect(twice(begun)).toBe(0);
      expect(longestGap(begun)).toBeLessThanOrEqual(2 * PERIOD_MS);
    },
  );

  test('a server that hangs is helped out in the same round', async () => {
    await run(['a', 'b'], 2);
    // b says that it lives, and takes nothing.
    const b = new Shares(database, 'b', PERIOD_MS);
    const begun = [];
    for (const end = now + PERIOD_MS; now < end; now += TICK_MS) {
      await setClock(now);
      await b.claim(0);
      begun.push(...(await new Shares(database, 'a', PERIOD_MS).claim(SHARES)));
    }
    expect(begun).toHaveLength(SHARES);
    expect(Math.max(...begun.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(PERIOD_MS / 10 + TICK_MS);
  });

  test('a server that leaves gives back what it did not begin', async () => {
    await run(['a', 'b'], 2);
    await run(['a', 'b'], 0.5);
    const b = new Shares(database, 'b', PERIOD_MS);
    now += TICK_MS;
    await setClock(now);
    const given = await b.claim(SHARES);
    expect(given.length).toBeGreaterThan(0);
    await b.leave(given);
    const taken = await new Shares(database, 'a', PERIOD_MS).claim(SHARES);
    expect(taken.map(({ share }) => share)).toEqual(expect.arrayContaining(given.map(({ share }) => share)));
  });

  test.each([
    ['an hour ahead', 3_600_000],
    ['an hour back', -3_600_000],
    ['a year back', -31_536_000_000],
    ['a third of a period ahead', PERIOD_MS / 3],
  ])(
    'after the clock jumps %s every share is looked at within a period, and goes on as before',
    async (_name, jump) => {
      await run(['a', 'b'], 2);
      now += jump;
      expect(new Set((await run(['a', 'b'], 1)).map(({ share }) => share)).size).toBe(SHARES);
      await run(['a', 'b'], 1);
      const begun = await run(['a', 'b'], 3);
      expect([begun.length, twice(begun)]).toEqual([3 * SHARES, 0]);
      expect(countOf(begun, 'a')).toBe(countOf(begun, 'b'));
    },
  );

  test('a server that can take a few only takes those that wait longest, round after round', async () => {
    const shares = new Shares(database, 'a', PERIOD_MS);
    const seen: number[] = [];
    for (let round = 0; round < 4; round++) {
      await setClock(START_MS + (round + 1) * PERIOD_MS - 1);
      seen.push(...(await shares.claim(SHARES / 4)).map(({ share }) => share));
    }
    expect(new Set(seen).size).toBe(SHARES);
  });

  test('servers that ask in the same moment never get the same share', async () => {
    await setClock(START_MS + PERIOD_MS - 1);
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, index) => new Shares(database, `s${index}`, PERIOD_MS).claim(40)),
    );
    const shares = claims.flat().map(({ share }) => share);
    expect(new Set(shares).size).toBe(shares.length);
    expect(shares.length).toBeGreaterThan(SHARES / 2);
  });
}
