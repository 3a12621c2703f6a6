/** In every Node that we run on; not yet in the language level that jsii compiles for. */
const isWellFormed: (this: string) => boolean = (String.prototype as any).isWellFormed;

/** Holds a text whole characters only? Half a surrogate pair can be written nowhere. */
export const isWellFormedText = (text: string): boolean => isWellFormed.call(text);
