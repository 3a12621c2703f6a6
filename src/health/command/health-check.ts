import { writeFileSync } from 'node:fs';
import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../../cli/finding';
import { probe } from '../probe/probe';
import { type Probed, probeAll } from '../probe-all';
import { REASONS } from '../reasons';
import type { NodeState } from '../types';
import { type Action, deadlineOf, NODE_OPTIONS, nodeOf, targetsOf } from './action';
import { junitOf } from './junit';
import { countsOf, tableOf } from './table';

/** Looks at every node once. */
export const action: Action = {
  options: [...NODE_OPTIONS, 'audit', 'junit'],
  async run(options) {
    const deadlineMs = deadlineOf(options);
    const { targets, findings } = targetsOf(options);
    const signal = new AbortController().signal;
    const probed = await probeAll(targets, probe, { deadlineMs, audit: options.audit === true, signal });
    const counts = countsOf(probed.map(({ result }) => result.state));
    return {
      findings: [...findings, ...probed.flatMap(findingsOf), ...written(options.junit as string | undefined, probed)],
      result: { nodes: probed.map(nodeOf), summary: counts },
      text: `${tableOf(probed)}${Object.entries(counts)
        .map(([state, count]) => `${count} ${state}`)
        .join(', ')}\n`,
      told: true,
    };
  },
};

const LEVELS: { readonly [state in NodeState]?: readonly [Finding['level'], string] } = {
  failed: ['error' as Finding['level'], 'GPULAB4402'],
  unknown: ['warning' as Finding['level'], 'GPULAB4403'],
};

/** A node that failed is an error; one that nothing is known of, or that is not quite well, is worth a warning. */
function findingsOf({ target: { name }, result }: Probed): Finding[] {
  const { state, reason, detail, warnings } = result;
  const found = warnings.map((message) => ({
    level: 'warning' as Finding['level'],
    code: 'GPULAB4404',
    message: `node ${name}: ${message}`,
  }));
  const level = LEVELS[state];
  if (!level) return found;
  const message = `node ${name} ${state === 'failed' ? 'failed' : 'is unknown'} (${reason}): ${detail}`;
  return [{ level: level[0], code: level[1], message, hint: REASONS[reason].remedy.en }, ...found];
}

/** The report for a CI system. */
function written(file: string | undefined, probed: readonly Probed[]): Finding[] {
  if (file === undefined) return [];
  try {
    writeFileSync(file, junitOf(probed));
    return [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    process.stderr.write(`cannot write ${file} (${code})\n`);
    return [commandError('GPULAB4405', `cannot write ${file} (${code})`, { file })];
  }
}
