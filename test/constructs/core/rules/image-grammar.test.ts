import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference } from '../../../../constructs/core/images/private/reference';
import { IMAGE } from '../../../../constructs/core/rules/names';
import { goPattern } from '../../../../constructs/core/values/private/go-pattern';
import { patternProblem } from '../../../../constructs/core/values/private/pattern';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('a reference to an image', () => {
  test.each([
    'ubuntu',
    'ubuntu:24.04',
    'pytorch/pytorch:2',
    'localhost:5000/a_b/c__d/e--f:V1_x.y-z',
    '[::1]:5000/a',
    'harbor.example.edu:9443/a/b.c',
    `a@${DIGEST}`,
    `registry.example.edu/a:b@${DIGEST}`,
    'Registry.Example.edu/a',
  ])('%s is one', (text) => expect(IMAGE.test(text)).toBe(true));

  test.each([
    '',
    'a:b:c',
    'a//b',
    '/a',
    'a/',
    'a:',
    'a@b',
    'a@sha256:0',
    'A',
    'Foo/Bar:x',
    'a._b',
    'a b',
    ' a',
    'a\n',
    '-a',
    `a:${'b'.repeat(129)}`,
  ])('%j is none', (text) => expect(IMAGE.test(text)).toBe(false));

  test('is one to the pattern where it is one to whoever takes it apart', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aB0.:/@_-['), maxLength: 12 });
    fc.assert(
      fc.property(text, (one) => IMAGE.test(one) === (parseReference(one) !== undefined)),
      { numRuns: 20_000 },
    );
  });

  test('has a pattern that Helm reads alike, and that no text makes slow', () => {
    expect(patternProblem(IMAGE.source)).toBeUndefined();
    const long = ['a', '-', 'a-', 'a.', 'a/', 'a:'].map((part) => `${part.repeat(50_000)}!`);
    for (const one of long) expect(goPattern(IMAGE.source).test(one)).toBe(false);
  });
});
