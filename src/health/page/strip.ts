import type { NodeState } from '../types';
import type { StateChange } from './node';
import { say } from './words';

const HOURS = 24;
const SPAN_MS = HOURS * 3_600_000;
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 96;
const HEIGHT = 16;
/** States differ in height, too: not everybody tells the colours apart. */
const HEIGHTS: { readonly [state in NodeState]: number } = { connected: 6, unknown: 10, failed: 16 };
const BEFORE_HEIGHT = 2;
/** A failure of a minute must be seen, and what a new node is now. */
const LEAST_TROUBLE = 1;
const LEAST_NOW = 4;

interface Part {
  readonly state: NodeState;
  readonly from: number;
  readonly to: number;
}

/** What a node was, from a day ago until now. */
export function partsOf(changes: readonly StateChange[], now: number): Part[] {
  const parts: Part[] = [];
  let to = now;
  for (const { at, state } of changes) {
    const from = Math.max(Date.parse(at), now - SPAN_MS);
    if (to > from) parts.unshift({ state, from, to });
    to = Math.min(to, from);
    if (from === now - SPAN_MS) break;
  }
  return parts;
}

/** A strip with the history of a node, and the same in words. */
export function stripOf(changes: readonly StateChange[], now: number): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const parts = partsOf(changes, now);
  const attributes = { class: 'strip', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.setAttribute('aria-label', wordsOf(parts));
  const place = (time: number): number => ((time - (now - SPAN_MS)) / SPAN_MS) * WIDTH;
  // Of the time before a node was there nothing is known: a line, so that what follows is seen to be short.
  svg.append(rectOf('before', 0, WIDTH, BEFORE_HEIGHT));
  for (const part of parts) {
    const { state, from, to } = part;
    const least = part === parts.at(-1) ? LEAST_NOW : state === 'connected' ? 0 : LEAST_TROUBLE;
    const width = Math.max(place(to) - place(from), least);
    svg.append(rectOf(state, Math.min(place(from), WIDTH - width), width, HEIGHTS[state]));
  }
  return svg;
}

function rectOf(name: string, x: number, width: number, height: number): SVGElement {
  const rect = document.createElementNS(SVG, 'rect');
  const attributes = { class: name, x, y: HEIGHT - height, width, height };
  for (const [attribute, value] of Object.entries(attributes)) rect.setAttribute(attribute, String(value));
  return rect;
}

function wordsOf(parts: readonly Part[]): string {
  const times = new Map<NodeState, number>();
  for (const { state, from, to } of parts) times.set(state, (times.get(state) ?? 0) + to - from);
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  const words = [...times].map(([state, time]) => {
    const percent = all === 0 ? 100 : Math.round((time / all) * 100);
    return say('part', { state: say(state), percent });
  });
  return words.length === 0 ? say('noHistory') : say('strip', { parts: words.join(', ') });
}
