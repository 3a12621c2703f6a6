import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import type { ManifestSecret } from '../../../../src/hosts/apply/host-manifest';
import { fillSecrets } from '../../../../src/hosts/apply/secret-value';

const secret = (quote: ManifestSecret['quote'], number = 1): ManifestSecret => ({
  marker: `@@GPULAB-SECRET-${number}@@`,
  env: 'SECRET',
  file: null,
  quote,
});
const MARKER = secret('none').marker;

/** Text of any characters, among them those that end a quoted text. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', '\\', "'", '\n', '\r', '\t', '\u0000', '\u007f', '$', '`', '@', 'x', '0') }),
  fc.constantFrom('', '"""', "'''", MARKER, '\\x41', '$&', '$1'),
);

describe('a secret is the same text to whoever reads the file', () => {
  test('toml', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text } = fillSecrets(`a = 1\nkey = ${MARKER}\nz = 2\n`, [secret('toml')], () => value);
        expect(parse(text)).toEqual({ a: 1, key: value, z: 2 });
      }),
    );
  });

  test('json', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text } = fillSecrets(`{"key": ${MARKER}, "z": 2}`, [secret('json')], () => value);
        expect(JSON.parse(text)).toEqual({ key: value, z: 2 });
      }),
    );
  });

  test('redis', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text } = fillSecrets(`requirepass ${MARKER}\nport 0\n`, [secret('redis')], () => value);
        const lines = text.split('\n');
        expect(lines).toHaveLength(3);
        expect(sdsWord(lines[0].slice('requirepass '.length))).toBe(value);
      }),
    );
  });
});

/** A quoted word as redis reads it (sdssplitargs of sds.c), for the escapes that it knows. */
function sdsWord(quoted: string): string {
  expect(quoted).toMatch(/^"(?:[^"\\]|\\.)*"$/su);
  return quoted
    .slice(1, -1)
    .replace(/\\x([0-9a-f]{2})|\\(.)/gsu, (_all, code, plain) =>
      code === undefined ? plain : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

test('a whole file may have several lines, and stays as it is to the last byte', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n';
  expect(fillSecrets(`${MARKER}\n`, [secret('none')], () => key).text).toBe(key);
});

test('within a line, a line break is refused, and the message does not repeat the secret', () => {
  const fill = () => fillSecrets(`password ${MARKER}\n`, [secret('none')], () => 'hunter2\nroot ALL');
  expect(fill).toThrow(/^has a line break, and stands within a line$/);
});

test('a secret that looks like the marker of another one stays what it is', () => {
  const [first, second] = [secret('none', 1), secret('none', 2)];
  const { text, values } = fillSecrets(`a ${first.marker}\nb ${second.marker}\n`, [first, second], ({ marker }) =>
    marker === first.marker ? second.marker : 'two',
  );
  expect(text).toBe(`a ${second.marker}\nb two\n`);
  expect(values).toEqual([second.marker, 'two']);
});
