import { ProbeFailure } from './failure';

/** A timer that comes so much too late says that our process stood still, not that the node was slow. */
const STALLED_MS = 1000;

/** One time limit over everything that a probe does, and the caller's wish to end it. */
export class Deadline {
  private readonly started = performance.now();
  private readonly expiry: Promise<never>;
  private readonly timer: NodeJS.Timeout;
  private expire: (error: ProbeFailure) => void = () => {};
  private lateMs?: number;
  private readonly abort = () => this.expire(ABORTED);

  constructor(
    private readonly limitMs: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.expiry = new Promise((_, reject) => {
      this.expire = reject;
    });
    // Nobody may be racing when it comes.
    this.expiry.catch(() => {});
    this.timer = setTimeout(() => {
      this.lateMs = performance.now() - this.started - limitMs;
      this.expire(this.timeout(''));
    }, limitMs);
    signal?.addEventListener('abort', this.abort, { once: true });
  }

  /** The result, or a rejection when time is up. What goes on meanwhile must be ended by whoever started it. */
  race<T>(work: Promise<T>): Promise<T> {
    // A loser that fails later is nobody's news.
    work.catch(() => {});
    return Promise.race([work, this.expiry]);
  }

  /** Throws when time is up. */
  check(): void {
    const failure = this.failure('');
    if (failure) throw failure;
  }

  /** Why it ended, if it is time or the caller that ended it: whatever error came of that is a consequence. */
  failure(what: string): ProbeFailure | undefined {
    if (this.signal?.aborted) return ABORTED;
    return this.lateMs === undefined ? undefined : this.timeout(what);
  }

  end(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.abort);
  }

  private timeout(what: string): ProbeFailure {
    const late = Math.round(this.lateMs ?? 0);
    if (late > STALLED_MS) {
      return new ProbeFailure(
        'checker-exhausted',
        `the checker stood still for ${late} ms: the timeout is not the node's`,
      );
    }
    return new ProbeFailure('timeout', `${what} within ${this.limitMs} ms`);
  }
}

const ABORTED = new ProbeFailure('aborted', 'the probe was ended before there was a result');
