import { commandError, FindingsError } from '../../cli/finding';
import type { Place } from '../store';
import { DatabaseError } from '../store/database';
import { IN_USE } from '../store/folder-lock';
import { WrongKeyError } from '../store/keys';
import { NewerSchemaError } from '../store/migrations';

/** Why the store cannot be opened, in words; other errors as they are. */
export function storeProblem(error: unknown, place: Place | undefined): unknown {
  const problem = (code: string, message: string, hint: string) =>
    new FindingsError([commandError(code, message, { hint })]);
  if (error instanceof WrongKeyError) {
    return problem(
      'GPULAB4409',
      `the store is encrypted with key ${error.keyId}, which is not among those that were given`,
      'give the key that the store was begun with; to change it, add the new one before it in the same file',
    );
  }
  if (error instanceof NewerSchemaError) {
    return problem(
      'GPULAB4407',
      `the schema of the database is version ${error.found}; this gpulab knows up to ${error.known}`,
      'run the version of gpulab that wrote it, or a newer one',
    );
  }
  const code = error instanceof DatabaseError ? error.code : (error as NodeJS.ErrnoException).code;
  if (typeof code !== 'string') return error;
  const isFolder = place !== undefined && 'folder' in place;
  const what = isFolder ? `the database in ${place.folder}` : 'the database';
  if (code === IN_USE) {
    return problem(
      'GPULAB4406',
      `${what} is in use by another process`,
      'end that server, or give another folder: --data DIR',
    );
  }
  return problem(
    'GPULAB4406',
    `${what} cannot be opened (${code})`,
    isFolder
      ? 'give a folder that there is, or can be made, and that this user may write to: --data DIR'
      : 'look whether the server of the database runs, and whether the URL is right',
  );
}
