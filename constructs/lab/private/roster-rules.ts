import type { Problem } from '../../core/checks/check';
import { type Finding, FindingLevel } from '../../core/finding';
import { byPlace, error, quoted, warning } from '../../core/rules/problem';
import type { Student } from '../roster';
import { type CsvRow, CsvText } from './csv';
import { REQUIRED, type RosterColumn, rosterColumns, surplusWarning } from './roster-columns';
import { mailProblem, uidProblem } from './uid';

export type { RosterColumn } from './roster-columns';

/** A row as read, also one with errors: its profile is looked at all the same. */
export interface RosterEntry extends CsvRow {
  readonly uid: string;
  readonly profile: string | undefined;
  /** Undefined for a row with errors. */
  readonly student: Student | undefined;
}

/** A roster as read. */
export interface RosterContent {
  readonly csv: CsvText;
  readonly entries: RosterEntry[];
  readonly columns: ReadonlyMap<RosterColumn, number>;
  readonly findings: Finding[];
}

/** Numbers of users and groups are 31 bits wide on NFS and in the kernel's tools; 0 is root. */
const NUMBER = /^\d{1,10}$/;
const LARGEST_NUMBER = 2 ** 31 - 1;

/** Reads every row, and tells of every problem of every row. */
export function readRoster(text: string, file: string): RosterContent {
  return new RosterReader(text, file).read();
}

/** A row while it is read: its fields are not kept. */
interface ReadRow {
  readonly row: CsvRow;
  readonly fields: readonly string[];
}

const isFilled = (field: string): boolean => field !== '';

class RosterReader {
  private readonly csv: CsvText;
  private readonly findings: Finding[] = [];
  private readonly uids = new Map<string, CsvRow>();
  private readonly mails = new Map<string, CsvRow>();
  private readonly numbers = new Map<number, CsvRow>();
  private columns: ReadonlyMap<RosterColumn, number> = new Map();
  /** Columns that a row must have at least. */
  private needed = 0;
  private errors = 0;

  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.csv = new CsvText(text);
  }

  read(): RosterContent {
    const { csv, file, findings } = this;
    for (const { message, line, column } of csv.faults) {
      const hint = 'put the whole field in quotes and double the quotes inside it, or use none';
      findings.push({ level: FindingLevel.ERROR, code: 'GPULAB2002', message, file, line, column, hint });
    }
    const header = rosterColumns(csv, (row, field, problem) => this.report(row, field, problem));
    this.columns = header.columns;
    this.needed = Math.max(...REQUIRED.map((column) => header.columns.get(column) ?? 0)) + 1;
    const entries: RosterEntry[] = [];
    const surplus: CsvRow[] = [];
    for (const row of csv.rows.slice(header.firstRow)) {
      const fields = csv.fieldsOf(row);
      if (fields.length > header.known && fields.slice(header.known).some(isFilled)) surplus.push(row);
      if (header.usable && !this.tooShort(row, fields)) entries.push(this.entry({ row, fields }));
    }
    if (surplus.length > 0) this.report(surplus[0], header.known, surplusWarning(surplus.length, header.known));
    findings.sort(byPlace);
    const nothing = header.usable && csv.faults.length === 0 && csv.rows.length === header.firstRow;
    if (nothing) findings.push({ ...withoutStudents(), file });
    return { csv, entries, columns: header.columns, findings };
  }

  private entry(read: ReadRow): RosterEntry {
    const { line, start } = read.row;
    const uid = this.field(read, 'uid');
    const profile = this.field(read, 'profile') || undefined;
    return { line, start, uid, profile, student: this.student(read, uid, profile) };
  }

  private student(read: ReadRow, uid: string, profile: string | undefined): Student | undefined {
    const { row } = read;
    const before = this.errors;
    const mail = this.field(read, 'mail');
    this.check(row, 'uid', uidProblem(uid));
    this.check(row, 'mail', mailProblem(mail));
    const uidNumber = this.number(read, 'uidNumber');
    const gidNumber = this.number(read, 'gidNumber');
    this.unique(this.uids, row, 'uid', uid, uid);
    // The part before the @ is case-sensitive on paper only: two such students are one.
    this.unique(this.mails, row, 'mail', mail.toLowerCase(), mail);
    this.unique(this.numbers, row, 'uidNumber', uidNumber, uidNumber);
    if (this.errors > before) return undefined;
    const { line, column } = this.csv.placeOf(row, this.columns.get('uid')!);
    return { uid, mail, uidNumber, gidNumber, profile, file: this.file, line, column };
  }

  private field({ fields }: ReadRow, column: RosterColumn): string {
    const index = this.columns.get(column);
    return (index === undefined ? undefined : fields[index]) ?? '';
  }

  private tooShort(row: CsvRow, fields: readonly string[]): boolean {
    const { length } = fields;
    if (length >= this.needed) return false;
    const otherSeparator = /[;\t]/.test(fields[0]);
    const hint = otherSeparator ? 'columns are separated by commas' : `a row is ${REQUIRED.join(',')}[,profile]`;
    const message = `the row has ${length === 1 ? '1 column' : `${length} columns`}, ${this.needed} are needed`;
    this.report(row, 0, error('GPULAB2005', message, undefined, hint));
    return true;
  }

  private number(read: ReadRow, column: 'uidNumber' | 'gidNumber'): number {
    const text = this.field(read, column);
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (value >= 1 && value <= LARGEST_NUMBER) return value;
    const got =
      text === ''
        ? `the ${column} is empty`
        : `${column} ${quoted(text)} is not a whole number from 1 to ${LARGEST_NUMBER}`;
    this.check(read.row, column, error('GPULAB2021', got, column, value === 0 ? 'number 0 is root' : undefined));
    return Number.NaN;
  }

  private unique<K>(seen: Map<K, CsvRow>, row: CsvRow, column: RosterColumn, value: K, shown: unknown): void {
    if (value === '' || Number.isNaN(value)) return;
    const first = seen.get(value);
    if (first === undefined) {
      seen.set(value, row);
      return;
    }
    const place = this.csv.placeOf(first, this.columns.get(column)!);
    const message = `${column} ${quoted(shown)} is also at ${this.file}:${place.line}:${place.column}`;
    this.check(
      row,
      column,
      error('GPULAB2030', message, column, `no two students share a ${column}: mend or remove one row`),
    );
  }

  private check(row: CsvRow, column: RosterColumn, problem: Problem | undefined): void {
    if (problem) this.report(row, this.columns.get(column)!, problem);
  }

  private report(row: CsvRow, field: number, problem: Problem): void {
    if (problem.level === FindingLevel.ERROR) this.errors++;
    this.findings.push({ ...problem, file: this.file, ...this.csv.placeOf(row, field) });
  }
}

/** Legal, but most often a file that was cut off or not yet filled. */
const withoutStudents = (): Problem =>
  warning(
    'GPULAB2007',
    'the roster has no students',
    undefined,
    'manifests of all students of an earlier run will be removed; mend the file if that is not meant',
  );
