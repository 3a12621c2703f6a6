import { NOTHING } from 'cdk8s-gpulab/lib/gpu/hami/fit/card';
import type { FitCluster, FitNode, Placed } from 'cdk8s-gpulab/lib/gpu/hami/fit/cluster';

/** Characters of a card. */
const WIDTH = 32;

/** Slices side by side are told apart by these in turn. */
const FILLS = ['#', '='];
const FREE = '.';

/** Colours of those two, and of nothing. */
const COLOURS = ['\u001b[36m', '\u001b[34m'];
const PLAIN = '\u001b[39m';

const HEADING = 'Memory of cards by container (# and = in turn), and what is booked:\n\n';

/** One container on a card. */
interface Slice {
  readonly pod: string;
  readonly mib: number;
}

/** The cards of every node as bars, one line a card: memory by slices, then figures. */
export function cardBars(cluster: FitCluster, coloured: boolean): string {
  return HEADING + cluster.nodes.map((node) => nodeText(cluster, node, coloured)).join('\n');
}

function nodeText(cluster: FitCluster, node: FitNode, coloured: boolean): string {
  const pods = cluster.pods.filter((placed) => placed.node === node.name);
  if (!node.isSliced) return wholeText(cluster, node, pods);
  const booked = cluster.bookedOn(node);
  const digits = String(node.cards.length - 1).length;
  const isMixed = new Set(node.cards.map(({ model }) => model)).size > 1;
  const lines = node.cards.map((card) => {
    const { slots, cores, mib } = booked.get(card.id) ?? NOTHING;
    const bar = barOf(slicesOn(card.id, pods), card.mib, coloured);
    const figures = `${mib} of ${card.mib} MiB   ${cores} of ${card.cores} % compute   ${slots} of ${card.slots} slots`;
    const model = isMixed ? `   ${shortModel(card.model)}` : '';
    return `  ${String(card.index).padStart(digits)} [${bar}] ${figures}${model}\n`;
  });
  return `${node.name}: ${countOf(node)}, sliced by HAMi, ${countOfPods(pods)}\n${lines.join('')}`;
}

/** Whole cards: kubelet chooses which, so they are counted only. */
function wholeText(cluster: FitCluster, node: FitNode, pods: readonly Placed[]): string {
  const taken = cluster.needsOn(node).cards;
  const bar = FILLS[0].repeat(taken) + FREE.repeat(node.cards.length - taken);
  return `${node.name}: ${countOf(node)}, whole, ${countOfPods(pods)}\n  [${bar}] ${taken} of ${node.cards.length} cards\n`;
}

const countOf = ({ cards }: FitNode): string => {
  const models = [...new Set(cards.map(({ model }) => shortModel(model)))];
  return `${cards.length} x ${models.join(', ')}`;
};

const shortModel = (model: string): string => model.replace(/^NVIDIA[- ]/, '');

const countOfPods = ({ length }: readonly Placed[]): string => (length === 1 ? '1 pod' : `${length} pods`);

/** Containers on a card; an init container is booked with those that come after it, and not drawn. */
const slicesOn = (id: string, pods: readonly Placed[]): Slice[] =>
  pods.flatMap(({ pod, containers }) =>
    containers
      .filter(({ isInit }) => !isInit)
      .flatMap(({ parts }) => parts.filter(({ card }) => card.id === id).map(({ mib }) => ({ pod: pod.name, mib }))),
  );

/** Borders of slices are rounded, and never overlap: together they are as long as their sum. */
function barOf(slices: readonly Slice[], total: number, coloured: boolean): string {
  let [mib, drawn, bar] = [0, 0, ''];
  slices.forEach((slice, i) => {
    mib += slice.mib;
    const end = total === 0 ? 0 : Math.min(WIDTH, Math.round((WIDTH * mib) / total));
    const turn = i % FILLS.length;
    const text = FILLS[turn].repeat(end - drawn);
    bar += coloured && text !== '' ? COLOURS[turn] + text + PLAIN : text;
    drawn = end;
  });
  return bar + FREE.repeat(WIDTH - drawn);
}
