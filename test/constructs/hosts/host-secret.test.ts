import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { HostSecret, SecretQuote } from '../../../constructs/hosts';
import { filledText } from '../../../constructs/hosts/private/fill';
import { markedText } from '../../../constructs/hosts/private/secret-token';
import { redisWords } from './readers';
import { told } from './support';

const secret = HostSecret.fromEnv('PASSWORD');

describe('where a secret comes from', () => {
  test.each(['', '1A', 'A-B', 'A B', 'hunter2!'])('variable %j is refused, and not shown', (variable) => {
    expect(() => HostSecret.fromEnv(variable)).toThrow(/GPULAB2955 variable is no name of an environment variable/);
    if (variable) expect(() => HostSecret.fromEnv(variable)).not.toThrow(new RegExp(`"${variable}"`));
  });

  test.each(['', '../x', 'a/../b', 'a b', "a'b", 'a\nb', '$(x)'])('file %j is refused', (path) => {
    expect(() => HostSecret.fromFile(path)).toThrow(/GPULAB2955 path is no path/);
  });

  test('a file may be absolute', () => {
    expect(markedText(HostSecret.fromFile('/run/secrets/a..b').quotedFor(SecretQuote.NONE)).secrets).toMatchObject([
      { file: '/run/secrets/a..b', env: null },
    ]);
  });
});

describe('a text with a secret', () => {
  const problems = (text: string) => told((files) => files.addFile({ path: '/etc/a', text }));

  test('that nobody has said how to quote is refused', () => {
    expect(problems(`password = ${secret}`)).toEqual([
      'GPULAB2956 undefined: the secret of env PASSWORD stands in a text without a quoting',
    ]);
  });

  test('that was cut is refused', () => {
    const token = secret.quotedFor(SecretQuote.TOML);
    for (const part of [token.slice(1), token.slice(0, -1), token.toUpperCase()]) {
      expect(problems(part)[0]).toMatch(/^GPULAB2956 /);
    }
  });

  test('must not hold what looks like a marker', () => {
    expect(problems('@@GPULAB-SECRET-1@@')[0]).toMatch(/^GPULAB2956 /);
  });
});

describe('filled in', () => {
  const filled = (quote: SecretQuote, value: string, around: (token: string) => string = (token) => `"${token}"`) => {
    const { text, secrets } = markedText(around(secret.quotedFor(quote)));
    return filledText(text, secrets, () => value);
  };
  /** What a file of UTF-8 can hold, not empty but for a line break at its end. */
  const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.replace(/\r?\n$/, '') !== '');
  const nasty = fc.oneof(value, fc.string({ unit: fc.constantFrom(...'"\\\'\n\r\t\0\x7f@$%#'), minLength: 3 }));
  const line = (text: string) => text.replace(/\r?\n$/, '');

  test('a reader of TOML gets the secret', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(parse(filled(SecretQuote.TOML, text, (token) => `key = "${token}"`)).key).toBe(line(text));
      }),
    );
  });

  test('a reader of JSON gets the secret', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(JSON.parse(filled(SecretQuote.JSON, text))).toBe(line(text));
      }),
    );
  });

  test('a reader of redis.conf gets the secret', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(redisWords(filled(SecretQuote.REDIS, text))).toEqual([line(text)]);
      }),
    );
  });

  test('as a whole file it is what it is; in a text it has one line', () => {
    expect(filled(SecretQuote.NONE, '-----BEGIN\nkey\n', (token) => token)).toBe('-----BEGIN\nkey\n');
    expect(filled(SecretQuote.NONE, '$2y$05$x\n', (token) => `user:${token}\n`)).toBe('user:$2y$05$x\n');
    expect(() => filled(SecretQuote.NONE, 'a\nroot:b', (token) => `user:${token}\n`)).toThrow(
      'the secret of PASSWORD has several lines',
    );
    expect(() => filled(SecretQuote.NONE, '\n', (token) => `user:${token}\n`)).toThrow(
      'the secret of PASSWORD is empty',
    );
  });

  test('a secret that looks like the marker of another one is not filled in', () => {
    const { text, secrets } = markedText(
      `${HostSecret.fromEnv('A').quotedFor(SecretQuote.JSON)} ${HostSecret.fromEnv('B').quotedFor(SecretQuote.JSON)}`,
    );
    const values: { [name: string]: string } = { A: '@@GPULAB-SECRET-2@@', B: 'b' };
    expect(filledText(text, secrets, ({ env }) => values[env!])).toBe('@@GPULAB-SECRET-2@@ b');
  });
});
