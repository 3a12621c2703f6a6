import { expect, test } from 'vitest';
import { foldersOf, isSafeName, listingOf, namesIn } from '../../../constructs/output/private/listing';

test('a listing has one name a line, so that xargs can use it', () => {
  expect(listingOf(['b.yaml', 'chart/a.yaml'], new Set())).toBe('b.yaml\nchart/a.yaml\n');
  expect(listingOf([], new Set())).toBe('');
});

test('only names below the folder are believed, and never the listing itself', () => {
  const listing = [
    'a.yaml',
    'chart/a.yaml',
    '',
    '..',
    '../a',
    '/a',
    'a/../b',
    'a\\b',
    'apply-order.txt',
    'chart-files.txt',
    'imported-files.txt',
    'generated-files.txt',
    'b\r',
    '.hidden',
  ];
  expect([...namesIn(listing.join('\n'))]).toEqual(['a.yaml', 'chart/a.yaml', '.hidden']);
});

test('a name that merely looks like a way up is a name', () => {
  for (const name of ['..a', 'a..', 'a...b/c', '...']) expect(isSafeName(name), name).toBe(true);
});

test('the folders of a file are told from the nearest outwards', () => {
  expect(foldersOf('a/b/c')).toEqual(['a/b', 'a']);
  expect(foldersOf('a')).toEqual([]);
});
