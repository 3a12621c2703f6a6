/** So many at one time; the others wait for a place, first come, first served. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  constructor(private left: number) {}

  async take(): Promise<void> {
    if (this.left > 0) this.left--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Gives the place to who waits longest. */
  free(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.left++;
  }
}

/** Resolves after a time, or when aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
