import { getSystemErrorMap } from 'node:util';
import { type Finding, FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';

interface Kind {
  readonly code: string;
  readonly hint: string;
}

const NOT_PERMITTED: Kind = { code: 'GPULAB3005', hint: 'mend the permissions, or choose another output folder' };
const FULL: Kind = { code: 'GPULAB3006', hint: 'make room there; the output of the run before is still whole' };
const IN_THE_WAY: Kind = { code: 'GPULAB3002', hint: 'move it away, or choose another output folder' };
const OTHER: Kind = { code: 'GPULAB3007', hint: 'look after the disk or the network mount, then run again' };

const KINDS: { readonly [errno: string]: Kind } = {
  EACCES: NOT_PERMITTED,
  EPERM: NOT_PERMITTED,
  EROFS: NOT_PERMITTED,
  ENOSPC: FULL,
  ENOTDIR: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENOTEMPTY: IN_THE_WAY,
  ELOOP: IN_THE_WAY,
};

/** Of this one Node does not know the name (errno.h of macOS and of Linux). */
const QUOTA = { errno: process.platform === 'darwin' ? -69 : -122, kind: FULL, reason: 'disk quota exceeded' };

/** What Node throws when the operating system refuses. */
export function isSystemError(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  const { code, errno } = error as NodeJS.ErrnoException;
  return error instanceof Error && errno !== undefined && (codes.length === 0 || codes.includes(code!));
}

/** An error of the output room, about a file or a folder. */
export function outputError(code: string, message: string, file: string, hint: string): Finding {
  return { level: FindingLevel.ERROR, code, message, file, hint };
}

/** Two runs at once. */
export function anotherRun(file: string): Finding {
  const message = 'the folder is being written by another run';
  return outputError('GPULAB3008', message, file, 'run again when the other is done, or choose another output folder');
}

/** A failed call of the file system as a finding that says what could not be done to which file. Bugs stay what they are. */
export function failure(error: unknown, attempt: string, file: string): unknown {
  if (!isSystemError(error)) return error;
  const isQuota = error.errno === QUOTA.errno;
  const { code, hint } = isQuota ? QUOTA.kind : (KINDS[error.code!] ?? OTHER);
  const reason = isQuota ? QUOTA.reason : (getSystemErrorMap().get(error.errno!)?.[1] ?? error.code);
  return new LabError([outputError(code, `cannot ${attempt}: ${reason}`, file, hint)]);
}
