import { setMaxListeners } from 'node:events';
import { sleep } from '../places';
import type { SessionCache } from '../probe/sessions';
import type { Prober } from '../prober';
import type { Claim, ShareNode, Shares } from '../store/shares';
import type { NodeTarget } from '../types';

/** How often a server asks what is due: a share is due every 85th part of a period. */
const TICKS = 60;
/** Shares that are taken at a time: after a pause everything is due, and other servers shall have their part of it. */
const MOST_SHARES = 32;
/** Between two starts, at most. */
const PACE_MS = 5;

/** What a sweep by shares needs. */
export interface ShareSweepOptions {
  readonly shares: Shares;
  /** What to dial for these nodes; those that are gone have no entry. */
  readonly targets: (nodes: readonly ShareNode[]) => Promise<ReadonlyMap<number, NodeTarget>>;
  readonly prober: Prober;
  readonly sessions: SessionCache;
  readonly periodMs: number;
  /** Told of each share that was taken, and of each that is finished. */
  readonly onShare?: (event: { readonly lateMs: number } | { readonly finished: Claim }) => void;
  /** Told when the database cannot be asked any more, and when it can again. */
  readonly onDatabase: (trouble: unknown) => void;
}

/** A share that this server works on. */
interface Work {
  readonly claim: Claim;
  /** By `performance.now()`. */
  readonly takenAt: number;
  left: number;
  isBegun: boolean;
}

interface Waiting {
  /** By `performance.now()`. */
  readonly dueAt: number;
  readonly work: Work;
  readonly target: NodeTarget;
}

/** Looks at the nodes of shares that this server gets from the store, when each is due. Without the store nothing is due. */
export class ShareSweep {
  private readonly tickMs: number;
  private readonly waiting: Waiting[] = [];
  private readonly running = new Set<Promise<void>>();
  private finished: Claim[] = [];
  private stopping?: AbortController;
  private ended: Promise<unknown> = Promise.resolve();
  private wake: () => void = () => {};

  /** When the store was last asked with success, by `performance.now()`. */
  askedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: ShareSweepOptions) {
    this.tickMs = options.periodMs / TICKS;
  }

  start(): void {
    if (this.stopping) return;
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    // One for each probe that runs: more than the ten that Node takes for a leak.
    setMaxListeners(0, signal);
    this.ended = Promise.all([this.ticks(signal), this.starts(signal)]);
  }

  /** Ends the probes that run, without a result, and gives back what was not begun. */
  async stop(): Promise<void> {
    this.stopping?.abort();
    this.wake();
    await this.ended;
    await Promise.all(this.running);
    const given = new Set(
      this.waiting
        .splice(0)
        .filter(({ work }) => !work.isBegun)
        .map(({ work }) => work.claim),
    );
    try {
      await this.finish();
      await this.options.shares.leave([...given]);
    } catch (error) {
      this.options.onDatabase(error);
    }
  }

  private async ticks(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const started = performance.now();
      try {
        await this.tick();
        this.askedAt = performance.now();
        this.options.onDatabase(undefined);
      } catch (error) {
        this.options.onDatabase(error);
      }
      await sleep(Math.max(1, started + this.tickMs - performance.now()), signal);
    }
  }

  private async tick(): Promise<void> {
    const { shares, targets, sessions, onShare } = this.options;
    await this.finish();
    sessions.prune(Date.now());
    const takenAt = performance.now();
    // Who is behind says that he lives, and leaves what is due to others.
    const isBehind = this.waiting.length > 0 && takenAt - this.waiting[0].work.takenAt > 2 * this.tickMs;
    const claims = await shares.claim(isBehind ? 0 : MOST_SHARES);
    if (claims.length === 0) return;
    for (const { lateMs } of claims) onShare?.({ lateMs });
    const nodes = await shares.nodes(claims.map(({ share }) => share));
    const known = await targets(nodes);
    const works = claims.map((claim): Work => {
      const left = nodes.filter(({ share, id }) => share === claim.share && known.has(id)).length;
      return { claim, takenAt, left, isBegun: false };
    });
    // Spread over the time until the next tick, each at its moment: who is late has no pauses.
    const [now, pace] = [performance.now(), Math.min(PACE_MS, this.tickMs / Math.max(1, known.size))];
    for (const [index, { id, share }] of nodes.entries()) {
      const work = works.find(({ claim }) => claim.share === share)!;
      const target = known.get(id);
      if (target) this.waiting.push({ dueAt: now + index * pace, work, target });
    }
    this.wake();
  }

  private async finish(): Promise<void> {
    if (this.finished.length === 0) return;
    const finished = this.finished;
    this.finished = [];
    try {
      await this.options.shares.finish(finished);
    } catch (error) {
      this.finished.push(...finished);
      throw error;
    }
  }

  /** Begins one probe after the other, each when it is due. */
  private async starts(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.waiting.length === 0) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        continue;
      }
      const { dueAt } = this.waiting[0];
      if (dueAt > performance.now() + 1) await sleep(dueAt - performance.now(), signal);
      const leave = await this.options.prober.enter();
      if (signal.aborted) return leave();
      const { work, target } = this.waiting.shift()!;
      work.isBegun = true;
      const one = this.look(work, target, signal).finally(() => {
        this.running.delete(one);
        leave();
      });
      this.running.add(one);
    }
  }

  private async look(work: Work, target: NodeTarget, signal: AbortSignal): Promise<void> {
    const state = await this.options.prober.look(target, signal);
    if (state === undefined || --work.left > 0) return;
    this.finished.push(work.claim);
    this.options.onShare?.({ finished: work.claim });
  }
}
