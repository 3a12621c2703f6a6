import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docComment, literal, memberName, pascalCase } from '../../../src/generate/typescript';

const anything = fc.string({ unit: 'binary', maxLength: 200 });

describe('a literal', () => {
  test('is in single quotes where it can be', () => {
    expect(literal('a "b"')).toBe(`'a "b"'`);
    expect(literal("it's")).toBe(`"it's"`);
    expect(literal('\u202e\n\\"')).toBe(String.raw`'\u202e\n\\"'`);
  });

  test('of any text is that text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(new Function(`return ${literal(text)}`)()).toBe(text);
      }),
    );
  });
});

describe('the name of a member', () => {
  test.each([
    ['size', 'size'],
    ['$ref', '$ref'],
    ['x-y', "'x-y'"],
    ['1st', "'1st'"],
    ['', "''"],
    ['a b`\\', "'a b`\\\\'"],
  ])('%j', (name, expected) => {
    expect(memberName(name)).toBe(expected);
  });
});

test.each([
  ['nodeSelector', 'NodeSelector'],
  ['node-selector.x', 'NodeSelectorX'],
  ['-', ''],
  ['配置', ''],
])('%s in Pascal case is %s', (name, expected) => {
  expect(pascalCase(name)).toBe(expected);
});

describe('a comment', () => {
  test('is one line where it fits, else as many as it has or needs', () => {
    expect(docComment('Size.', '  ')).toBe('  /** Size. */\n');
    expect(docComment('One.\n\n  Two.  ')).toBe('/**\n * One.\n *\n * Two.\n */\n');
    const lines = docComment('word '.repeat(60)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines).toHaveLength(6);
  });

  test('of any text is one comment', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('*/', '/*', '', '\u2028', '`\\'), (text, more) => {
        const comment = docComment(`${text}${more}x${text}`);
        expect(comment.indexOf('*/')).toBe(comment.length - '*/\n'.length);
        expect(comment).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
