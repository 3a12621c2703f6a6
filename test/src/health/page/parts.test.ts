import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { visible } from '../../../../src/health/page/dom';
import { type ComputeNode, daysUntil, firstExpiry, inOrder, rankOf } from '../../../../src/health/page/node';
import type { partsOf } from '../../../../src/health/page/strip';
import { shown } from '../../../../src/health/probe/shown';

const NOW = Date.UTC(2026, 10, 30, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (time: number): string => new Date(time).toISOString();

const node = (name: string, health: object = {}, more: object = {}): ComputeNode =>
  ({ ID: 1, name, health: { state: 'connected', warnings: [], ...health }, ...more }) as unknown as ComputeNode;

describe('the order of nodes', () => {
  test('has first what needs somebody, and counts numbers as numbers', () => {
    const nodes = [
      node('gpu-10'),
      node('gpu-9'),
      node('b', { state: 'unknown' }),
      node('c', { warnings: ['ends soon'] }),
      node('d', { state: 'failed' }),
    ];
    expect(nodes.sort(inOrder).map(({ name }) => name)).toEqual(['d', 'b', 'c', 'gpu-9', 'gpu-10']);
    expect(nodes.map(rankOf)).toEqual([0, 1, 2, 3, 3]);
  });
});

describe('the certificate of a node', () => {
  test('is that of the two which ends first, in whole days', () => {
    const tls = { server: { validTo: iso(NOW + 40 * DAY) }, client: { validTo: iso(NOW + 9.5 * DAY) } };
    const first = firstExpiry(node('n', { tls }))!;
    expect([first.what, daysUntil(first.at, NOW)]).toEqual(['client', 9]);
    expect(daysUntil(NOW - 1, NOW)).toBe(-1);
    expect(firstExpiry(node('n'))).toBeUndefined();
  });
});

describe('the history of a day', () => {
  let parts: typeof partsOf;
  beforeAll(async () => {
    vi.stubGlobal('localStorage', { getItem: () => null });
    vi.stubGlobal('navigator', { language: 'en' });
    parts = (await import('../../../../src/health/page/strip')).partsOf;
    vi.unstubAllGlobals();
  });
  const change = (hours: number, state: string) => ({ ID: 1, at: iso(NOW - hours * HOUR), state }) as never;
  const hoursOf = (changes: never[]) =>
    parts(changes, NOW).map(({ state, from, to }) => [state, (NOW - from) / HOUR, (NOW - to) / HOUR]);

  test('goes from change to change until now', () => {
    expect(hoursOf([change(1, 'connected'), change(3, 'failed'), change(10, 'connected')])).toEqual([
      ['connected', 10, 3],
      ['failed', 3, 1],
      ['connected', 1, 0],
    ]);
  });

  test('begins a day ago with what the node was then', () => {
    expect(hoursOf([change(2, 'failed'), change(70, 'connected'), change(80, 'failed')])).toEqual([
      ['connected', 24, 2],
      ['failed', 2, 0],
    ]);
  });

  test('is empty for a node without any, and never overlaps, whatever the clocks say', () => {
    expect(hoursOf([])).toEqual([]);
    const states = fc.constantFrom('connected', 'failed', 'unknown');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: -5, max: 60, noNaN: true }), states)), (changes) => {
        const found = parts(
          changes.map(([hours, state]) => change(hours, state)),
          NOW,
        );
        for (const [index, { from, to }] of found.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual(found[index - 1]?.to ?? NOW - DAY);
          expect(to).toBeLessThanOrEqual(NOW);
        }
      }),
    );
  });
});

describe("a stranger's text", () => {
  test('shows what nobody would see', () => {
    expect(visible('gpu\u202e70-upg')).toBe('gpu⟨U+202E⟩70-upg');
    expect(visible('a\u200bb\ufeff')).toBe('a⟨U+200B⟩b⟨U+FEFF⟩');
  });

  test('is otherwise as it is', () => {
    expect(visible('<img src=x> 上海 "A&B" é 🙂')).toBe('<img src=x> 上海 "A&B" é 🙂');
    const joined = '👩🏽‍🔧 and ❤️‍🔥';
    expect([visible(joined), shown(joined)]).toEqual([joined, joined]);
    expect(visible('a\u200db👩\u200d')).toBe('a⟨U+200D⟩b👩⟨U+200D⟩');
    const hidden = /[\p{Bidi_Control}\u200b\ufeff]/u;
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !hidden.test(visible(text))));
  });
});
