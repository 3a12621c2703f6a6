import { usageError } from '../../cli/finding';
import { createProbe, SessionCache } from '../probe';
import type { Probed } from '../probe-all';
import { createSweep, PERIOD_MS } from '../sweep';
import type { NodeTarget, ProbeResult } from '../types';
import { type Action, deadlineOf, NODE_OPTIONS, targetsOf } from './action';
import { Screen } from './screen';

const NOT_TESTED: ProbeResult = {
  state: 'unknown',
  reason: 'not-tested',
  detail: 'not looked at yet',
  elapsedMs: 0,
  warnings: [],
};

/** Looks at every node again and again, until it is interrupted. */
export const action: Action = {
  options: NODE_OPTIONS,
  async run(options) {
    if (options.json) throw usageError('watch has no --json: it has no end', 'gpulab health check --json');
    const deadlineMs = deadlineOf(options);
    if (deadlineMs >= PERIOD_MS) {
      throw usageError(`--deadline ${deadlineMs} is not below the period of ${PERIOD_MS} ms`, 'gpulab health --help');
    }
    const { targets, findings } = targetsOf(options);
    const latest = new Map<NodeTarget, ProbeResult>(targets.map((target) => [target, NOT_TESTED]));
    const view = process.stdout.isTTY ? new Screen(process.stdout) : undefined;
    const show = () => view?.show([...latest].map(([target, result]): Probed => ({ target, result })));
    const sessions = new SessionCache();
    const sweep = createSweep({
      targets: () => targets,
      probe: createProbe({ sessions }),
      sessions,
      deadlineMs,
      sink: (target, result) => {
        const before = latest.get(target);
        latest.set(target, result);
        if (!view && changed(before, result)) process.stdout.write(lineOf(target, result));
        show();
      },
      // Who watches sees; a log between the lines of a table would break it.
      log: () => {},
    });
    show();
    sweep.start();
    await interrupted();
    await sweep.stop();
    view?.end();
    return { findings, text: '' };
  },
};

const changed = (before: ProbeResult | undefined, { state, reason, detail }: ProbeResult): boolean =>
  before?.state !== state || before.reason !== reason || (state !== 'connected' && before.detail !== detail);

/** One line for each change, where there is no terminal. */
const lineOf = ({ name }: NodeTarget, { state, reason, detail }: ProbeResult): string =>
  `${new Date().toISOString()} ${name} ${state} ${reason} ${detail}\n`;

/** Resolves at the first SIGINT or SIGTERM, or when nobody reads any more. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
    process.stdout.once('error', () => resolve());
  });
}
