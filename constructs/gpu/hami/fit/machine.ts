import type { FitNode } from './cluster';
import { type FitPod, wholeCards } from './pod';

/** Cores and memory in billionths, and whole cards. */
export interface MachineNeeds {
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly cards: number;
}

/** Name of the resource in the messages of kube-scheduler. */
const CARDS = 'nvidia.com/gpu';

/** Why kube-scheduler takes a node out before HAMi sees it, in its words; the first that applies. */
export function whyNotMachine(pod: FitPod, node: FitNode, taken: MachineNeeds): string | undefined {
  if (!node.hasLabels(pod.nodeSelector)) return "node(s) didn't match Pod's node affinity/selector";
  if (!isEnough(node.cpu, taken.cpu + pod.cpu)) return 'Insufficient cpu';
  if (!isEnough(node.memory, taken.memory + pod.memory)) return 'Insufficient memory';
  if (pod.isSliced) return undefined;
  const free = node.isSliced ? 0 : node.cards.length - taken.cards;
  return free < wholeCards(pod) ? `Insufficient ${CARDS}` : undefined;
}

const isEnough = (there: bigint | undefined, wanted: bigint): boolean => there === undefined || wanted <= there;
