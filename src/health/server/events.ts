import type { ServerResponse } from 'node:http';
import type { Notice } from '../store/notify';

/** A page each, and some more. */
const MOST_LISTENERS = 200;
/** Proxies close what is silent for longer. */
const BEAT_MS = 15_000;
/** Who takes no more than this is gone, or too slow: it comes back and asks anew. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Server-sent events (WHATWG HTML, 9.2): `hello` at the beginning, `state` for each change of state, `node` where one was added,
 * changed or taken away, `gap` where some may have been missed. After `hello` and `gap` a page reads the list anew.
 */
export class Events {
  private readonly listeners = new Set<ServerResponse>();
  private readonly beat = setInterval(() => this.send(': still here\n\n'), BEAT_MS);

  constructor() {
    this.beat.unref();
  }

  get isFull(): boolean {
    return this.listeners.size >= MOST_LISTENERS;
  }

  get size(): number {
    return this.listeners.size;
  }

  /** Takes over an answer whose head is written. */
  add(response: ServerResponse): void {
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response)).on('error', () => this.listeners.delete(response));
    response.write(textOf('hello', {}));
  }

  tell({ kind, ...data }: Notice | { readonly kind: 'gap' }): void {
    this.send(textOf(kind, data));
  }

  close(): void {
    clearInterval(this.beat);
    for (const listener of this.listeners) listener.end();
  }

  private send(text: string): void {
    for (const listener of this.listeners) {
      if (listener.writableLength > MOST_WAITING_BYTES) listener.destroy();
      else listener.write(text);
    }
  }
}

const textOf = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
