/** The pieces of the compact text, as constructs/core/shapes/compact.ts reads it. */

/** A field name or an enum value: everything that the text itself uses is percent-encoded. */
const word = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `containers!:[@core.v1.Container`. */
export const field = (name: string, required: boolean, type: string): string =>
  `${word(name)}${required ? '!' : ''}:${type}`;

/** A string, or one of a few; the order of the document does not matter. */
export const text = (values: readonly unknown[] = []): string => {
  // Null is how a field that may be null says so; it is never written.
  const words = [...new Set(values.filter((value) => value !== null).map(String))];
  return words.length > 0 ? `s=${words.sort().map(word).join('|')}` : 's';
};

/** By code units, so that no locale decides. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
