import type { Problem } from '../../core/checks/check';
import { error } from '../../core/rules/problem';
import type { ManifestSecret } from './manifest';

/** Where a secret comes from. */
export interface SecretSource {
  readonly from: 'env' | 'file';
  readonly name: string;
}

const QUOTES = ['none', 'toml', 'json', 'redis'] as const;

/** How a secret is quoted (SecretQuote). */
export type Quote = (typeof QUOTES)[number];

/** Private characters of Unicode around a token: nobody types them, and one that is left over shows that a token was cut. */
const OPEN = '\ue0a0';
const CLOSE = '\ue0a1';
const TOKEN = new RegExp(`${OPEN}(\\w+):(env|file):([^${OPEN}${CLOSE}]+)${CLOSE}`, 'g');
const LEFT_OVER = new RegExp(`[${OPEN}${CLOSE}]`);

/** What markers look like in files; whoever fills them in looks for these. */
const MARKER = /@@GPULAB-SECRET-\d+@@/;
const markerOf = (index: number): string => `@@GPULAB-SECRET-${index + 1}@@`;

/** A secret on its way through writers. It tells all of itself, so that nothing has to remember it. */
export const tokenOf = ({ from, name }: SecretSource, quote: string): string =>
  `${OPEN}${quote}:${from}:${name}${CLOSE}`;

/** Does a text hold a secret? */
export const holdsSecret = (text: string): boolean => text.includes(OPEN);

/** A text with markers in place of tokens, what each marker stands for, and what is wrong. */
export interface MarkedText {
  readonly text: string;
  readonly secrets: ManifestSecret[];
  readonly problems: Problem[];
}

/** One marker for one secret in one quoting, however often it stands there. */
export function markedText(text: string): MarkedText {
  const problems: Problem[] = [];
  const mine = MARKER.exec(text);
  if (mine) problems.push(error('GPULAB2956', `the text has ${mine[0]} in it, which is written for secrets only`));
  const secrets = new Map<string, ManifestSecret>();
  const marked = text.replace(TOKEN, (token, quote: string, from: string, name: string) => {
    if (!isQuote(quote)) {
      const hint = 'write secret.quotedFor(SecretQuote.TOML), or another quoting';
      problems.push(
        error('GPULAB2956', `the secret of ${from} ${name} stands in a text without a quoting`, undefined, hint),
      );
      return '';
    }
    const secret = secrets.get(token) ?? {
      marker: markerOf(secrets.size),
      env: from === 'env' ? name : null,
      file: from === 'file' ? name : null,
      quote,
    };
    secrets.set(token, secret);
    return secret.marker;
  });
  if (LEFT_OVER.test(marked))
    problems.push(error('GPULAB2956', 'the marker of a secret was cut or changed on the way'));
  return { text: marked, secrets: [...secrets.values()], problems };
}

const isQuote = (text: string): text is Quote => (QUOTES as readonly string[]).includes(text);
