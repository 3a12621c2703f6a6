/** A change of state, as the server tells it. */
export interface StateNews {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly reason: string;
}

/** What the page does about news. */
export interface Listener {
  /** Everything may be new. */
  readonly all: () => void;
  readonly state: (news: StateNews) => void;
  /** A node was added, changed or taken away. */
  readonly node: (id: number) => void;
  readonly connected: (isConnected: boolean) => void;
}

const RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;

/** The stream of events of the server. It comes back by itself, as long as it is wanted. */
export class Live {
  private source?: EventSource;
  private retry?: ReturnType<typeof setTimeout>;
  private waitMs = RETRY_MS;

  constructor(private readonly listener: Listener) {}

  start(): void {
    this.stop();
    const source = new EventSource('events');
    this.source = source;
    source.addEventListener('hello', () => {
      this.waitMs = RETRY_MS;
      this.listener.connected(true);
      this.listener.all();
    });
    source.addEventListener('gap', () => this.listener.all());
    source.addEventListener('state', ({ data }) => this.listener.state(JSON.parse(data)));
    source.addEventListener('node', ({ data }) => this.listener.node(JSON.parse(data).id));
    source.addEventListener('error', () => {
      this.listener.connected(false);
      // The browser tries again by itself, but not after an answer that is no stream.
      if (source.readyState !== EventSource.CLOSED) return;
      // Perhaps the session is over: the answer to another question tells.
      this.listener.all();
      this.retry = setTimeout(() => this.start(), this.waitMs);
      this.waitMs = Math.min(this.waitMs * 2, MOST_RETRY_MS);
    });
  }

  stop(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = undefined;
  }
}
