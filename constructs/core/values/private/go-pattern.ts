/** What Go counts as a blank in `\\s`, and everything else, for use between brackets. JavaScript counts more. */
const BLANK = '\\t\\n\\f\\r ';
const NO_BLANK = '\\x00-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}';

/** An escape, a bracket, or a dot. */
const PIECE = /\\[\s\S]|[[\].]/g;

const compiled = new Map<string, RegExp>();

/** A pattern of a schema, matching what it matches in Go (RE2), which is what Helm uses. It must be in the subset that both know. */
export function goPattern(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = new RegExp(translated(pattern), 'u');
    compiled.set(pattern, expression);
  }
  return expression;
}

function translated(pattern: string): string {
  let inBrackets = false;
  return pattern.replace(PIECE, (piece) => {
    if (piece === '[' || piece === ']') inBrackets = piece === '[';
    else if (piece === '\\s') return inBrackets ? BLANK : `[${BLANK}]`;
    else if (piece === '\\S') return inBrackets ? NO_BLANK : `[${NO_BLANK}]`;
    // A dot of JavaScript does not match three more line breaks.
    else if (piece === '.' && !inBrackets) return '[^\\n]';
    return piece;
  });
}
