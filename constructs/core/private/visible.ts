const ASCII = /^[ -~]*$/;

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * Text with everything made visible that nobody sees or takes for a plain blank: controls, directions of writing, blanks of no
 * width or of other scripts. The pattern is made here, since few texts need it and every run would pay.
 */
export const visible = (text: string): string =>
  ASCII.test(text) ? text : text.replace(/(?! )[\p{Cc}\p{Cf}\p{Z}]/gu, escaped);

/** Text as it was given, safe to show on one line. */
export const quoted = (text: unknown): string => visible(JSON.stringify(text) ?? String(text));

/** A value may be a secret that went astray: a long one is never shown whole. */
const MOST = 60;

/** As `quoted`, but not longer than one can read. */
export const shown = (value: unknown): string =>
  quoted(typeof value === 'string' && value.length > MOST ? `${value.slice(0, MOST)}...` : value);
