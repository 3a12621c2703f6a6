/** What ends a line for some reader of YAML. */
const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/;

/** Text as comments, one a line. */
export function commentLines(text: string): string[] {
  // What a reader of YAML refuses even in a comment. Made here: a synthesis without Helm charts needs no comments.
  const refused = /(?!\t)[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu;
  return text.split(LINE_BREAK).map((line) => `# ${line.replace(refused, '\ufffd')}`.trimEnd());
}
