import type { Problem } from '../../core/checks/check';
import { nearest } from '../../core/private/nearest';
import { error, quoted, visible, warning } from '../../core/rules/problem';
import type { CsvRow, CsvText } from './csv';

/** Columns of a roster. */
export type RosterColumn = 'uid' | 'mail' | 'uidNumber' | 'gidNumber' | 'profile';

/** Columns that every row needs, in the order they have without a header. */
export const REQUIRED: readonly RosterColumn[] = ['uid', 'mail', 'uidNumber', 'gidNumber'];

const COLUMNS: readonly RosterColumn[] = [...REQUIRED, 'profile'];

/** Where the columns of a roster are. */
export interface RosterColumns {
  readonly columns: ReadonlyMap<RosterColumn, number>;
  /** What follows behind so many columns is ignored. */
  readonly known: number;
  /** Index of the first row that is a student's. */
  readonly firstRow: number;
  /** Is every required column there? */
  readonly usable: boolean;
}

type Report = (row: CsvRow, field: number, problem: Problem) => void;

/** Columns by the header if there is one, else by position. */
export function rosterColumns(csv: CsvText, report: Report): RosterColumns {
  const [first] = csv.rows;
  const fields = first ? csv.fieldsOf(first) : [];
  if (first && isColumn(fields[0], 'uid')) return byName(first, fields, report);
  if (first && fields.every((field) => COLUMNS.some((column) => isColumn(field, column)))) {
    const message = `the header begins with ${quoted(fields[0])}; a header begins with uid`;
    report(first, 0, error('GPULAB2003', message, 'uid', 'move the column uid to the front'));
    return { columns: new Map(), known: Number.POSITIVE_INFINITY, firstRow: 1, usable: false };
  }
  const columns = new Map(COLUMNS.map((column, index) => [column, index]));
  return { columns, known: COLUMNS.length, firstRow: 0, usable: true };
}

const isColumn = (name: string, column: RosterColumn): boolean => name.toLowerCase() === column.toLowerCase();

function byName(header: CsvRow, names: readonly string[], report: Report): RosterColumns {
  const columns = new Map<RosterColumn, number>();
  let usable = true;
  names.forEach((name, index) => {
    const column = COLUMNS.find((candidate) => isColumn(name, candidate));
    if (column === undefined) {
      report(header, index, unknownColumn(name));
    } else if (columns.has(column)) {
      usable = false;
      report(header, index, error('GPULAB2003', `column ${quoted(name)} is there twice`, visible(name)));
    } else {
      columns.set(column, index);
    }
  });
  for (const column of REQUIRED.filter((candidate) => !columns.has(candidate))) {
    usable = false;
    report(
      header,
      0,
      error('GPULAB2003', `the header has no column ${quoted(column)}`, column, 'no row can be read without it'),
    );
  }
  return { columns, known: names.length, firstRow: 1, usable };
}

function unknownColumn(name: string): Problem {
  const near = nearest(name, COLUMNS);
  const hint = near === undefined ? `known columns: ${COLUMNS.join(', ')}` : `did you mean "${near}"?`;
  return warning('GPULAB2004', `column ${quoted(name)} is unknown and ignored`, visible(name), hint);
}

/** One warning for all rows: a roster exported with a sixth column has it in every row. */
export function surplusWarning(rows: number, known: number): Problem {
  const subject = rows === 1 ? 'the row has' : `${rows} rows, this one first, have`;
  const message = `${subject} more than ${known} columns; what follows is ignored`;
  return warning('GPULAB2006', message, undefined, 'a field with a comma inside must be in quotes');
}
