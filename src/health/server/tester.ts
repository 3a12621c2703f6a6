import { runningContainers } from '../docker';
import { Places } from '../places';
import { ProbeFailure } from '../probe/failure';
import type { Store } from '../store';
import type { NodeRecord } from '../store/node-record';
import { digestOf } from '../store/states';
import type { Probe } from '../types';
import { lookup } from './address-policy';
import type { TargetCache } from './target-cache';

/** At one time, beside the sweep. */
const AT_ONCE = 32;

/** What runs on a node, or why that is not known. */
export type Containers =
  | { readonly running: Awaited<ReturnType<typeof runningContainers>> }
  | { readonly unknown: string };

/** Looks at one node because somebody asks. */
export class Tester {
  private readonly places = new Places(AT_ONCE);
  private readonly ending = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly targets: TargetCache,
    private readonly probe: Probe,
    private readonly deadlineMs: number,
  ) {}

  /** Looks at it, keeps the result, and gives the node. Undefined where there is none. */
  async test(id: number): Promise<NodeRecord | undefined> {
    const known = await this.targets.ofNode(id);
    if (!known) return undefined;
    const { target, revision } = known;
    const { signal } = this.ending;
    const result = await this.placed(() => this.probe(target, { deadlineMs: this.deadlineMs, signal }));
    // It was ended, not looked at: what is known of the node stays, and the answer says so.
    if (signal.aborted && result.reason === 'aborted') return this.store.nodes.find(id);
    await this.store.states.record([{ id, revision, result, digest: digestOf(result) }]);
    return this.store.nodes.find(id);
  }

  /** Ends what is being looked at. */
  stop(): void {
    this.ending.abort();
  }

  /** The containers that run on a node. */
  async containers(id: number): Promise<Containers> {
    const known = await this.targets.ofNode(id);
    if (!known) return { running: [] };
    try {
      const options = { deadlineMs: this.deadlineMs, lookup };
      return { running: await this.placed(() => runningContainers(known.target, options)) };
    } catch (error) {
      return { unknown: error instanceof ProbeFailure ? error.detail : 'the node could not be asked' };
    }
  }

  private async placed<T>(work: () => Promise<T>): Promise<T> {
    await this.places.take();
    try {
      return await work();
    } finally {
      this.places.free();
    }
  }
}
