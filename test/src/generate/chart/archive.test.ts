import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArchive } from '../../../../src/generate/chart/archive';
import { tgz } from '../../../support/tar';

const texts = (bytes: Buffer) =>
  Object.fromEntries([...readArchive(bytes)].map(([path, content]) => [path, `${content}`]));

test('every file comes out as it went in', () => {
  const path = fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom(...'abcdef./-é') });
  fc.assert(
    fc.property(
      fc.dictionary(path, fc.string()),
      fc.constantFrom('pax' as const, 'gnu' as const),
      (files, longNames) => {
        // A short name is told in 100 bytes, which may be fewer characters.
        fc.pre(Object.keys(files).every((name) => name.length > 100 || Buffer.byteLength(name) <= 100));
        expect(texts(tgz(files, longNames))).toEqual(files);
      },
    ),
  );
});

test('a path out of the folder is a path like others, because nothing is unpacked', () => {
  expect(texts(tgz({ '../../etc/passwd': 'x' }))).toEqual({ '../../etc/passwd': 'x' });
});

test.each([
  ['text', Buffer.from('hello'), /incorrect header/],
  ['a compressed text', gzipSync('hello '.repeat(200)), /no tar archive/],
  [
    'an archive that was cut',
    gzipSync(Buffer.from(`${'a'.padEnd(124, '\0')}00000007777 `.padEnd(512, '\0'))),
    /in the middle/,
  ],
  ['more than any chart holds', gzipSync(Buffer.alloc(101 * 2 ** 20)), /larger|length/i],
])('%s is refused', (_, bytes, message) => {
  expect(() => readArchive(bytes)).toThrow(message);
});
