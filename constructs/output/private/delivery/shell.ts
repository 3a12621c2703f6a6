/** Nothing in these has a meaning to a shell, wherever they stand in a command. */
const PLAIN = /^[\w/:.,@%+-][\w/:.,@%+=-]*$/;

/** A text as one word of a command, for every shell that follows POSIX. No text with a NUL can be one. */
export const quotedWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same, without quotes where none are needed. */
export const shellWord = (text: string): string => (PLAIN.test(text) ? text : quotedWord(text));

/** A command, or a part of it that stays on one line. */
export const shellWords = (words: readonly string[]): string => words.map(shellWord).join(' ');

/** A command over several lines, the others indented below the first. A line break within a word gets no indent. */
export const shellCommand = (lines: readonly (readonly string[])[], indent = ''): string =>
  lines.map((words, index) => `${indent}${index === 0 ? '' : '  '}${shellWords(words)}`).join(' \\\n');
