/** So many at one time; one waits for a place. */
export class Places {
  private wake?: () => void;

  constructor(private left: number) {}

  async take(): Promise<void> {
    while (this.left === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.left--;
  }

  free(): void {
    this.left++;
    this.wake?.();
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
