/** What Go would write and how it would compare: Helm's templates are executed by Go. */

/** Characters that YAML readers take for line breaks, refuse, or that Go sources must not hold. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A string literal in a template of Go: text as `JSON.stringify` writes it is one. Helm deletes the words "<no value>" from all
 * that it renders, sources included, so they are written in another way.
 */
export function goString(text: string): string {
  return JSON.stringify(text).replace(UNSAFE, escaped).replaceAll('<no value>', '\\u003cno value>');
}

/** What `toJson` of Helm (encoding/json.Marshal) writes for plain data: sorted keys, and characters of HTML escaped. */
export function goJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b));
    return `{${entries.map(([key, member]) => `${goJson(key)}:${goJson(member)}`).join(',')}}`;
  }
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

/** `strings.ToLower`: character by character, so there is no rule for the last sigma, and U+0130 becomes one "i". */
export function goLower(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return [...lower].length > 1 ? 'i' : lower;
  }).join('');
}

/** Order of UTF-8 bytes, which is that of code points; `<` of JavaScript goes another way above U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
