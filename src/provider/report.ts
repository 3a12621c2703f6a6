import type { Finding } from 'cdk8s-gpulab';
import type { PartAnswer, PartReason, PartState } from './part';

/** What to do about a reason. */
const REMEDIES: { readonly [reason in PartReason]?: string } = {
  'not-asked': 'give the option',
  'no-tool': 'run it where kubectl is, or leave the exporter out',
  'no-address': 'make a DNS record of the wildcard name that leads to the public address',
  refused: 'see whether the service runs: systemctl status',
  timeout: 'see whether a firewall drops the packets',
  connection: 'see the log of the service',
  untrusted: 'send the whole chain (fullchain.pem), or name the authority with --ca or --registry-ca',
  'wrong-name': 'get a certificate for the wildcard name',
  expired: 'renew the certificate, and reload Nginx and restart the provider',
  'bad-answer': 'see the log of the service',
  'login-refused': 'compare the secrets of the hosts with those of the environment',
  'no-pods': 'apply the exporter; nodes with a taint have none',
  'no-gpus': 'see the pods of the device plugin, and whether nvidia is the default runtime of the hosts',
};

const LEVELS: { readonly [state in PartState]?: readonly [Finding['level'], string, string] } = {
  failed: ['error' as Finding['level'], 'GPULAB4601', 'failed'],
  unknown: ['warning' as Finding['level'], 'GPULAB4602', 'is unknown'],
};

/** A part that failed is an error; one that nothing is known of, or that is not quite well, is worth a warning. */
export function findingsOf({ name, state, reason, detail, warnings }: PartAnswer): Finding[] {
  const found = warnings.map((message) => ({
    level: 'warning' as Finding['level'],
    code: 'GPULAB4603',
    message: `${name}: ${message}`,
  }));
  const level = LEVELS[state];
  if (!level) return found;
  const message = `${name} ${level[2]} (${reason}): ${detail}`;
  return [{ level: level[0], code: level[1], message, hint: REMEDIES[reason] }, ...found];
}

/** Parts as columns that line up; what is not quite well stands below its part. */
export function tableOf(parts: readonly PartAnswer[]): string {
  const rows = [
    ['PART', 'STATE', 'REASON', 'DETAIL'],
    ...parts.map((one) => [one.name, one.state, one.reason, one.detail]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    `${row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  const indent = ' '.repeat(widths[0] + 2);
  return rows
    .map(
      (row, index) =>
        line(row) + (parts[index - 1]?.warnings ?? []).map((one) => `${indent}warning: ${one}\n`).join(''),
    )
    .join('');
}
