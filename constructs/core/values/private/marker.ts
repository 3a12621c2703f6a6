import type { Expression } from './expression';
import type { TreePart } from './tree-part';

/**
 * References travel through props of type string, and through cdk8s, as markers: text that nobody writes. Text operations on a
 * marker (case, cuts, quoting, encoding) damage it, and the damage shows, because the two marks stand all over it.
 */

/** What a marker stands for. */
export type Marked = Expression | TreePart;

/** Two private characters that mean nothing to anybody; only both in a row are ours. */
const MARK = '\u{10f8f1}\u{10f8f2}';
const END = '\u{10f8f2}\u{10f8f1}';

/**
 * Both cases, both quotes, a backslash, separators, and what makes a writer of YAML put quotes around a text. Between any two
 * stands the mark, so that a piece of a text that was split shows it.
 */
const SALT = ['V', 'v', '"', "'", ': ', ' #', '\\', '/', '-', '_', '.', ',', '@', '='].join(MARK);

/** Markers of one object are sorted by cdk8s; equal lengths keep them in the order they were made. */
const ID_DIGITS = 9;

const targets: Marked[] = [];
const markers = new WeakMap<Marked, string>();
let issued: Set<string> | undefined;

/** The marker of a reference; always the same one. */
export function markerOf(target: Marked): string {
  let marker = markers.get(target);
  if (marker === undefined) {
    const id = String(targets.push(target) - 1).padStart(ID_DIGITS, '0');
    marker = `${MARK}${SALT}${MARK}${id}${END}`;
    markers.set(target, marker);
  }
  return marker;
}

/** The marker of a reference that goes on its way into a manifest. */
export function issueMarker(target: Marked): string {
  const marker = markerOf(target);
  issued?.add(marker);
  return marker;
}

/** Runs work and tells which markers were issued and not read again: one that is not in the result was dropped on the way. */
export function withIssuedMarkers<T>(work: () => T): { readonly result: T; readonly issued: ReadonlySet<string> } {
  const outer = issued;
  const mine = new Set<string>();
  issued = mine;
  try {
    return { result: work(), issued: mine };
  } finally {
    issued = outer;
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const WHOLE = new RegExp(`${escaped(MARK + SALT + MARK)}(\\d{${ID_DIGITS}})${END}`, 'gu');

/** A text as what it is made of: pieces of text, never empty, and what the markers between them stand for. */
export function splitMarkers(text: string): (string | Marked)[] {
  const parts: (string | Marked)[] = [];
  let start = 0;
  for (const found of text.matchAll(WHOLE)) {
    if (found.index > start) parts.push(text.slice(start, found.index));
    parts.push(targets[Number(found[1])]);
    issued?.delete(found[0]);
    start = found.index + found[0].length;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
}

/** Does a text hold references, whole or damaged? */
export const hasMarker = (text: string): boolean => MARKS.test(text);

/** Two of our characters in a row. */
const MARKS = /[\u{10f8f1}\u{10f8f2}]{2}/u;

/** The mark as others write it: in URLs, in JSON, YAML or Python with escapes, and in base64 at any offset. */
const ENCODED = new RegExp(
  [encodeURIComponent(MARK), '\\udbfe\\udcf1\\udbfe\\udcf2', '\\U0010f8f1\\U0010f8f2'].map(escaped).join('|'),
  'i',
);
const BASE64 = [0, 1, 2].map((offset) => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(MARK)]);
  // Only the digits that no neighbour has a part in.
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
});

/** Does a piece of text show that a reference in it was damaged? Characters like ours that somebody else wrote do not count. */
export function isDamaged(piece: string): boolean {
  return MARKS.test(piece) || ENCODED.test(piece) || BASE64.some((digits) => piece.includes(digits));
}
