import { describe, expect, test } from 'vitest';
import { DefinitionFile } from '../../../../src/generate/crd/definitions';

const read = (text: string) => DefinitionFile.read(text, 'crds.yaml');
const definition = (name: string): string => `kind: CustomResourceDefinition\nmetadata: {name: ${name}}\n`;
const namesIn = (text: string): string[] => read(text).definitions.map(({ crd }) => crd.metadata.name);

describe('definitions are found', () => {
  test('in one document and in several', () => {
    expect(namesIn(definition('a'))).toEqual(['a']);
    expect(namesIn(`# a comment\n---\n${definition('a')}---\n---\n${definition('b')}...\n`)).toEqual(['a', 'b']);
  });

  test('in the lists that kubectl prints', () => {
    const items = (...names: string[]) =>
      names.map((name) => `{kind: CustomResourceDefinition, metadata: {name: ${name}}}`);
    expect(namesIn(`kind: List\nitems: [${items('a', 'b')}]`)).toEqual(['a', 'b']);
    expect(namesIn(`kind: CustomResourceDefinitionList\nitems: [${items('c')}, {kind: Pod}]`)).toEqual(['c']);
  });

  test('in JSON, behind a byte order mark, with lines of any kind, with anchors and merges', () => {
    expect(namesIn('\ufeff{"kind": "CustomResourceDefinition", "metadata": {"name": "a"}}')).toEqual(['a']);
    expect(namesIn(definition('a').replaceAll('\n', '\r\n'))).toEqual(['a']);
    expect(namesIn('x: &x {name: a}\nkind: CustomResourceDefinition\nmetadata: {<<: *x}')).toEqual(['a']);
  });

  test('and nothing else: other objects are counted', () => {
    const file = read(`${definition('a')}---\nkind: Pod\n---\nfoo: 1\n---\njust text\n---\n[]\n`);
    expect(file.others).toEqual(['Pod', ...Array(3).fill('something without a kind')]);
    expect(file.findings).toEqual([]);
  });

  test.each(['', '# nothing\n', '---\n---\n', 'null'])('not in %j', (text) => {
    expect(read(text)).toMatchObject({ definitions: [], others: [], findings: [] });
  });
});

describe('places', () => {
  const text = `${definition('a')}---\nkind: List\nitems:\n  - kind: CustomResourceDefinition\n    spec:\n      scope: x\n`;
  const at = (...path: (string | number)[]) => {
    const { line, column, key } = read(text).definitions[1].finding('GPULAB4303', path, 'wrong');
    return [line, column, key];
  };

  test('are those of the part in its file', () => {
    expect(at('spec', 'scope')).toEqual([8, 14, 'spec.scope']);
  });

  test('of what is not there: what it would be in', () => {
    expect(at('spec', 'versions', 0, 'name')).toEqual([8, 7, 'spec.versions[0].name']);
    expect(at('metadata')).toEqual([6, 5, 'metadata']);
    expect(at()).toEqual([6, 5, undefined]);
  });
});

describe('what is no YAML is a finding, and the other documents are read', () => {
  test.each([
    ['a: [', 1],
    ['a: 1\na: 2', 2],
    ['{{ if .Values.crds }}\na: 1', 2],
    ['a: *b', 1],
    ['a: &a [*a]', 1],
    ['\ta: 1', 1],
  ])('%j', (broken, line) => {
    const { findings, definitions } = read(`${broken}\n---\n${definition('a')}`);
    expect(findings).toMatchObject([{ code: 'GPULAB4302', file: 'crds.yaml', line }]);
    expect(definitions).toHaveLength(1);
  });

  test('aliases of aliases', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${Array(12).fill(i ? `*a${i - 1}` : 'x')}]`);
    expect(read(lines.join('\n')).findings).toMatchObject([
      { code: 'GPULAB4302', message: 'the document stands for too much', line: 1 },
    ]);
  });

  test('nesting without end', () => {
    expect(read(`a: ${'['.repeat(20_000)}`).findings).toMatchObject([{ code: 'GPULAB4302' }]);
  });
});
