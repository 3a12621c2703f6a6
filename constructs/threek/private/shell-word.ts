/** Nothing in these has a meaning to a shell, wherever they stand in a command. */
const PLAIN = /^[\w/:.,@%+-]+$/;

/** A text as one word of a command. */
export const shellWord = (text: string): string => (PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
