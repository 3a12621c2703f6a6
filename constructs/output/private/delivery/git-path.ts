import { error, quoted } from '../../../core/rules/problem';
import type { DeliveryProblem } from './writer';

/** A file or folder of the output as a path in the repository that holds it. */
export const pathIn = (folder: string | undefined, name: string): string => [...partsOf(folder), name].join('/');

/** The output folder in the repository; `.` is its root. */
export const folderIn = (folder: string | undefined): string => partsOf(folder).join('/') || '.';

const partsOf = (folder = ''): string[] => folder.split('/').filter((part) => part !== '' && part !== '.');

/** An engine refuses what leaves the repository, but only once it runs. */
export function pathProblems(folder: string | undefined): DeliveryProblem[] {
  if (folder === undefined || (!folder.startsWith('/') && !/(?:^|\/)\.\.(?:\/|$)|[\\\p{Cc}]/u.test(folder))) return [];
  const message = `path ${quoted(folder)} is no folder in a repository: a relative path without ".." is wanted`;
  return [error('GPULAB3214', message, 'path')];
}
