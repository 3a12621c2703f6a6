import type { ManifestSecret } from './host-manifest';

/** A secret cannot stand where it should. The message never repeats it. */
export class UnfitSecret extends Error {}

type Quote = ManifestSecret['quote'];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/g;
const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const hexadecimal = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
const escaped = (text: string, control: (character: string) => string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(CONTROL, control)}"`;

/** A secret in the syntax of the file around it, with its quotes. */
const QUOTED: { readonly [quote in Quote]: (text: string) => string } = {
  none: (text) => {
    if (/[\r\n\0]/.test(text)) throw new UnfitSecret('has a line break, and stands within a line');
    return text;
  },
  // Basic strings (TOML 1.0).
  toml: (text) => escaped(text, unicode),
  json: (text) => JSON.stringify(text),
  // redis.conf is split by sdssplitargs: \xHH within double quotes.
  redis: (text) => escaped(text, hexadecimal),
};

/** A text with secrets, each with its value, and which values these are. */
export interface Filled {
  readonly text: string;
  readonly values: readonly string[];
}

/** Puts values in place of markers. A value that is the whole text, such as a private key, may have several lines. */
export function fillSecrets(
  template: string,
  secrets: readonly ManifestSecret[],
  secretOf: (secret: ManifestSecret) => string,
): Filled {
  const values = new Map(secrets.map((secret) => [secret.marker, { secret, value: secretOf(secret) }]));
  const whole = values.get(template.trimEnd());
  if (whole?.secret.quote === 'none') return { text: whole.value, values: [whole.value] };
  // One pass: a value that looks like a marker stays what it is.
  const pattern = secrets.map(({ marker }) => marker.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const text =
    secrets.length === 0
      ? template
      : template.replace(new RegExp(pattern, 'g'), (marker) => {
          const { secret, value } = values.get(marker)!;
          return QUOTED[secret.quote](value);
        });
  return { text, values: [...values.values()].map(({ value }) => value) };
}
