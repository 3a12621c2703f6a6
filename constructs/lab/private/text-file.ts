import { readFileSync } from 'node:fs';
import { FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';

/** What a failed read means, in words. */
const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  ENOTDIR: 'is below something that is no folder',
};

/** Text of a user's file. Throws a LabError that names the file. */
export function readText(path: string, what: string, code: string): string {
  const bytes = readBytes(path, what, code);
  // Spreadsheets save "Unicode text" as UTF-16, which begins with this mark.
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16 || bytes.includes(0)) throw failure(path, code, `${what} ${path} is not UTF-8 text`, 'save it as UTF-8');
  return bytes.toString('utf8');
}

function readBytes(path: string, what: string, code: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `${what} ${path} ${REASONS[reason] ?? `cannot be read (${reason})`}`;
    throw failure(
      path,
      code,
      message,
      'paths are relative to the folder of cdk8s.yaml, or to the current folder without one',
    );
  }
}

const failure = (file: string, code: string, message: string, hint: string): LabError =>
  new LabError([{ level: FindingLevel.ERROR, code, message, file, hint }]);
