import { columns } from '../../cli/columns';
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
  const [head, ...lines] = columns(all);
  const indent = ' '.repeat(head.indexOf('STATE'));
  const body = probed.flatMap(({ result: { warnings } }, index) => [
    lines[index],
    ...warnings.map((warning) => `${indent}warning: ${warning}`),
  ]);
  return [head, ...body].map((line) => `${line}\n`).join('');
}
