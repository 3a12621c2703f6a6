import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Finding, FindingLevel } from '../finding';
import { LabError } from '../lab-error';
import { typed } from './problem';

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
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  const hint = 'save it as UTF-8, not in the encoding of a region or as UTF-16';
  throw failure(code, `${what} ${path} is not UTF-8 text`, hint, { file: path, ...firstFault(bytes, text) });
}

function readBytes(path: string, what: string, code: string): Buffer {
  if (typeof path !== 'string') {
    throw failure(code, `the path of the ${what} is ${typed(path)}; text is wanted`, 'give the path of a file');
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `${what} ${path} ${REASONS[reason] ?? `cannot be read (${reason})`}`;
    const hint = `${resolve(path)} was tried; paths are relative to the folder of cdk8s.yaml, or to the current folder without one`;
    throw failure(code, message, hint, { file: path });
  }
}

/** What decoding puts in the place of bytes that are no text, and the bytes of that character itself. */
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** Line and column of the first byte that is no text. */
function firstFault(bytes: Buffer, text: string): { readonly line: number; readonly column: number } {
  let index = -1;
  let offset = 0;
  do {
    const from = index + 1;
    index = text.indexOf(REPLACEMENT, from);
    offset += Buffer.byteLength(text.slice(from, index)) + (from > 0 ? REPLACEMENT_BYTES.length : 0);
  } while (bytes.subarray(offset, offset + REPLACEMENT_BYTES.length).equals(REPLACEMENT_BYTES));
  const lines = text
    .slice(0, index)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/);
  return { line: lines.length, column: lines[lines.length - 1].length + 1 };
}

type Place = Pick<Finding, 'file' | 'line' | 'column'>;

const failure = (code: string, message: string, hint: string, place: Place = {}): LabError =>
  new LabError([{ level: FindingLevel.ERROR, code, message, ...place, hint }]);
