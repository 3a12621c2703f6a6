import { dirname, join, relative } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { columns } from '../../cli/columns';
import type { OptionValues, Outcome } from '../../cli/command';
import { commandError, FindingsError, isError, usageError } from '../../cli/finding';
import { targetsOfInventory } from '../../health/targets';
import type { NodeTarget } from '../../health/types';
import { type Authority, readAuthority } from '../authority/authority';
import { CertificateFolder, certFile, keyFile } from '../authority/certificate-folder';
import {
  type CertificateState,
  DAY_MS,
  dayOf,
  type Limits,
  RENEWAL_DAYS,
  statesOf,
} from '../authority/certificate-state';
import type { Wanted } from '../authority/issue';
import { LIFETIME_DAYS, renew } from '../authority/renew';
import { rotate, STEPS } from '../authority/rotate';
import { wantedCertificates } from '../authority/wanted-certificates';
import type { Action } from './action';

const DEFAULT_INVENTORY = 'inventory.yaml';
const DEFAULT_FOLDER = 'certificates';
const HINT = 'gpulab hosts --help';
const LONGEST_DAYS = 36_500;

interface Task {
  readonly folder: CertificateFolder;
  readonly targets: readonly NodeTarget[];
  readonly wanted: readonly Wanted[];
  readonly limits: Limits;
  readonly lifetimeDays: number;
  /** Folder that paths in the inventory are relative to. */
  readonly base: string;
  readonly findings: readonly Finding[];
}

/** What there is behind `gpulab hosts certificates`; without a word, the table. */
const VERBS: { readonly [verb: string]: (task: Task) => Promise<Outcome> } = {
  async show(task) {
    return outcomeOf(task, '', true);
  },
  async renew(task) {
    const { isNewAuthority, made } = await renew(task.folder, task.wanted, task.limits, task.lifetimeDays);
    const lines = [
      ...(isNewAuthority ? ['made the authority'] : []),
      ...made.map(({ wanted, problem }) => `made ${wanted.use} ${wanted.name}: the one before ${problem}`),
      made.length === 0 ? 'nothing had to be renewed' : 'apply to the hosts, so that they get them',
    ];
    return outcomeOf(task, `${lines.join('\n')}\n${inventoryHint(task)}`);
  },
  async rotate(task) {
    const phase = await rotate(task.folder, task.wanted, task.limits, task.lifetimeDays);
    return outcomeOf(task, `${STEPS[phase]}\n`);
  },
};

/** `gpulab hosts certificates [renew|rotate]`. */
export const action: Action = {
  options: ['inventory', 'folder', 'within', 'days'],
  words: ['renew', 'rotate'],
  run: async (options, word = 'show') => VERBS[word](taskOf(options)),
};

function taskOf(options: OptionValues): Task {
  const inventory = (options.inventory as string | undefined) ?? DEFAULT_INVENTORY;
  const { targets, findings } = targetsOfInventory(inventory);
  const all = [...findings];
  const wanted = wantedCertificates(targets, all);
  if (all.some(isError)) throw new FindingsError(all);
  const base = dirname(inventory);
  return {
    folder: new CertificateFolder((options.folder as string | undefined) ?? join(base, DEFAULT_FOLDER)),
    targets,
    wanted,
    limits: { now: Date.now(), withinDays: daysOf(options, 'within', RENEWAL_DAYS) },
    lifetimeDays: daysOf(options, 'days', LIFETIME_DAYS),
    base,
    findings: all,
  };
}

function daysOf(options: OptionValues, name: string, standard: number): number {
  const text = options[name];
  if (text === undefined) return standard;
  const days = /^\d{1,9}$/.test(text as string) ? Number(text) : 0;
  if (days >= 1 && days <= LONGEST_DAYS) return days;
  throw usageError(`--${name} "${text}" is no number of days from 1 to ${LONGEST_DAYS}`, HINT);
}

/** What stands in the folder now. Only who looks is warned of what he could renew. */
function outcomeOf(task: Task, text: string, warns = false): Outcome {
  const { folder, wanted, limits } = task;
  const authority = readAuthority(folder);
  const states = statesOf(folder, authority, wanted, limits);
  return {
    findings: [...task.findings, ...(warns ? states.flatMap(stateWarning) : []), ...authorityWarnings(task, authority)],
    result: {
      authority: authority && authorityOf(authority),
      certificates: states.map((state) => entryOf(state, limits)),
    },
    text: text + tableOf(states, authority, limits),
  };
}

const warning = (code: string, message: string, hint?: string): Finding => ({
  ...commandError(code, message, { hint }),
  level: 'warning' as Finding['level'],
});

const stateWarning = ({ wanted: { use, name }, problem }: CertificateState): Finding[] =>
  problem === undefined
    ? []
    : [warning('GPULAB4563', `the certificate of ${use} ${name} ${problem}`, 'gpulab hosts certificates renew')];

/** Whose certificates end with the authority could not be renewed for a whole life any more. */
function authorityWarnings(
  { folder, wanted, limits, lifetimeDays }: Task,
  authority: Authority | undefined,
): Finding[] {
  const open = folder
    .openKeys(wanted)
    .map((name) => warning('GPULAB4562', `${join(folder.path, name)} can be read by others`, `chmod 600 it`));
  if (!authority) return open;
  const end = new Date(authority.certificate.validTo);
  if (end.getTime() - limits.now >= lifetimeDays * DAY_MS || authority.phase !== 'steady') return open;
  const message = `the authority ends on ${dayOf(end)}, and what it signs with it`;
  return [...open, warning('GPULAB4565', message, 'gpulab hosts certificates rotate')];
}

const authorityOf = ({ phase, certificate, trusted }: Authority) => ({
  phase,
  end: dayOf(new Date(certificate.validTo)),
  trusted: trusted.map(({ fingerprint256 }) => fingerprint256),
});

const daysLeft = (end: Date, now: number): number => Math.floor((end.getTime() - now) / DAY_MS);

const entryOf = ({ wanted: { name, use, names }, end, problem }: CertificateState, { now }: Limits) => ({
  ...{ name, use, names },
  end: end && dayOf(end),
  daysLeft: end && daysLeft(end, now),
  problem,
});

function tableOf(states: readonly CertificateState[], authority: Authority | undefined, { now }: Limits): string {
  if (!authority) return 'there is no authority yet: gpulab hosts certificates renew makes it, and what it signs\n';
  const end = new Date(authority.certificate.validTo);
  const rows = [
    ['NAME', 'USE', 'NAMES', 'END', 'DAYS', 'STATE'],
    ['', 'authority', '', dayOf(end), String(daysLeft(end, now)), authority.phase],
    ...states.map(({ wanted: { name, use, names }, end: last, problem }) => [
      ...[name, use, names.join(' '), last ? dayOf(last) : '-', last ? String(daysLeft(last, now)) : '-'],
      problem ?? 'good',
    ]),
  ];
  return `${columns(rows).join('\n')}\n`;
}

/** What makes `gpulab health` use them, where the inventory does not say it yet. */
function inventoryHint({ targets, folder, base }: Task): string {
  if (targets.every(({ useTls, ca, cert, key }) => !useTls || (ca && cert && key))) return '';
  const checker = { use: 'client', name: 'checker' } as const;
  const from = (name: string) => relative(base, join(folder.path, name));
  return [
    'for gpulab health, write in the inventory:',
    'docker:',
    `  caFile: ${from('ca.pem')}`,
    `  certFile: ${from(certFile(checker))}`,
    `  keyFile: ${from(keyFile(checker))}`,
    '',
  ].join('\n');
}
