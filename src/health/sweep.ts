import { setMaxListeners } from 'node:events';
import { sleep } from './places';
import type { SessionCache } from './probe/sessions';
import { Prober, type ProberOptions } from './prober';
import type { NodeTarget } from './types';

/** One round over all nodes, when it is over. */
export interface SweepSummary {
  readonly nodes: number;
  readonly connected: number;
  readonly failed: number;
  readonly unknown: number;
  readonly elapsedMs: number;
  /** Most probes that ran at one time. */
  readonly mostAtOnce: number;
}

/** What a sweep goes over. */
export interface SweepOptions extends ProberOptions {
  /** Asked anew for each round. */
  readonly targets: () => readonly NodeTarget[] | Promise<readonly NodeTarget[]>;
  /** @default 30 s (facts: compute-nodes.md 3) */
  readonly periodMs?: number;
  /**
   * Sessions that the probe keeps; those of nodes that are gone are dropped.
   * @default - none are kept
   */
  readonly sessions?: SessionCache;
  /** @default - nobody wants to know */
  readonly onRound?: (summary: SweepSummary) => void;
}

/** Looks at all nodes, again and again. */
export interface Sweep {
  /** Begins with a round, then one each period. */
  start(): void;
  /** Ends the probes that run, without a result, and resolves when none is left. */
  stop(): Promise<void>;
}

export const PERIOD_MS = 30_000;

/**
 * Between two starts, where there is time: a crowd of handshakes at once would make each of them slow, and the slowest look as
 * if its node were.
 */
const PACE_MS = 5;
/** Left of a period when the last deadline is over. */
const MARGIN_MS = 2_000;
/** Of the pace: two checkers that were started together drift apart. */
const JITTER = 0.5;

export function createSweep(options: SweepOptions): Sweep {
  return new NodeSweep(options);
}

class NodeSweep implements Sweep {
  private readonly periodMs: number;
  private readonly prober: Prober;
  private stopping?: AbortController;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: SweepOptions) {
    this.periodMs = options.periodMs ?? PERIOD_MS;
    this.prober = new Prober(options);
  }

  start(): void {
    if (this.stopping) return;
    this.stopping = new AbortController();
    // One for each probe that runs: more than the ten that Node takes for a leak.
    setMaxListeners(0, this.stopping.signal);
    this.running = this.rounds(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping?.abort();
    await this.running;
    this.stopping = undefined;
  }

  /** Rounds begin at multiples of the period. One that takes longer makes the next wait: two never run at a time. */
  private async rounds(signal: AbortSignal): Promise<void> {
    let due = performance.now();
    while (!signal.aborted) {
      try {
        await this.round(signal);
      } catch (error) {
        this.prober.logTrouble('the round failed', error);
      }
      const now = performance.now();
      // At least once: a timer may ring a little early, and its round would be run twice.
      do due += this.periodMs;
      while (due <= now);
      await sleep(due - now, signal);
    }
  }

  private async round(signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const targets = await this.options.targets();
    this.options.sessions?.prune(Date.now());
    const counts = { connected: 0, failed: 0, unknown: 0 };
    const running = new Set<Promise<void>>();
    const window = Math.max(0, this.periodMs - this.prober.deadlineMs - MARGIN_MS);
    const pace = Math.min(PACE_MS, window / Math.max(1, targets.length));
    let mostAtOnce = 0;
    for (const [index, target] of targets.entries()) {
      const start = started + (index + JITTER * Math.random()) * pace;
      if (start > performance.now() + 1) await sleep(start - performance.now(), signal);
      const leave = await this.prober.enter();
      if (signal.aborted) {
        leave();
        break;
      }
      const one = this.prober.look(target, signal).then((state) => {
        if (state) counts[state]++;
        running.delete(one);
        leave();
      });
      running.add(one);
      mostAtOnce = Math.max(mostAtOnce, running.size);
    }
    await Promise.all(running);
    if (signal.aborted) return;
    const elapsedMs = Math.round(performance.now() - started);
    this.options.onRound?.({ nodes: targets.length, ...counts, elapsedMs, mostAtOnce });
  }
}
