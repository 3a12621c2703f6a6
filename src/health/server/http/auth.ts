import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Shorter ones can be guessed. */
const SHORTEST = 16;
const NAME = /^[A-Za-z0-9_.@-]{1,64}$/;
const DEFAULT_NAME = 'admin';

/** A text that is no token. The message never shows it. */
export class TokenError extends Error {}

/** Who may come in: a token each, and the name that the audit log has for it. */
export class Tokens {
  /** One a line: `TOKEN`, or `NAME:TOKEN`. */
  static of(text: string): Tokens {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const tokens = lines.filter((line) => line !== '' && !line.startsWith('#')).map(tokenOf);
    if (tokens.length === 0) throw new TokenError('there is no token');
    return new Tokens(tokens);
  }

  private constructor(private readonly tokens: readonly { readonly name: string; readonly digest: Buffer }[]) {}

  /** The name behind a token. All are compared, each in the same time whatever it is. */
  nameOf(presented: string | undefined): string | undefined {
    const digest = digestOf(presented ?? '');
    const found = this.tokens.filter((token) => timingSafeEqual(token.digest, digest));
    return presented === undefined ? undefined : found[0]?.name;
  }

  /** What nobody can make who has not the token of this name. Undefined where there is none. */
  sign(name: string, text: string): Buffer | undefined {
    const token = this.tokens.find((one) => one.name === name);
    return token && createHmac('sha256', token.digest).update(text).digest();
  }
}

/** The token of a request: `x-token`, as the old system has it, or `Authorization: Bearer`. */
export function presentedToken(headers: {
  readonly [name: string]: string | string[] | undefined;
}): string | undefined {
  const { 'x-token': token, authorization } = headers;
  if (typeof token === 'string' && token !== '') return token;
  return typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function tokenOf(line: string, index: number): { name: string; digest: Buffer } {
  const colon = line.indexOf(':');
  const name = colon < 0 ? DEFAULT_NAME : line.slice(0, colon);
  const token = line.slice(colon + 1);
  const problem = NAME.test(name) ? problemOf(token) : 'has a name with other characters than letters, digits and _.@-';
  if (problem) throw new TokenError(`line ${index + 1} ${problem}`);
  return { name, digest: digestOf(token) };
}

function problemOf(token: string): string | undefined {
  if (token.length < SHORTEST) return `has a token of ${token.length} characters: ${SHORTEST} are the least`;
  return /^[\u0021-\u007e]+$/.test(token) ? undefined : 'has a token with characters that no header can have';
}
