import type { Probed } from '../probe-all';
import type { NodeState } from '../types';

/** How many nodes are in each state. */
export function countsOf(states: readonly NodeState[]): { readonly [state in NodeState]: number } {
  const counts = { connected: 0, failed: 0, unknown: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

/** Nodes as columns that line up, in the order that they are given; what is not quite well stands below its node. */
export function tableOf(probed: readonly Probed[]): string {
  const rows = probed.map(({ target, result }) => [target.name, result.state, result.reason, result.detail]);
  const all = [['NODE', 'STATE', 'REASON', 'DETAIL'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    `${row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  const indent = ' '.repeat(widths[0] + 2);
  const body = probed.map(({ result: { warnings } }, index) =>
    [line(rows[index]), ...warnings.map((warning) => `${indent}warning: ${warning}\n`)].join(''),
  );
  return line(all[0]) + body.join('');
}
