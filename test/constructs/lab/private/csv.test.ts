import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvText } from '../../../../constructs/lab/private/csv';

/** Text that is hostile to a reader of CSV: separators, quotes, line breaks, blanks. */
const field = fc.string({
  unit: fc.constantFrom('a', 'B', '7', '-', ',', '"', '\n', ' ', '\t', '\u5f20'),
  maxLength: 6,
});
const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 });

/** As RFC 4180 says; quotes where they are needed, or everywhere. */
const written = (text: string, always: boolean): string =>
  always || /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const isBlank = (fields: readonly string[]): boolean => fields.every((text) => text.trim() === '');

test('what is written by the rules is read back, and each field is where it is said to be', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), fc.constantFrom('\n', '\r\n'), fc.boolean(), (table, always, newline, last) => {
      const filled = table.filter((fields) => !isBlank(fields));
      const lines = filled.map((fields) => fields.map((text) => written(text, always)).join(' , '));
      const csv = new CsvText(lines.join(newline) + (last ? newline : ''));
      expect(csv.faults).toEqual([]);
      expect(csv.rows.map((row) => csv.fieldsOf(row))).toEqual(
        filled.map((fields) => fields.map((text) => text.trim())),
      );
      const textLines = (lines.join(newline) + newline).split('\n');
      csv.rows.forEach((row, r) => {
        filled[r].forEach((text, f) => {
          const { line, column } = csv.placeOf(row, f);
          const found = textLines[line - 1].slice(column - 1);
          const start = written(text, always).split('\n')[0];
          if (text !== '') expect(found.startsWith(start)).toBe(true);
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('text without a fault is read as csv-parse reads it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '"', '\n', ' '), maxLength: 24 });
  fc.assert(
    fc.property(text, (source) => {
      const csv = new CsvText(source);
      fc.pre(csv.faults.length === 0);
      const options = { trim: true, relax_column_count: true, record_delimiter: '\n' };
      const records: string[][] = parse(source, options).map((fields: string[]) => fields.map((part) => part.trim()));
      const filled = (table: readonly (readonly string[])[]) => table.filter((fields) => !isBlank(fields));
      expect(filled(csv.rows.map((row) => csv.fieldsOf(row)))).toEqual(filled(records));
    }),
    { numRuns: 1000 },
  );
});

test('a field that the row does not have is at the end of its line', () => {
  const csv = new CsvText('a,b\nc');
  expect(csv.placeOf(csv.rows[0], 4)).toEqual({ line: 1, column: 4 });
  expect(csv.placeOf(csv.rows[1], 4)).toEqual({ line: 2, column: 2 });
});

test('blanks of other scripts are blanks around a field, too', () => {
  const csv = new CsvText('\u3000a\u00a0,\u00a0b\n');
  expect(csv.fieldsOf(csv.rows[0])).toEqual(['a', 'b']);
  expect(csv.placeOf(csv.rows[0], 0)).toEqual({ line: 1, column: 2 });
  expect(csv.placeOf(csv.rows[0], 1)).toEqual({ line: 1, column: 6 });
});
