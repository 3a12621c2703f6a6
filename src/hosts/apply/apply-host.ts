import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../../cli/finding';
import { type Change, changeText } from './change';
import { BUSY, changeProgram } from './change-program';
import type { Connection, Ran } from './connection';
import { differences } from './differences';
import { observeProgram, unitsOf } from './observe-program';
import type { ObservedHost } from './observed-host';
import { SHELL } from './program';
import { readObserved } from './read-observed';
import type { WantedHost } from './wanted-host';

/** A machine as it was found. */
export interface Observation {
  readonly observed?: ObservedHost;
  /** Why nothing is known, or nothing can be done there. */
  readonly findings: readonly Finding[];
}

/** What an apply did to one machine. */
export interface Applied {
  readonly host: string;
  /** What was otherwise than wanted. */
  readonly changes: readonly Change[];
  /** What of that was done. */
  readonly done: readonly Change[];
  readonly findings: readonly Finding[];
}

/** Looks at a machine, in one round trip, and changes nothing. */
export async function observeHost(connection: Connection, wanted: WantedHost): Promise<Observation> {
  const ran = await connection.run(SHELL, observeProgram(wanted));
  const observed = readObserved(ran.stdout);
  if (observed) return { observed, findings: lacks(wanted, observed) };
  const message = `host ${wanted.host}: the look at it was cut off (exit status ${ran.status})${tail(ran.stderr, wanted)}`;
  return {
    findings: [commandError('GPULAB4552', message, { hint: 'see whether a shell starts there: ssh HOST true' })],
  };
}

/**
 * Brings a machine into the state that is wanted, in two round trips, or in one where it is in it already. A second apply changes
 * nothing and restarts nothing; one after an apply that was cut off does what is left.
 */
export async function applyHost(connection: Connection, wanted: WantedHost): Promise<Applied> {
  const { host } = wanted;
  const { observed, findings } = await observeHost(connection, wanted);
  if (!observed || findings.length > 0) return { host, changes: [], done: [], findings };
  const changes = differences(wanted, observed);
  if (changes.length === 0) return { host, changes, done: [], findings: [] };
  const ran = await connection.run(SHELL, changeProgram(wanted, changes));
  const done = numbers('did', ran.stdout).map((number) => changes[number]);
  return { host, changes, done, findings: problems(wanted, changes, ran, done) };
}

/** What a machine must have before anything can be done to it. */
function lacks(wanted: WantedHost, { isRoot, hasSystemd, hasDpkg }: ObservedHost): Finding[] {
  const { host, packages } = wanted;
  const units = unitsOf(wanted);
  const refuse = (message: string, hint: string) => [commandError('GPULAB4553', `host ${host} ${message}`, { hint })];
  return [
    ...(isRoot ? [] : refuse('is reached as a user who is not root', 'use root, or a user with sudo and no password')),
    ...(hasSystemd || units.length === 0
      ? []
      : refuse(
          `runs no systemd, and ${units.join(', ')} ${units.length > 1 ? 'are' : 'is'} a matter of it`,
          'take the units away, or start the machine with systemd',
        )),
    ...(hasDpkg || packages.length === 0
      ? []
      : refuse(`has no dpkg, and shall have ${packages.join(', ')}`, 'install them there, and take them off the list')),
  ];
}

function problems(wanted: WantedHost, changes: readonly Change[], ran: Ran, done: readonly Change[]): Finding[] {
  const { host } = wanted;
  if (ran.stdout.trim() === BUSY) {
    const hint = 'wait for it; a lock of an apply that died is gone with it';
    return [commandError('GPULAB4554', `host ${host}: another apply is at work there`, { hint })];
  }
  const failed = numbers('failed', ran.stdout);
  const said = saidBySteps(ran.stderr);
  const found = failed.map((number) => {
    const message = `host ${host}: ${changeText(changes[number])}; it failed${tail(said.get(number) ?? '', wanted)}`;
    return commandError('GPULAB4555', message, {
      hint: 'mend what the machine says, and apply again: the rest is kept',
    });
  });
  if (found.length > 0 || (ran.status === 0 && done.length === changes.length)) return found;
  const message = `host ${host}: the apply was cut off after ${done.length} of ${changes.length} changes`;
  const hint = 'apply again: what is left will be done';
  return [commandError('GPULAB4556', `${message} (exit status ${ran.status})${tail(ran.stderr, wanted)}`, { hint })];
}

/** Numbers behind a word at the begin of lines. */
const numbers = (word: string, stdout: string): number[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? Number(line.slice(word.length + 1)) : []));

/** What tools said on stderr, by the number of their step. */
function saidBySteps(stderr: string): Map<number, string> {
  const parts = stderr.split(/^step (\d+)\n/m).slice(1);
  const said = new Map<number, string>();
  for (let i = 0; i < parts.length; i += 2) said.set(Number(parts[i]), parts[i + 1]);
  return said;
}

/** More of a log helps nobody. */
const MOST_LINES = 20;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]+/g;

/** The end of what a machine said, without secrets. */
function tail(text: string, wanted: WantedHost): string {
  const lines = wanted.hide(text).replace(CONTROL, ' ').trim().split('\n').slice(-MOST_LINES);
  return lines.join('') === '' ? '' : `:\n    ${lines.join('\n    ')}`;
}
