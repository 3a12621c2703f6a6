import type { Finding } from '../core/finding';
import type { Position } from '../core/private/place';
import { readText } from '../core/rules/text-file';
import type { CsvText } from './private/csv';
import { type RosterColumn, type RosterEntry, readRoster } from './private/roster-rules';

/** A row of the roster that has no error. */
export interface Student {
  /** Login name; becomes the namespace. */
  readonly uid: string;

  /** The name that the API server knows the student by. */
  readonly mail: string;

  /** User number on the storage servers. */
  readonly uidNumber: number;

  /** Group number on the storage servers. */
  readonly gidNumber: number;

  /**
   * Name of the student's profile.
   * @default - the default profile of the lab
   */
  readonly profile?: string;

  /** The file that the row is in. */
  readonly file: string;

  /** Line of the uid, from 1. */
  readonly line: number;

  /** Column of the uid, from 1. */
  readonly column: number;
}

/**
 * The students of a lab, read from CSV (RFC 4180): `uid,mail,uidNumber,gidNumber[,profile]`. If the first field is the word
 * `uid`, the first row is a header and columns go by name. A byte order mark, CRLF, blank lines and blanks around fields are
 * accepted.
 *
 * A row with an error gives no student: `findings` says what is wrong with all of them. A `Lab` reports them; a program that
 * goes through `students` itself has to look at `findings`, too.
 */
export class Roster {
  /** Reads a file. Throws when it cannot be read at all. */
  public static fromFile(path: string): Roster {
    return Roster.fromText(readText(path, 'roster', 'GPULAB2001'), path);
  }

  /** Takes the text of a file. */
  public static fromText(text: string, fileName: string): Roster {
    const { csv, entries, columns, findings } = readRoster(text, fileName);
    const students = entries.flatMap(({ student }) => student ?? []);
    return new Roster(students, findings, fileName, entries, csv, columns);
  }

  private constructor(
    /** Students in the order of the rows. */
    public readonly students: Student[],
    /** What is wrong with the roster, every row of it. */
    public readonly findings: Finding[],
    private readonly file: string,
    /**
     * Every row that has all columns, also those with errors.
     * @internal
     */
    public readonly _entries: readonly RosterEntry[],
    private readonly csv: CsvText,
    private readonly columns: ReadonlyMap<RosterColumn, number>,
  ) {}

  /**
   * Where a field of a row is written.
   * @internal
   */
  public _placeOf(entry: RosterEntry, column: RosterColumn): Position {
    return { file: this.file, ...this.csv.placeOf(entry, this.columns.get(column) ?? 0) };
  }
}
