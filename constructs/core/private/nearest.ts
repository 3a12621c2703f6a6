/** Letters typed wrong, left out, put in, or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/** Less than one mistake. */
const TIE = 0.5;

/** What was most likely meant by `word`: case aside, one mistake for every three letters; of two, what only lacks its end. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  const most = Math.max(1, Math.floor(word.length / 3));
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const isBeginning = other.startsWith(lower) || lower.startsWith(other);
    const mistakes = distance(lower, other);
    const score = mistakes - (isBeginning ? TIE : 0);
    if (mistakes <= most && score < fewest) [best, fewest] = [candidate, score];
  }
  return best;
}

/** `did you mean "x"?`, or what there is when nothing is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  return candidates.length === 0 ? 'there is none' : `known: ${candidates.join(', ')}`;
}
