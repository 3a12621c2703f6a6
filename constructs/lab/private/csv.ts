import { csv } from '../../core/private/third-party';

/** Where a row that is not blank begins. */
export interface CsvRow {
  readonly line: number;
  /** Index of the row's first character in the text. */
  readonly start: number;
}

/** A row that cannot be read. */
export interface CsvFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Line and column from 1. */
export interface CsvPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * CSV text (RFC 4180) as rows that know their place. csv-parse reads every row that holds a quote; a row without one is what
 * its commas make of it, and is split here (a quarter of the time). A quote that goes wrong spoils its row only.
 */
export class CsvText {
  readonly rows: CsvRow[] = [];
  readonly faults: CsvFault[] = [];
  private readonly quoted = new Map<CsvRow, readonly string[]>();
  private readonly text: string;
  private readonly newline: string;

  constructor(text: string) {
    this.text = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
    this.newline = !this.text.includes('\n') && this.text.includes('\r') ? '\r' : '\n';
    this.read();
  }

  /** The fields of a row without blanks around them. Put together at each call: most are looked at once. */
  fieldsOf(row: CsvRow): readonly string[] {
    return this.quoted.get(row) ?? split(this.text.slice(row.start, this.endOfLine(row.start)));
  }

  /** Where a field of a row begins: its first character that is not blank, be it a quote. */
  placeOf(row: CsvRow, field: number): CsvPlace {
    if (field === 0 && !isBlank(this.text[row.start])) return { line: row.line, column: 1 };
    const starts = scan(this.text, row.start, this.newline, field).fieldStarts;
    // A field that the row does not have would stand at its end.
    const index = field < starts.length ? starts[field] : this.endOfLine(row.start);
    return this.placeOfIndex(row, index);
  }

  private read(): void {
    const withQuotes: { readonly row: CsvRow; readonly source: string }[] = [];
    const anyQuote = this.text.includes('"');
    let line = 1;
    for (let start = 0; start < this.text.length; ) {
      const lineEnd = this.endOfLine(start);
      let end = lineEnd;
      const source = this.text.slice(start, end);
      if (anyQuote && source.includes('"')) {
        const record = scan(this.text, start, this.newline);
        if (record.fault) {
          const fault = record.fault;
          this.faults.push({ message: fault.message, ...this.placeOfIndex({ line, start }, fault.index) });
        } else {
          end = record.end;
          const row = { line, start };
          withQuotes.push({ row, source: this.text.slice(start, end).trimEnd() });
          this.rows.push(row);
        }
      } else if (FILLED.test(source)) {
        this.rows.push({ line, start });
      }
      if (end > lineEnd) line += this.linesIn(start, end);
      line++;
      start = end + 1;
    }
    this.fill(withQuotes);
  }

  /** One call for all rows with quotes: each call would prepare the parser anew. */
  private fill(withQuotes: readonly { readonly row: CsvRow; readonly source: string }[]): void {
    if (withQuotes.length === 0) return;
    const text = withQuotes.map(({ source }) => source).join('\n');
    const records = csv().parse(text, { trim: true, relax_column_count: true, record_delimiter: '\n' }) as string[][];
    withQuotes.forEach(({ row }, i) => {
      this.quoted.set(
        row,
        records[i].map((field) => field.trim()),
      );
    });
  }

  private endOfLine(start: number): number {
    const end = this.text.indexOf(this.newline, start);
    return end < 0 ? this.text.length : end;
  }

  private linesIn(start: number, end: number): number {
    return this.text.slice(start, end).split(this.newline).length - 1;
  }

  private placeOfIndex(row: CsvRow, index: number): CsvPlace {
    const lineStart = index === 0 ? 0 : this.text.lastIndexOf(this.newline, index - 1) + 1;
    return { line: row.line + this.linesIn(row.start, index), column: index - lineStart + 1 };
  }
}

const BYTE_ORDER_MARK = 0xfeff;

const BLANK = /\s/;

const isBlank = (character: string): boolean => character.trim() === '';
const FILLED = /[^\s,]/;

function split(line: string): string[] {
  const fields = line.split(',');
  if (!BLANK.test(line)) return fields;
  for (let i = 0; i < fields.length; i++) fields[i] = fields[i].trim();
  return fields;
}

interface Scan {
  readonly fieldStarts: number[];
  /** Index of the line break that ends the row, or of the end of the text. */
  readonly end: number;
  readonly fault?: { readonly message: string; readonly index: number };
}

/** Finds the fields and the end of the row that begins at `start`; stops early when `lastField` is found. */
function scan(text: string, start: number, newline: string, lastField = Number.POSITIVE_INFINITY): Scan {
  const fieldStarts: number[] = [];
  for (let at = start; ; at++) {
    at = skipBlanks(text, at, newline);
    if (text[at] === '"') {
      const open = at;
      fieldStarts.push(open);
      if (fieldStarts.length > lastField) return { fieldStarts, end: at };
      const close = closingQuote(text, open);
      if (close < 0) return { fieldStarts, end: open, fault: { message: 'this quote is never closed', index: open } };
      at = skipBlanks(text, close + 1, newline);
      if (at < text.length && text[at] !== ',' && text[at] !== newline) {
        const sameLine = !text.slice(open, close).includes(newline);
        const message = sameLine ? 'text after a closing quote' : 'this quote is not closed on its line';
        return { fieldStarts, end: at, fault: { message, index: sameLine ? at : open } };
      }
    } else {
      // Blanks of other scripts are trimmed off a field, but csv-parse takes no quote after them.
      while (at < text.length && text[at] !== newline && isBlank(text[at])) at++;
      fieldStarts.push(at);
      if (fieldStarts.length > lastField) return { fieldStarts, end: at };
      while (at < text.length && text[at] !== ',' && text[at] !== newline) {
        if (text[at] === '"')
          return { fieldStarts, end: at, fault: { message: 'a quote inside a field without quotes', index: at } };
        at++;
      }
    }
    if (text[at] !== ',') return { fieldStarts, end: at };
  }
}

/** Index of the quote that closes the one at `open`; two quotes in a row stand for one. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/** What csv-parse trims too. */
function skipBlanks(text: string, start: number, newline: string): number {
  let at = start;
  while (text[at] !== newline && BLANKS.has(text[at])) at++;
  return at;
}

const BLANKS: ReadonlySet<string | undefined> = new Set([' ', '\t', '\r', '\f']);
