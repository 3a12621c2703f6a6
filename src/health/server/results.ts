import type { ShareNode } from '../store/shares';
import { digestOf, type Found, type States } from '../store/states';
import type { NodeTarget, ProbeResult } from '../types';

/** Changes are written together: so many, or after so long. */
const MOST = 500;
const AFTER_MS = 250;
const RETRY_MS = 1_000;

/** Results on their way to the store, which gets those that say something new. */
export class Results {
  private waiting = new Map<number, Found & { readonly at: number }>();
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly states: Pick<States, 'record'>,
    private readonly options: {
      /** Older ones are thrown away where the store cannot be reached: the node was looked at again since, perhaps by another. */
      readonly periodMs: number;
      readonly onTrouble: (error: unknown) => void;
    },
  ) {}

  take(node: Pick<ShareNode, 'id' | 'revision' | 'digest'>, result: ProbeResult): void {
    const digest = digestOf(result);
    if (digest === node.digest) {
      this.waiting.delete(node.id);
      return;
    }
    this.waiting.set(node.id, { id: node.id, revision: node.revision, result, digest, at: performance.now() });
    if (this.waiting.size >= MOST) this.flush();
    else this.later(AFTER_MS);
  }

  /** Writes what waits; resolves when it is written, or cannot be. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private later(ms: number): void {
    this.timer ??= setTimeout(() => this.flush(), ms);
  }

  private async write(): Promise<void> {
    const batch = [...this.waiting.values()].slice(0, MOST);
    if (batch.length === 0) return;
    for (const { id } of batch) this.waiting.delete(id);
    try {
      await this.states.record(batch);
      if (this.waiting.size > 0) this.later(0);
    } catch (error) {
      this.options.onTrouble(error);
      const oldest = performance.now() - this.options.periodMs;
      for (const found of batch) {
        if (found.at > oldest && !this.waiting.has(found.id)) this.waiting.set(found.id, found);
      }
      this.later(RETRY_MS);
    }
  }
}

/** Where the results of a sweep go: it knows targets, the store knows nodes. */
export class ShareResults {
  private readonly nodes = new WeakMap<NodeTarget, ShareNode>();

  constructor(private readonly results: Results) {}

  /** What is known of a node that is looked at next. */
  expect(target: NodeTarget, node: ShareNode): void {
    this.nodes.set(target, node);
  }

  take(target: NodeTarget, result: ProbeResult): void {
    const node = this.nodes.get(target);
    if (node) this.results.take(node, result);
  }
}
