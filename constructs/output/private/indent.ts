const INDENT = '  ';
const DEEPEST_KEPT = 64;
const INDENTS = Array.from({ length: DEEPEST_KEPT }, (_, depth) => INDENT.repeat(depth));

/** The blanks before a line at `depth`. */
export function indentOf(depth: number): string {
  return depth < DEEPEST_KEPT ? INDENTS[depth] : INDENT.repeat(depth);
}
