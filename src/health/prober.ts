import { setImmediate as immediate } from 'node:timers/promises';
import { Places } from './places';
import { shown } from './probe/shown';
import { logFailure } from './sweep-log';
import type { NodeTarget, Probe, ProbeResult } from './types';

/** How nodes are looked at, and where results go. */
export interface ProberOptions {
  readonly probe: Probe;
  /** Takes each result as it comes. */
  readonly sink: (target: NodeTarget, result: ProbeResult) => void | Promise<void>;
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
   * Takes one line for each node that failed, and for what goes wrong in the sweep itself.
   * @default - a line of JSON on stderr
   */
  readonly log?: (line: object) => void;
}

export const DEADLINE_MS = 10_000;
const CONCURRENCY = 1024;

/**
 * Probes that are busy at one time: a node answers in far less than half a second, or most likely not at all. More would only
 * wait for our own processor, until their deadlines blame the nodes.
 */
const BUSY = 64;
const BUSY_MS = 500;

/** Looks at nodes, so many at one time, and never lets one node's trouble be another's. */
export class Prober {
  readonly deadlineMs: number;
  private readonly log: (line: object) => void;
  private readonly places: Places;
  private readonly busy = new Places(BUSY);

  constructor(private readonly options: ProberOptions) {
    this.deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    this.places = new Places(options.concurrency ?? CONCURRENCY);
    this.log = options.log ?? logLine;
  }

  /** Waits until one more probe may run; what comes back ends its stay. */
  async enter(): Promise<() => void> {
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

  /** Looks at one node. Never rejects; undefined where it was ended before its end. */
  async look(target: NodeTarget, signal: AbortSignal): Promise<ProbeResult['state'] | undefined> {
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

  /** An error of unknown shape may hold anything: only its kind is told. */
  logTrouble(message: string, error: unknown): void {
    this.log({ time: new Date().toISOString(), level: 'error', msg: `sweep: ${message}`, error: kindOf(error) });
  }

  private async probed(target: NodeTarget, signal: AbortSignal): Promise<ProbeResult> {
    try {
      return await this.options.probe(target, { deadlineMs: this.deadlineMs, signal });
    } catch (error) {
      const detail = `unforeseen: ${kindOf(error)}`;
      return { state: 'unknown', reason: 'internal-error', detail, elapsedMs: 0, warnings: [] };
    }
  }
}

/** A line of JSON on stderr. */
export const logLine = (line: object): void => {
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** What an error is, without its message. */
export function kindOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ') || typeof error;
}
