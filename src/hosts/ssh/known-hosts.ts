import { SUBDOMAIN } from 'cdk8s-gpulab/lib/core/rules/names';
import { publicKeyOf } from './public-key';

/** Host keys by name, as a known_hosts file has them. */
export type KnownHosts = ReadonlyMap<string, readonly string[]>;

/** A line that is neither a comment nor a host and its key. */
export interface UnreadLine {
  readonly line: number;
  readonly text: string;
}

/** Reads `NAME TYPE KEY` lines; the names are those of the inventory, never patterns or hashes. */
export function readKnownHosts(text: string): { readonly known: KnownHosts; readonly unread: readonly UnreadLine[] } {
  const known = new Map<string, string[]>();
  const unread: UnreadLine[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const at = line.indexOf(' ');
    const key = publicKeyOf(line.slice(at + 1));
    if (!SUBDOMAIN.test(line.slice(0, Math.max(0, at))) || key === undefined)
      unread.push({ line: index + 1, text: line });
    else known.set(line.slice(0, at), [...(known.get(line.slice(0, at)) ?? []), key]);
  }
  return { known, unread };
}

/** One line for each key. */
export const knownHostsText = (known: KnownHosts): string =>
  [...known].flatMap(([name, keys]) => keys.map((key) => `${name} ${key}\n`)).join('');
