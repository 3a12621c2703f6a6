import type { Finding } from './finding';
import { visible } from './private/visible';

/** A line break in a text of the user's must not begin what looks like a finding, nor may other controls reach a terminal. */
const LINE_BREAK = /\r\n?|[\n\x85\u2028\u2029]/g;
const CONTROL = /(?![\n\t])\p{Cc}/gu;

const printable = (text: string): string => text.replace(LINE_BREAK, '\n    ').replace(CONTROL, visible);

const locationOf = (finding: Finding): string | undefined =>
  finding.file && [finding.file, finding.line, finding.column].filter((part) => part !== undefined).join(':');

/**
 * One finding as text:
 *
 *     GPULAB1203 quota asks for 8 x RTX4090 but the inventory has 4
 *       at lab/students/wang   examples/ailab/main.ts:41:3
 *       hint: lower quota.gpus, or add nodes of this model to the inventory
 */
export function formatFinding(finding: Finding): string {
  const lines = [`${finding.level} ${finding.code} ${finding.message}`];
  const where = [finding.path, finding.key, locationOf(finding)].filter((part) => part !== undefined && part !== '');
  if (where.length > 0) lines.push(`  at ${where.join('   ')}`);
  if (finding.hint) lines.push(`  hint: ${finding.hint}`);
  return lines.map(printable).join('\n');
}

/** All findings, errors first, otherwise in the order they were found. */
export function formatFindings(findings: readonly Finding[]): string {
  return [...findings]
    .sort((a, b) => rank(a) - rank(b))
    .map(formatFinding)
    .join('\n');
}

const rank = (finding: Finding): number => (finding.level === 'error' ? 0 : 1);
