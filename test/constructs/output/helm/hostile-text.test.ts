import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOfManifest } from '../../../../constructs/output/private/helm/template-printer';
import { canonical, everyPlaceOf, HOSTILE, hostileObject } from '../hostile';
import { READERS } from '../readers';

/** Texts that mean something to Helm. */
const BRACES = [
  '{{',
  '{{{',
  '{{{{',
  '{{ .Values.x }}',
  '{{- end }}',
  'up{job="x"} {{ $labels.gpu }}\n{{- range }}\nlast\n',
  '{{"{{"}}',
  '{{`x`}}',
  '}}',
  '<no value>',
  '{{ "<no value>" }}\n\n',
  'a <no value>: b',
  'a\n\n',
  'a\nb\n\n\n',
];

const template = (json: object): string => `${linesOfManifest({ kind: 'literal', value: json }).join('\n')}\n`;

/** What Helm makes of a template whose only actions are those that write braces. */
function rendered(text: string): string {
  const output = text.replaceAll('{{ "{{" }}', '\u{f0000}');
  expect(output, 'an action that nobody meant').not.toContain('{{');
  return output.replaceAll('\u{f0000}', '{{').replaceAll('<no value>', '');
}

function expectSameFor(json: object): void {
  const text = rendered(template(json));
  for (const [name, read] of Object.entries(READERS))
    expect(canonical(read(text)), `${name}\n${text}`).toBe(canonical(json));
}

test.each([...BRACES, ...HOSTILE])('%j is the same text for Helm and every reader, as key and as value', (text) => {
  expectSameFor(everyPlaceOf(text));
});

test('any object is', () => {
  // Manifests hold no null; compile refuses it.
  const withoutNull = hostileObject.map((json) =>
    JSON.parse(JSON.stringify(json).replace(/(?<=[[,])null(?=[,\]])/g, '""')),
  );
  fc.assert(
    fc.property(withoutNull, (json) => {
      fc.pre(Object.keys(json).length > 0);
      expectSameFor(json);
    }),
    { numRuns: 500 },
  );
});

test('no text ends in empty lines outside of quotes: the next action would take them away', () => {
  expect(template({ a: 'x\n\n', b: 'y\nz\n' })).toBe('a: "x\\n\\n"\nb: |\n  y\n  z\n');
});
