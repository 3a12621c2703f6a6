import { describe, expect, test } from 'vitest';
import { listedReads, type Reads, templateReads } from '../../../../src/generate/chart/template-reads';

/** Paths that are read themselves; with "?" those that are only looked for, or on the way to others. */
function shown(reads: Reads, path = ''): string[] {
  return [...reads.keys].flatMap(([key, below]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [below.isWhole ? at : `${at}?`, ...shown(below, at)];
  });
}
const readIn = (template: string) => shown(templateReads([template]));

describe('templates', () => {
  test.each([
    ['{{ .Values.a }}', ['a']],
    ['{{- $.Values.a.b -}}', ['a?', 'a.b']],
    ['{{ $root.Values.a }}{{ .root.Values.b }}', ['a', 'b']],
    ['{{ toYaml .Values.a | nindent 4 }}', ['a']],
    ['{{ printf "%s-%s" .Values.a .Values.b }}', ['a', 'b']],
    ['{{ index .Values "a-b" "c" }}', ['a-b?', 'a-b.c']],
    ['{{ index .Values.a "b.c" }}', ['a', 'a.b.c']],
    ['{{ index (.Values.a) "b" }}', ['a', 'a.b']],
    ['{{ with .Values.a }}{{ .b }}{{ end }}', ['a']],
    ['{{\n  .Values.a\n}}', ['a']],
    ['{{ if .Values.a }}{{ end }}', ['a?']],
    ['{{- if and .Values.a (not .Values.b.c) }}{{- else if .Values.d }}{{ end }}', ['a?', 'b?', 'b.c?', 'd?']],
    ['{{/* .Values.a */}}{{- /* .Values.b */ -}}', []],
    ['.Values.a is a text', []],
    ['{{ .Values }}{{ .ValuesOther.a }}', []],
    ['{{ .Values.__proto__.constructor }}', ['__proto__?', '__proto__.constructor']],
  ])('%s', (template, paths) => {
    expect(readIn(template)).toEqual(paths);
  });

  test('a long template that never ends is no trouble', () => {
    expect(readIn('{{ .Values.a '.repeat(20_000))).toEqual([]);
  });
});

test('a list of paths, with comments and empty lines', () => {
  expect(shown(listedReads('# from somewhere\na.b\n\na\nc.d.e\n'))).toEqual(['a', 'a.b', 'c?', 'c.d?', 'c.d.e']);
});
