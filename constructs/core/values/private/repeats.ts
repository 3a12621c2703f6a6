import { goLower } from './go-text';

/** An item of a list that has the same text in a field as one before it. */
export interface Repeat {
  readonly index: number;
  readonly earlier: number;
}

/** Items whose text in a field is there before, upper and lower case aside. Items without the text count for nothing. */
export function repeatsIn(items: readonly object[], field: string): Repeat[] {
  const seen = new Map<string, number>();
  const repeats: Repeat[] = [];
  for (const [index, item] of items.entries()) {
    const text = Object.hasOwn(item, field) ? (item as { [field: string]: unknown })[field] : undefined;
    if (typeof text !== 'string') continue;
    const key = goLower(text);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, index);
    else repeats.push({ index, earlier });
  }
  return repeats;
}
