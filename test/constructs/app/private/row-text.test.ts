import { ApiObject, App } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowText } from '../../../../constructs/app/private/row-text';
import type { Manifest } from '../../../../constructs/core/checks/check';
import { RowTemplate } from '../../../../constructs/core/private/row-template';
import { documentOf, fileOf } from '../../../../constructs/output/private/yaml';

const render = (manifests: Manifest[]): string =>
  fileOf(manifests.map((manifest) => documentOf(manifest, { sortKeys: true })));

/** Text of one byte a character and of several, plain and in need of quotes, now and then with a line break. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', '7', ':', ' ', '"', '\u00e4', '\u5f20', '\ud83d\ude00', '\n'),
  maxLength: 6,
});
const row = fc.record({ uid: text, mail: text, number: fc.integer({ min: -1, max: 1000 }) });

/** What words are made of, also those that mean a boolean, a number or nothing, and what ends them. */
const nearWord = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'e', '7', '.', '-', '@', ':', '/', '_', '\u00e4'), maxLength: 3 }),
  fc.constantFrom('e', 'n', 'ff', 'no', 'null', 'yes'),
);

function template(): RowTemplate {
  const made = new RowTemplate('rows');
  const { values } = made.chart;
  const uid = values.text('uid', { description: 'Uid.', example: 'a' });
  const mail = values.text('mail', { description: 'Mail.', example: 'a' });
  const number = values.integer('number', { description: 'Number.', example: 1 });
  new ApiObject(made.chart, 'settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { fixed: '\u5f20', uid: uid.text, both: `x-${uid}-${mail}-\u00e4`, again: uid.text },
    number: number.asNumber(),
  } as any);
  return made;
}

test('row by row the text is what the writer makes of the manifests of the row', () => {
  const rows = template();
  const owner = new App();
  const rowText = RowText.of(rows.compiled, render)!;
  fc.assert(
    fc.property(row, (values) => {
      const chart = { owner, id: 'x', template: rows, values };
      const manifests = rows.fill(chart).map(({ manifest }) => manifest);
      const filled = rowText.fill(rows.environmentOf(chart));
      const hasLines = [values.uid, values.mail].some((value) => value.includes('\n'));
      expect(filled === undefined).toBe(hasLines);
      if (filled) expect(filled.toString()).toBe(render(manifests));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['', ''],
  ['', '-x'],
  ['', '7'],
  ['pvc-', ''],
  ['o', ''],
  ['e', ':a'],
  ['7', ''],
  ['a:', ' b'],
])('words between %j and %j are put in as they are where no reader takes them for anything else', (before, after) => {
  const rows = new RowTemplate('rows');
  const { values } = rows.chart;
  const uid = values.text('uid', { description: 'Uid.', example: 'a' });
  const mail = values.text('mail', { description: 'Mail.', example: 'a' });
  new ApiObject(rows.chart, 'settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${before}${uid}${after}` },
    data: { both: `${before}${uid}${mail}${after}`, list: [mail.text] },
  } as any);
  const rowText = RowText.of(rows.compiled, render)!;
  fc.assert(
    fc.property(fc.record({ uid: nearWord, mail: nearWord }), (values) => {
      const chart = { owner: new App(), id: 'x', template: rows, values };
      const manifests = rows.fill(chart).map(({ manifest }) => manifest);
      expect(rowText.fill(rows.environmentOf(chart))!.toString()).toBe(render(manifests));
    }),
    { numRuns: 2000 },
  );
});

test('a template that nothing of the row is in has its text all the same', () => {
  const rows = new RowTemplate('rows');
  new ApiObject(rows.chart, 'fixed', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fixed' } });
  const text = RowText.of(rows.compiled, render)!;
  const chart = { owner: new App(), id: 'x', template: rows, values: {} };
  for (let again = 0; again < 2; again++) expect(String(text.fill(rows.environmentOf(chart)))).toContain('name: fixed');
});
