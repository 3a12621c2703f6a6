import type { Finding } from 'cdk8s-gpulab';
import { formatFinding } from 'cdk8s-gpulab/lib/core/format';

/** More than a person reads; --json has them all. */
const MOST = 50;
const RED = '\u001b[31m';
const YELLOW = '\u001b[33m';
const PLAIN = '\u001b[39m';

/** Findings for a person, coloured when stderr is a terminal that wants it. */
export function reportOf(findings: readonly Finding[]): string {
  const coloured = process.stderr.isTTY === true && process.stderr.hasColors() && !process.env.NO_COLOR;
  const lines = findings.slice(0, MOST).map((finding) => {
    const text = formatFinding(finding);
    if (!coloured) return text;
    const colour = finding.level === 'error' ? RED : YELLOW;
    return colour + text.replace(finding.code, `${finding.code}${PLAIN}`);
  });
  if (findings.length > MOST) lines.push(`... and ${findings.length - MOST} more (--json lists all)`);
  return `${lines.join('\n')}\n`;
}
