import type { SummaryLine } from '../../core/summary-line';

const ASCII = /^[\x20-\x7e]*$/;

const GAP = '  ';

/** Lines as a table: labels on the left, values in one column, no blanks at the end of a line. */
export function summaryText(lines: readonly SummaryLine[]): string {
  const width = Math.max(0, ...lines.map(({ label }) => widthOf(label)));
  return lines
    .map(({ label, value }) => `${label}${' '.repeat(width - widthOf(label))}${GAP}${value}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

/** Columns of a terminal. By code point: Intl.Segmenter would know more, and take 11 ms to begin. */
function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : wideWidthOf(text);
}

/** East Asian text (with its punctuation, syllables and full-width forms) and pictures take two columns. */
const WIDE = [
  '[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f]',
  '[\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}]',
  '\\p{Emoji_Presentation}',
].join('|');
/** Accents and joiners stand on the character before. */
const NONE = '[\\p{Mn}\\p{Me}\\p{Cf}]';

/** The patterns are made here, since most reports do not need them; a literal would cost every run half a ms to parse past. */
function wideWidthOf(text: string): number {
  const [wide, none] = [new RegExp(WIDE, 'u'), new RegExp(NONE, 'u')];
  let width = 0;
  for (const character of text) {
    if (!none.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}
