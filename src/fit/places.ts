import type { Placed } from 'cdk8s-gpulab/lib/gpu/hami/fit/cluster';

/** More than a person reads; --json has them all. */
const MOST = 10;

/** Which pod goes where: its node, its cards where HAMi chooses them, and the other nodes that are as good. */
export function placesText(placed: readonly Placed[]): string {
  if (placed.length === 0) return '';
  const shown = placed.slice(0, MOST);
  const width = Math.max(...shown.map(({ pod }) => pod.name.length));
  const lines = shown.map((each) => `  ${each.pod.name.padEnd(width)}  ${placeOf(each)}\n`);
  const more = placed.length > MOST ? `  ... and ${placed.length - MOST} more (--json lists all)\n` : '';
  return `Pods and their cards, in the order they come:\n\n${lines.join('')}${more}`;
}

function placeOf({ node, oneOf, containers }: Placed): string {
  const cards = [...new Set(containers.flatMap(({ parts }) => parts.map(({ card }) => card.index)))];
  const place = cards.length === 0 ? node : `${node} ${cards.length === 1 ? 'card' : 'cards'} ${cards.join(', ')}`;
  return oneOf.length === 1 ? place : `${place}; by chance one of ${oneOf.join(', ')}`;
}
