/** The longest run of backticks in a text. */
const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));

/** A block of commands. Its fence is longer than any in it. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A name or value within a sentence, on one line. */
export function code(text: string): string {
  const shown = text.replace(/[\r\n]+/g, ' ');
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** `a`, `b` and `c`. */
export function listed(texts: readonly string[]): string {
  const codes = texts.map(code);
  return codes.length < 2 ? codes.join('') : `${codes.slice(0, -1).join(', ')} and ${codes[codes.length - 1]}`;
}
