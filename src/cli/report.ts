import type { Finding } from 'cdk8s-gpulab';
import { formatFinding } from 'cdk8s-gpulab/lib/core/format';
import { isError } from './finding';

/** More than a person reads; --json has them all. */
const MOST = 50;
const RED = '\u001b[31m';
const YELLOW = '\u001b[33m';
const PLAIN = '\u001b[39m';

/** Findings for a person, coloured when stderr is a terminal that wants it. What only differs by construct is told once. @param isReader was nothing to be written anyhow? */
export function reportOf(findings: readonly Finding[], isReader: boolean): string {
  const coloured = process.stderr.isTTY === true && process.stderr.hasColors() && !process.env.NO_COLOR;
  const groups = [...alike(findings).values()];
  const lines = groups.slice(0, MOST).map(([first, ...others]) => {
    const text =
      formatFinding(first) +
      (others.length > 0 ? `\n  and ${others.length} more like it, as at ${others[0].path}` : '');
    if (!coloured) return text;
    const colour = isError(first) ? RED : YELLOW;
    return colour + text.replace(first.code, `${first.code}${PLAIN}`);
  });
  if (groups.length > MOST) lines.push(`... and ${groups.length - MOST} more (--json lists all)`);
  return `${lines.join('\n')}\n${countOf(findings, isReader)}\n`;
}

/** Groups by code and words, where the ids of the construct's own path count as the same word. */
function alike(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ids = (finding.path ?? '').split('/').filter((id) => id.length > 1);
    const words = ids.reduce(
      (text, id) => text.replaceAll(id, '*'),
      `${finding.code} ${finding.key} ${finding.message}`,
    );
    const key = finding.path === undefined ? JSON.stringify(finding) : words;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

function countOf(findings: readonly Finding[], isReader: boolean): string {
  const errors = findings.filter(isError).length;
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const counts = `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}`;
  return errors > 0 && !isReader ? `${counts}; nothing was written` : counts;
}
