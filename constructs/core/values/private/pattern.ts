/** Escapes and groups that Go and JavaScript read alike, or that `goPattern` translates. */
const SHARED = /^(?:\\[\^$\\.*+?()[\]{}|/\-tnrfdDwWsSbB]|\\x[0-9a-fA-F]{2}|\(\?:)$/u;
const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|.|$)/gsu;
const SPECIAL_GROUP = /\(\?(?:<?.)?/gsu;
const CLASS = /\[(?!\^?\])[^\]]+\]/g;
/** One thing to JavaScript, and another to Go. */
const EMPTY_CLASS = /\[\^?\]/;

const REPEATS = /\{(\d+)(?:,(\d+))?\}/g;
/** RE2 repeats no more often. */
const MOST_REPEATS = 1000;

/** Why a pattern would not work in Helm, in words that follow "the pattern ..."; undefined when it does. */
export function patternProblem(pattern: string): string | undefined {
  const structure = pattern.replace(ESCAPE, '_').replace(CLASS, '_');
  const special = [...(pattern.match(ESCAPE) ?? []), ...(structure.match(SPECIAL_GROUP) ?? [])];
  const foreign = special.find((piece) => !SHARED.test(piece));
  if (foreign !== undefined) return `has "${foreign}", which RE2 does not know or reads otherwise`;
  const repeats = [...structure.matchAll(REPEATS)].flatMap(([, least, most = least]) => [least, most]);
  if (repeats.some((count) => Number(count) > MOST_REPEATS)) return `repeats more than ${MOST_REPEATS} times`;
  if (EMPTY_CLASS.test(structure)) return 'has an empty class';
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch {
    return 'is no regular expression';
  }
}
