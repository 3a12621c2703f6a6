import { indentOf } from './indent';
import { UnwritableError, whyUnwritable } from './unwritable';

/*
 * One rule for every YAML text of ours: a string stands plain only if no reader, of YAML 1.1 or 1.2, can take it for
 * anything but this string. Readers that were asked: yaml (1.2 and 1.1), js-yaml, PyYAML and the two of Go.
 */

/**
 * Certainly plain, if it is not one of `WORDS`: a letter or `/` first, no blank, a colon only between two other characters.
 * `e3` and `E-2` are left to the slow test: `yaml` in its 1.1 mode reads a float that has no digits before the exponent.
 */
const CERTAIN_WORD = /^(?![eE][-+\d_])[A-Za-z/][\w./@+-]*(?::[\w./@+-]+)*$/;

/** Words that YAML 1.1 reads as boolean or null, in whatever case; no longer than `LONGEST_WORD`. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const LONGEST_WORD = 5;

/** Quantities, paths of addresses, versions: a digit first and no character that has a meaning in YAML. */
const DIGIT_FIRST = /^[0-9][\w./-]*$/;

/** A letter that no number (decimal, hex, octal, float, date with T and Z) can hold: the `i` of 10Gi, the `m` of 100m. */
const NO_NUMBER = /[G-NP-SU-WYg-np-su-wy/]/;

/** Longer text has its own meaning, such as base64, and goes the long way. */
const LONGEST_QUANTITY = 64;

/**
 * Characters that every reader takes as they are. Left out: controls, the line breaks of YAML 1.1 (NEL, 2028, 2029), the
 * byte order mark, non-characters, and everything that JavaScript holds in two halves.
 */
const PRINTABLE = '\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufefe\\uff00-\\uffef\\ufff9-\\ufffd';

const NEVER_PLAIN = new RegExp(
  [
    '^$',
    // an indicator or a blank first; `-`, `?` and `:` are indicators only before a blank
    '^[\\s,\\[\\]{}#&*!|>\'"%@`]',
    '^[?:-](?:\\s|$)',
    // a document's end or beginning
    '^(?:---|\\.\\.\\.)',
    // what ends a plain text: a mapping's colon, a comment, a blank at the end
    ':(?:\\s|$)',
    '\\s#',
    '\\s$',
    `[^${PRINTABLE}]`,
  ].join('|'),
);

/** The first character of everything that `LIKE_A_NUMBER` matches: a cheap no for all other text. */
const NUMBER_FIRST = /^[-+.0-9<=~eE]/;

/**
 * What some reader takes for a number or a date, or refuses as a plain text, after all underscores have been removed (Go
 * removes them before it looks: `0b_-01` is -1).
 */
const LIKE_A_NUMBER = new RegExp(
  `^(?:${[
    // binary, octal, hexadecimal; Go allows a sign after the prefix too
    '[-+]?0[box][-+]?[0-9a-f]*',
    // decimal, old octal (017) and floats, with parts missing: `5.`, `.5`, `.`, `.e3`, `e3`, `1e400`
    '[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]*)?(?:e[-+]?[0-9]*)?',
    // base 60
    '[-+]?[0-9]+(?::[0-9]*)+(?:\\.[0-9]*)?',
    '[-+]?\\.(?:inf|nan)',
    // dates and times
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*',
    // merge key, default value, null
    '<<|=|~',
  ].join('|')})$`,
  'i',
);

/** What a literal block may hold: its readers keep these, and every other character is lost or ends a line somewhere. */
const NOT_IN_A_BLOCK = new RegExp(`[^\\n\\t${PRINTABLE}]`);

const NOT_ASCII = /[^\x20-\x7e]/;

/** JSON leaves these as they are; readers of YAML 1.1 refuse them or take them for line breaks. */
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufff0-\ufff8\ufffe\uffff]/g;

const BLANK = /\s/;
const LINE_FEED = 10;

/** A string on one line: as it is where that is safe, else in quotes. */
export function quoteScalar(text: string): string {
  const plain = CERTAIN_WORD.test(text) ? !isReserved(text) : isPlainToAll(text);
  return plain ? text : quoted(text);
}

