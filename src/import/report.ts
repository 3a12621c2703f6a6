import type { SummaryLine } from 'cdk8s-gpulab';
import { ALL_CODES } from '../cli/codes';
import type { Entry, Fate, Remark } from './entry';

const FATES: readonly Fate[] = ['mapped', 'changed', 'dropped', 'wrong'];

/** Width of the longest fate and two blanks. */
const INDENT = 'changed  '.length;

/**
 * Entries for a person: what is mapped on one line a file, all else on a line of its own that begins with what became of
 * it and where, so that it can be searched for and opened.
 *
 * @param nameOf path of a file from where the user stands
 */
export function reportText(files: readonly (readonly Entry[])[], nameOf: (file: string) => string): string {
  const lines = files.flatMap((entries) => [
    ...mappedLine(entries, nameOf),
    ...entries.flatMap((entry) => (entry.remark ? remarkLines(entry, entry.remark, nameOf) : [])),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function mappedLine(entries: readonly Entry[], nameOf: (file: string) => string): string[] {
  const mapped = entries.filter(({ fate }) => fate === 'mapped');
  if (mapped.length === 0) return [];
  const keys = mapped.map(({ key, line, column }) => `${key} ${line}:${column}`);
  return [`${'mapped'.padEnd(INDENT)}${nameOf(mapped[0].file!)}: ${keys.join(', ')}`];
}

function remarkLines(entry: Entry, { code, message, hint }: Remark, nameOf: (file: string) => string): string[] {
  const { fate, file, line, column, key = '' } = entry;
  const place = file === undefined ? [] : [[nameOf(file), line, column].filter((part) => part !== undefined).join(':')];
  const subject = message.startsWith(key) ? '' : `${key}: `;
  const lines = [`${fate.padEnd(INDENT)}${[...place, `${subject}${message}`].join(' ')} (${code})`];
  return hint === undefined ? lines : [...lines, `${' '.repeat(INDENT)}hint: ${hint}`];
}

/** How often each fate, and each reason for one, came up. */
export function summaryOf(files: readonly (readonly Entry[])[]): SummaryLine[] {
  const failed = files.filter((entries) => entries.some(({ fate }) => fate === 'wrong')).length;
  const entries = files.flat();
  return [
    { label: 'files', value: failed === 0 ? String(files.length) : `${files.length}, ${failed} with errors` },
    ...FATES.flatMap((fate) => {
      const ofFate = entries.filter((entry) => entry.fate === fate);
      return [{ label: fate, value: String(ofFate.length) }, ...reasonsOf(ofFate)];
    }),
  ];
}

/** Reasons by their codes, the most frequent first. */
function reasonsOf(entries: readonly Entry[]): SummaryLine[] {
  const counts = new Map<string, number>();
  for (const { remark } of entries) if (remark) counts.set(remark.code, (counts.get(remark.code) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([code, count]) => ({ label: `  ${code}`, value: `${count} (${ALL_CODES[code].title})` }));
}
