import { type Booking, type Card, NOTHING, scoreOf, sum } from './card';
import { bookingsOf, type ContainerParts, fitNode } from './fit-node';
import { type MachineNeeds, whyNotMachine } from './machine';
import { type FitPod, wholeCards } from './pod';

/** A machine with cards. */
export interface FitNode {
  readonly name: string;

  /** Are its cards sliced by HAMi? Else they are whole, and kube-scheduler counts them. */
  readonly isSliced: boolean;

  /** In the order of the annotation of the node. */
  readonly cards: readonly Card[];

  /** Cores and memory in billionths; undefined: as much as anybody wants. */
  readonly cpu?: bigint;
  readonly memory?: bigint;

  /** Does the node have these labels, as far as is known? */
  hasLabels(selector: { readonly [label: string]: string }): boolean;
}

/** A pod with its place. */
export interface Placed {
  readonly pod: FitPod;
  readonly node: string;

  /** Nodes that are as good, this one among them: which one it is, chance decides. */
  readonly oneOf: readonly string[];

  /** Of a pod of kube-scheduler: empty, since kubelet chooses whole cards. */
  readonly containers: readonly ContainerParts[];
}

/** A pod without a place. */
export interface Waiting {
  readonly pod: FitPod;

  /** As the pod's condition says it. */
  readonly message: string;

  /** Why not, node by node. */
  readonly reasons: readonly { readonly node: string; readonly reason: string }[];
}

/** The cards of all nodes while pods come and go. Pure arithmetic: no clock and no chance, so of equal nodes the first is taken. */
export class FitCluster {
  private readonly placed = new Map<string, Placed & { readonly initRuns: boolean }>();

  constructor(readonly nodes: readonly FitNode[]) {}

  /** Pods with a place, in the order they came. */
  get pods(): readonly Placed[] {
    return [...this.placed.values()];
  }

  /** Places one pod. */
  place(pod: FitPod): Placed | Waiting {
    if (pod.isSliced && !pod.weights) return { pod, message: BAD_WEIGHTS, reasons: [] };
    const reasons: { readonly node: string; readonly reason: string }[] = [];
    const fits: { readonly node: FitNode; readonly score: number; readonly containers: readonly ContainerParts[] }[] =
      [];
    for (const node of this.nodes) {
      const machine = whyNotMachine(pod, node, this.needsOn(node));
      if (machine !== undefined) {
        reasons.push({ node: node.name, reason: machine });
        continue;
      }
      const fit = pod.isSliced ? this.slice(pod, node) : { containers: [] };
      if ('reason' in fit) reasons.push({ node: node.name, reason: fit.reason });
      else fits.push({ node, score: this.scoreFor(pod, node), containers: fit.containers });
    }
    const best = Math.max(...fits.map(({ score }) => score));
    const equals = fits.filter(({ score }) => score === best);
    if (equals.length === 0) return { pod, message: pendingText(reasons.map(({ reason }) => reason)), reasons };
    const [{ node, containers }] = equals;
    const candidates = pod.isSliced ? equals : fits;
    const placed = { pod, node: node.name, oneOf: candidates.map((each) => each.node.name), containers };
    this.placed.set(pod.name, { ...placed, initRuns: true });
    return placed;
  }

  /** The init containers of a pod have ended. */
  endInit(name: string): void {
    const placed = this.placed.get(name);
    if (placed) this.placed.set(name, { ...placed, initRuns: false });
  }

  /** A pod is gone, and its cards are free at once. */
  remove(name: string): void {
    this.placed.delete(name);
  }

  /** What is booked of the cards of a node, by id. */
  bookedOn(node: FitNode): Map<string, Booking> {
    const booked = new Map<string, Booking>();
    for (const { node: name, containers, initRuns } of this.placed.values()) {
      if (name !== node.name) continue;
      for (const [id, booking] of bookingsOf(containers, initRuns)) {
        booked.set(id, sum(booked.get(id) ?? NOTHING, booking));
      }
    }
    return booked;
  }

  /** Cores, memory and whole cards of a node that pods have. */
  needsOn(node: FitNode): MachineNeeds {
    const pods = this.pods.filter((placed) => placed.node === node.name).map(({ pod }) => pod);
    return pods.map(needsOf).reduce(together, NO_NEEDS);
  }

  private slice(pod: FitPod, node: FitNode): ReturnType<typeof fitNode> {
    return node.isSliced ? fitNode(node.cards, this.bookedOn(node), pod) : { reason: 'node unregistered' };
  }

  /**
   * HAMi: how full the node is before the pod comes, over all of its cards, whichever do; the fullest with binpack, the emptiest with
   * spread. kube-scheduler adds up scores of many plugins; here the emptiest by cards is taken for it.
   */
  private scoreFor(pod: FitPod, node: FitNode): number {
    if (!pod.isSliced) return node.cards.length - this.needsOn(node).cards;
    const booked = [...this.bookedOn(node).values()].reduce(sum, NOTHING);
    const total = node.cards.reduce<Booking>(sum, NOTHING);
    return scoreOf(booked, total) * (pod.nodePolicy === 'spread' ? -1 : 1);
  }
}

/** The pod stays pending with the reason SchedulerError (scenario 37 of the observed placements). */
const BAD_WEIGHTS = 'calcScore failed: hami.io/device-scoring-weights is wrong';

const NO_NEEDS: MachineNeeds = { cpu: 0n, memory: 0n, cards: 0 };

const together = (a: MachineNeeds, b: MachineNeeds): MachineNeeds => ({
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
  cards: a.cards + b.cards,
});

/** What a pod takes of its machine. Cards that HAMi gives are not counted here: kube-scheduler ignores them. */
const needsOf = (pod: FitPod): MachineNeeds => ({
  cpu: pod.cpu,
  memory: pod.memory,
  cards: pod.isSliced ? 0 : wholeCards(pod),
});

/** The message of kube-scheduler: every reason with the number of nodes that it holds for. */
function pendingText(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const told = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${reasons.length} nodes are available: ${told.join(', ')}.`;
}