/** Is the text certainly plain, also with more behind it? A single `e` is not: with digits it is a number. */
export const isWord = (text: string): boolean => text.length > 1 && CERTAIN_WORD.test(text) && !isReserved(text);

/** Are words between these pieces, whatever they are, together a word again? Two might be `o` and `n`. */
export function staysWord(pieces: readonly string[]): boolean {
  const fixed = pieces.join('');
  const isAlone = fixed === '' && pieces.length === 2;
  return (isAlone || NOT_A_LETTER.test(fixed)) && isWord(pieces.join(ANY_WORD));
}

/** Has every kind of character that a word has, where it may have it. */
const ANY_WORD = 'z9:z.9';

/** No word of `WORDS` holds one. */
const NOT_A_LETTER = /[^A-Za-z]/;

/** A string as the value of a key or of a list item, the lines of a literal block at `depth`. */
export function scalarText(text: string, depth: number): string {
  if (CERTAIN_WORD.test(text)) return isReserved(text) ? quoted(text) : text;
  if (text.includes('\n')) return fitsBlock(text) ? literalBlock(text, depth) : doubleQuoted(text);
  return isPlainToAll(text) ? text : quoted(text);
}

/** PyYAML sees a float in `1.0e+21`, with dot and sign, but a string in `1e+21`. */
export function numberText(value: number): string {
  const unwritable = whyUnwritable(value);
  if (unwritable) throw new UnwritableError([{ key: '', message: unwritable }]);
  const text = String(value);
  const exponent = text.indexOf('e');
  return exponent > 0 && !text.includes('.') ? `${text.slice(0, exponent)}.0${text.slice(exponent)}` : text;
}

/** The slow test, of a text that is no certain word. */
function isPlainToAll(text: string): boolean {
  if (text.length <= LONGEST_QUANTITY && DIGIT_FIRST.test(text) && NO_NUMBER.test(text)) return true;
  if (NEVER_PLAIN.test(text)) return false;
  return !(NUMBER_FIRST.test(text) && LIKE_A_NUMBER.test(text.includes('_') ? text.replaceAll('_', '') : text));
}

function isReserved(word: string): boolean {
  return word.length <= LONGEST_WORD && WORDS.has(word.toLowerCase());
}

function quoted(text: string): string {
  // JSON in an annotation stays readable: its double quotes need no escapes between single ones.
  return text.includes('"') && !text.includes("'") && !NOT_ASCII.test(text) ? `'${text}'` : doubleQuoted(text);
}

/** A string in double quotes, on one line. */
export function doubleQuoted(text: string): string {
  const unwritable = whyUnwritable(text);
  if (unwritable) throw new UnwritableError([{ key: '', message: unwritable }]);
  return printableJson(JSON.stringify(text));
}

/** JSON with everything escaped that a reader of YAML, or of a screen, would not get as it is. */
export function printableJson(json: string): string {
  return NOT_ASCII.test(json) ? json.replace(ESCAPED, escapeOf) : json;
}

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A block needs no indentation indicator, and no reader strips it, when it neither begins nor ends with a blank. */
function fitsBlock(text: string): boolean {
  const end = endOfText(text);
  return end > 0 && !BLANK.test(text[0]) && !BLANK.test(text[end - 1]) && !NOT_IN_A_BLOCK.test(text);
}

/** Where the line feeds at the end begin. A loop: a regular expression takes quadratic time on many line feeds. */
function endOfText(text: string): number {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === LINE_FEED) end--;
  return end;
}

function literalBlock(text: string, depth: number): string {
  const indent = indentOf(depth);
  const lineFeeds = text.length - endOfText(text);
  const header = lineFeeds === 0 ? '|-' : lineFeeds === 1 ? '|' : '|+';
  const lines = lineFeeds === 0 ? text : text.slice(0, -1);
  // Empty lines get no indent.
  return `${header}\n${indent}${lines.replace(/\n(?!\n|$)/g, `\n${indent}`)}`;
}
