import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellCommand, shellWord, shellWords } from '../../../../constructs/output/private/delivery/shell';

/** What a real shell makes of a command: each word on its own, with a NUL between them. */
function wordsOf(shell: string, words: string): string[] {
  const { stdout, status } = spawnSync(shell, ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

/** Everything that has a meaning to some shell, and everything else but NUL. */
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'\'"`$(){}[]!\\;&|<>*?~# \t\n=-aé') }),
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)),
  fc.constantFrom('', '-n', '--', '~', '~root', '$HOME', '$(id)', '`id`', "it's", '{a,b}', '*', '!!', 'a=b', '\n', '#'),
);

describe.each(['sh', 'bash'])('%s reads', (shell) => {
  test('any text as one word, unchanged', () => {
    // Many words a process: starting one takes longer than reading them.
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 50 }), (texts) => {
        expect(wordsOf(shell, shellWords(texts))).toEqual(texts);
      }),
      { numRuns: 40 },
    );
  });

  test('a command of several lines as one', () => {
    const lines = [['one', "it's"], ['--two', 'a\nb'], ['--three']];
    expect(wordsOf(shell, shellCommand(lines, '    '))).toEqual(lines.flat());
  });
});

test('what needs no quotes has none', () => {
  expect(shellWords(['helm', '--version=1.2.3', 'oci://registry.example.com/a/b', 'k=v'])).toBe(
    'helm --version=1.2.3 oci://registry.example.com/a/b k=v',
  );
  expect(['', '=x', '~', 'a b', "'"].map(shellWord)).toEqual(["''", "'=x'", "'~'", "'a b'", "''\\'''"]);
});
