import type { ManifestSecret } from './manifest';
import type { Quote } from './secret-token';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/g;
const hexadecimal = (character: string, digits: number): string =>
  character.charCodeAt(0).toString(16).padStart(digits, '0');

/** JSON and basic strings of TOML share their escapes (RFC 8259, 7; toml.io 1.0, String). */
const escaped = (value: string): string =>
  value.replace(/["\\]/g, '\\$&').replace(CONTROL, (character) => `\\u${hexadecimal(character, 4)}`);

/** Escapes of redis.conf are bytes (`sdssplitargs` of Redis). */
const redisEscaped = (value: string): string =>
  value.replace(/["\\]/g, '\\$&').replace(CONTROL, (character) => `\\x${hexadecimal(character, 2)}`);

const QUOTERS: { readonly [quote in Quote]: (value: string) => string } = {
  none: (value) => value,
  json: escaped,
  toml: escaped,
  redis: redisEscaped,
};

/** A value of redis.conf, quoted. */
export const redisQuoted = (value: string): string => `"${redisEscaped(value)}"`;

/** Why a secret cannot be filled in; the secret itself is not told. */
export class UnfitSecret extends Error {}

/** A text of a host with its secrets in place of markers. `read` gives a secret as it was read. */
export function filledText(
  text: string,
  secrets: readonly ManifestSecret[],
  read: (secret: ManifestSecret) => string,
): string {
  const values = new Map(secrets.map((secret) => [secret.marker, placed(text, secret, read(secret))]));
  // In one pass: a secret that looks like a marker is not filled in again.
  return text.replace(/@@GPULAB-SECRET-\d+@@/g, (marker) => values.get(marker) ?? marker);
}

/** A secret that is the whole file is taken as it is; elsewhere the line break at its end, which editors make, is none of it. */
function placed(text: string, { marker, env, file, quote }: ManifestSecret, value: string): string {
  const isWhole = quote === 'none' && text === marker;
  const taken = isWhole ? value : value.replace(/\r?\n$/, '');
  const unfit =
    taken === '' ? 'is empty' : quote === 'none' && !isWhole && /[\r\n\0]/.test(taken) ? 'has several lines' : '';
  if (unfit) throw new UnfitSecret(`the secret of ${env ?? file} ${unfit}`);
  return QUOTERS[quote](taken);
}
