import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../cli/finding';
import type { Output } from './import-values';

/** What imports wrote into a folder, in the format of sha256sum. */
export const SUMS_FILE = 'imported-files.sha256';

/** Two blanks: read as text. */
const LINE = /^([0-9a-f]{64}) {2}(.+)$/;

type Sums = ReadonlyMap<string, string>;

/**
 * Files of a folder that somebody has changed since an import wrote them, and that this one would write over, or remove where it
 * stands for the whole folder.
 */
export function editedFiles(folder: string, outputs: readonly Output[], isWhole: boolean): Finding[] {
  const wanted = new Map(outputs.map(({ name, text }) => [name, text]));
  const edited = [...sumsOf(folder)].filter(([name, sum]) => {
    const present = textIn(folder, name);
    const isAtStake = wanted.has(name) ? present !== wanted.get(name) : isWhole;
    return isAtStake && present !== undefined && sumOf(present) !== sum;
  });
  return edited.map(([name]) => {
    const hint = 'move it away, or delete it if it may be made anew';
    const what = wanted.has(name) ? 'written over' : 'removed';
    const message = `${name} was changed by hand after it was imported, and would be ${what}`;
    return commandError('GPULAB4217', message, { file: join(folder, name), hint });
  });
}

/** The text of the sums: of what is written now, and of files of earlier imports that stay. */
export function sumsText(folder: string, outputs: readonly Output[], keepsOthers: boolean): string {
  const earlier = [...sumsOf(folder)].filter(([name]) => keepsOthers && textIn(folder, name) !== undefined);
  const sums = new Map(earlier);
  for (const { name, text } of outputs) sums.set(name, sumOf(text));
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  return lines.join('');
}

function sumsOf(folder: string): Sums {
  const lines = (textIn(folder, SUMS_FILE) ?? '').split('\n').map((line) => LINE.exec(line));
  return new Map(lines.flatMap((line) => (line ? [[line[2], line[1]] as const] : [])));
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Undefined where there is no file that can be read; the output folder tells why. */
function textIn(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
