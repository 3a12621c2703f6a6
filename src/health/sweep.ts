import { setMaxListeners } from 'node:events';
import { setImmediate as immediate } from 'node:timers/promises';
import { Places, sleep } from './places';
import type { SessionCache } from './probe/sessions';
import { shown } from './probe/shown';
import { logFailure } from './sweep-log';
import type { NodeTarget, Probe, ProbeResult } from './types';

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

/** What a sweep goes over, and where its results go. */
export interface SweepOptions {
  /** Asked anew for each round. */
  readonly targets: () => readonly NodeTarget[] | Promise<readonly NodeTarget[]>;
  /** Takes each result as it comes. */
  readonly sink: (target: NodeTarget, result: ProbeResult) => void | Promise<void>;
  readonly probe: Probe;
  /** @default 30 s (facts: compute-nodes.md 3) */
  readonly periodMs?: number;
  /**
   * For each node; less than the period.
   * @default 10 s
   */
  readonly deadlineMs?: number;
  /**
   * Probes at one time. A node that hangs holds its place until the deadline: with the defaults, a third of 4,000 nodes may.
   * @default 1024
   */
  readonly concurrency?: number;
  /**
   * Sessions that the probe keeps; those of nodes that are gone are dropped.
   * @default - none are kept
   */
  readonly sessions?: SessionCache;
  /**
   * Takes one line for each node that failed, and for what goes wrong in the sweep itself.
   * @default - a line of JSON on stderr
   */
  readonly log?: (line: object) => void;
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
export const DEADLINE_MS = 10_000;
const CONCURRENCY = 1024;

/**
 * Between two starts, where there is time: a crowd of handshakes at once would make each of them slow, and the slowest look as
 * if its node were.
 */
const PACE_MS = 5;
/**
 * Probes that are busy at one time: a node answers in far less than half a second, or most likely not at all. More would only
 * wait for our own processor, until their deadlines blame the nodes.
 */
const BUSY = 64;
const BUSY_MS = 500;
/** Left of a period when the last deadline is over. */
const MARGIN_MS = 2_000;
/** Of the pace: two checkers that were started together drift apart. */
const JITTER = 0.5;

export function createSweep(options: SweepOptions): Sweep {
  return new NodeSweep(options);
}

class NodeSweep implements Sweep {
  private readonly periodMs: number;
  private readonly deadlineMs: number;
  private readonly log: (line: object) => void;
  private readonly places: Places;
  private readonly busy = new Places(BUSY);
  private stopping?: AbortController;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: SweepOptions) {
    this.periodMs = options.periodMs ?? PERIOD_MS;
    this.deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    this.places = new Places(options.concurrency ?? CONCURRENCY);
    this.log = options.log ?? ((line) => process.stderr.write(`${JSON.stringify(line)}\n`));
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
        this.logTrouble('the round failed', error);
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
    const window = Math.max(0, this.periodMs - this.deadlineMs - MARGIN_MS);
    const pace = Math.min(PACE_MS, window / Math.max(1, targets.length));
    let mostAtOnce = 0;
    for (const [index, target] of targets.entries()) {
      const start = started + (index + JITTER * Math.random()) * pace;
      if (start > performance.now() + 1) await sleep(start - performance.now(), signal);
      const leave = await this.enter();
      if (signal.aborted) {
        leave();
        break;
      }
      const one = this.one(target, signal).then((state) => {
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

  /** Waits until one more probe may run; what comes back ends its stay. */
  private async enter(): Promise<() => void> {
    await this.places.take();
    await this.busy.take();
    // Answers that have come are looked at before the next question is asked.
    await immediate();
    let isBusy = true;
    const rest = () => {
      if (isBusy) this.busy.free();
      isBusy = false;
    };
    const timer = setTimeout(rest, BUSY_MS);
    return () => {
      clearTimeout(timer);
      rest();
      this.places.free();
    };
  }

  /** Never rejects: one node's trouble is no other's. */
  private async one(target: NodeTarget, signal: AbortSignal): Promise<ProbeResult['state'] | undefined> {
    const result = await this.probed(target, signal);
    // It was ended, not looked at: what is known of the node stays.
    if (signal.aborted && result.reason === 'aborted') return undefined;
    if (result.state === 'failed') this.log(logFailure(target, result));
    try {
      await this.options.sink(target, result);
    } catch (error) {
      this.logTrouble(`the result of node ${shown(target.name)} was not taken`, error);
    }
    return result.state;
  }

  private async probed(target: NodeTarget, signal: AbortSignal): Promise<ProbeResult> {
    try {
      return await this.options.probe(target, { deadlineMs: this.deadlineMs, signal });
    } catch (error) {
      const detail = `unforeseen: ${kindOf(error)}`;
      return { state: 'unknown', reason: 'internal-error', detail, elapsedMs: 0, warnings: [] };
    }
  }

  /** An error of unknown shape may hold anything: only its kind is told. */
  private logTrouble(message: string, error: unknown): void {
    this.log({ time: new Date().toISOString(), level: 'error', msg: `sweep: ${message}`, error: kindOf(error) });
  }
}

function kindOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ') || typeof error;
}
