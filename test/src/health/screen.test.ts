import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { drawn } from '../../../src/health/command/screen';
import type { Probed } from '../../../src/health/probe-all';
import { type Reason, stateOf } from '../../../src/health/reasons';
import { plainTarget } from './support/lab';

const node = (name: string, reason: Reason): Probed => ({
  target: { ...plainTarget(1), name },
  result: { state: stateOf(reason), reason, detail: 'words of some length', elapsedMs: 1, warnings: ['not here'] },
});
const NODES = [node('a', 'ok'), node('b', 'not-tested'), node('c', 'timeout'), node('d', 'ok')];

test('what needs somebody comes first, below the counts', () => {
  const frame = stripVTControlCharacters(drawn(NODES, { columns: 80, rows: 24, coloured: true }));
  expect(frame.split('\r\n')).toEqual([
    'gpulab health  2 connected, 1 failed, 1 unknown',
    '',
    'NODE  STATE      REASON      DETAIL',
    'c     failed     timeout     words of some length',
    'b     unknown    not-tested  words of some length',
    'a     connected  ok          words of some length',
    'd     connected  ok          words of some length',
    '',
  ]);
});

test('a frame is never larger than the terminal, and says what it leaves out', () => {
  const frame = stripVTControlCharacters(drawn(NODES, { columns: 20, rows: 6, coloured: false }));
  const lines = frame.trimEnd().split('\r\n');
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
  expect(lines.at(-1)).toBe('... and 2 more');
});

test('colours are those of states, and none where they are not wanted', () => {
  const red = '\u001b[31m';
  expect(drawn(NODES, { columns: 80, rows: 24, coloured: true })).toContain(`${red}c     failed`);
  expect(drawn(NODES, { columns: 80, rows: 24, coloured: false })).not.toContain(red);
});
