import { describe, expect, test } from 'vitest';
import { patternProblem } from '../../../../constructs/core/values/private/pattern';

describe('patterns that Go and JavaScript read alike', () => {
  test.each([
    '',
    '^[a-z]([-a-z0-9]*[a-z0-9])?$',
    '^(a|b){1,1000}$',
    '^\\x41\\d\\w\\s\\S\\.\\[\\]\\{\\}[\\-]\\/$',
    '^(?:a)(b)$',
    '^[[(?]$',
    '^[\\]]$',
    '^\\[\\]$',
    '你好.*',
  ])('%s', (pattern) => expect(patternProblem(pattern)).toBeUndefined());
});

describe('patterns that Helm cannot read, or reads otherwise', () => {
  test.each([
    ['a lookahead', '(?=a)', 'has "(?="'],
    ['a negative lookbehind', '(?<!a)b', 'has "(?<!"'],
    ['a named group', '(?<name>a)', 'has "(?<n"'],
    ['flags', '(?i)a', 'has "(?i"'],
    ['a reference back', '(a)\\1', 'has "\\1"'],
    ['an escape of JavaScript', '\\u0041', 'has "\\u"'],
    ['a class of Unicode', '\\p{L}', 'has "\\p"'],
    ['too many repeats', 'a{1001}', 'repeats more than 1000 times'],
    ['too many repeats at most', 'a{1,1001}', 'repeats more than 1000 times'],
    ['an empty class', 'a[]', 'has an empty class'],
    ['the class of everything', '[^]', 'has an empty class'],
    ['a class of POSIX', '[[:alpha:]]', 'is no regular expression'],
    ['an open bracket', '(a', 'is no regular expression'],
    ['nothing to repeat', '*a', 'is no regular expression'],
  ])('%s', (_, pattern, problem) => expect(patternProblem(pattern)).toContain(problem));
});
