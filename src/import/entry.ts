import type { Finding } from 'cdk8s-gpulab';
import { pathFromHere } from '../cli/here';

/** What became of a key: taken over, taken over in another form, left out, or a reason to write nothing at all. */
export type Fate = 'mapped' | 'changed' | 'dropped' | 'wrong';

/** What is said of a key. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** One key of a file in the report. */
export interface Entry {
  readonly fate: Fate;

  /** Undefined for what stands on the command line. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;

  /** Path in the file, as `Limits.CPU`; undefined for the whole file. */
  readonly key?: string;

  /** Undefined for what is mapped, of which there is nothing to say. */
  readonly remark?: Remark;
}

/** The entry with its file as the user can open it from where he stands. */
export const entryFromHere = (entry: Entry): Entry =>
  entry.file === undefined ? entry : { ...entry, file: pathFromHere(entry.file) };

/** The entry as every command tells of problems; none for what is mapped. */
export function findingsOf({ fate, remark, ...place }: Entry): Finding[] {
  const level = (fate === 'wrong' ? 'error' : 'warning') as Finding['level'];
  return remark === undefined ? [] : [{ level, ...remark, ...place }];
}

/** An error of a reader of ours as an entry. */
export function entryOf({ code, message, hint, file, line, column, key }: Finding): Entry {
  return { fate: 'wrong', file, line, column, key, remark: { code, message, hint } };
}
