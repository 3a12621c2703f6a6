import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeyNode, readKeyTree } from '../../../../constructs/upstream/private/key-tree';
import { keyTreeText } from '../../../../src/generate/chart/key-tree-text';

const NO_KEYS = { keys: new Map<string, KeyNode>(), isClosed: false };
const key = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '__proto__',
    'a.b',
    'a b',
    '',
    '#',
    '"',
    '\\',
    '`',
    `$${'{x}'}`,
    '*/',
    'any',
    'map',
    ' = ',
    '\n',
    '\u2028',
    '\u202e',
    '7',
  ),
);
const scalarType = fc.oneof(
  fc.constantFrom('string', 'number', 'boolean', 'list', 'list of string', 'list of map'),
  fc.string().map((text) => JSON.stringify(text)),
);
/** JSON knows no negative zero. */
const plainValue = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

const scalar: fc.Arbitrary<KeyNode> = fc
  .tuple(fc.uniqueArray(scalarType, { maxLength: 3 }), fc.option(plainValue, { nil: undefined }))
  .map(([types, value]) => ({ ...NO_KEYS, types, ...(value === undefined ? {} : { default: value }) }));
const { tree } = fc.letrec<{ tree: KeyNode; node: KeyNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, scalar, tie('tree')),
  tree: fc
    .tuple(fc.array(fc.tuple(key, tie('node')), { maxLength: 5 }), fc.boolean())
    .map(([entries, isClosed]) => ({ types: ['map'], keys: new Map(entries), isClosed })),
}));
const root = tree.map((node) => ({ ...node, isClosed: true }));

describe('the text of a key tree', () => {
  test('reads back as what was written, whatever the keys and defaults are', () => {
    fc.assert(
      fc.property(root, (node) => {
        expect(readKeyTree(keyTreeText(node))).toEqual({ root: node });
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    const turned = (node: KeyNode): KeyNode => ({
      ...node,
      keys: new Map([...node.keys].reverse().map(([name, child]) => [name, turned(child)])),
    });
    fc.assert(
      fc.property(root, (node) => {
        expect(keyTreeText(turned(node))).toBe(keyTreeText(node));
      }),
    );
  });

  test('has one line for each key, and nothing in it that nobody sees', () => {
    const countOf = (node: KeyNode): number =>
      [...node.keys.values()].reduce((sum, child) => sum + 1 + countOf(child), 0);
    fc.assert(
      fc.property(root, (node) => {
        const text = keyTreeText(node);
        expect(text.split('\n')).toHaveLength(countOf(node) + 1);
        expect(text).not.toMatch(/(?![ \n])[\p{Cc}\p{Cf}\p{Z}]/u);
      }),
    );
  });
});

describe('a line that is none is told by its number, and nothing is made of it', () => {
  test.each([
    ['a strange type', 'a text'],
    ['a tab', '\ta string'],
    ['an odd indent', ' a string'],
    ['a level too deep', 'a\n    b string'],
    ['a key below a text', 'a string\n  b string'],
    ['a key that is there twice', 'a string\na number'],
    ['a broken quote', '"a string'],
    ['a broken default', 'a string = "x'],
    ['a default without a value', 'a string = '],
    ['a strange escape', '"\\x" string'],
    ['two blanks', 'a  string'],
    ['a half alternative', 'a string|'],
    ['a blank line of blanks', '  '],
  ])('%s', (_, text) => {
    const lines = text.split('\n');
    expect(readKeyTree(`# a chart\n${text}\n`).strange).toEqual({
      line: lines.length + 1,
      text: lines[lines.length - 1],
    });
  });

  test('a long line costs no time', () => {
    expect(readKeyTree(`a "${'\\"'.repeat(100_000)}`).strange?.line).toBe(1);
  });
});

test('no text is a map without any key', () => {
  expect(readKeyTree('')).toEqual({ root: { types: ['map'], keys: new Map(), isClosed: true } });
});
