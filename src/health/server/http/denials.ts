/** Whoever guesses fills no disk: so often at most there is a line. */
const LINE_MS = 60_000;

/** Requests that nobody with a token sent: counted, and told in one line a minute at most. */
export class Denials {
  private count = 0;
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly log: (line: object) => void,
    private readonly onDenial: () => void,
  ) {}

  add(address: string, now = performance.now()): void {
    this.onDenial();
    this.count++;
    if (now - this.toldAt < LINE_MS) return;
    const time = new Date().toISOString();
    this.log({ time, level: 'warn', msg: 'requests without a valid token', count: this.count, lastFrom: address });
    this.count = 0;
    this.toldAt = now;
  }
}
