/** What ends a line for some reader of YAML. */
const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/;

/** What a reader of YAML refuses even in a comment. */
const REFUSED = /(?!\t)[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu;

/** Text as comments, one a line. */
export function commentLines(text: string): string[] {
  return text.split(LINE_BREAK).map((line) => `# ${line.replace(REFUSED, '\ufffd')}`.trimEnd());
}
