import { visible } from 'cdk8s-gpulab/lib/core/rules/problem';
import type { SshConnection } from '../ssh/connection';
import { publicKeyOf } from '../ssh/public-key';
import { keyProgram, trustProgram } from './trust-program';
import type { WantedTrust } from './wanted-trust';

/** What a host was found to need, or what was done to it. */
export interface TrustResult {
  readonly changes: readonly string[];
  /** Its own public key, where it has one. */
  readonly publicKey?: string;
}

/** Something that went wrong on a host that was reached. */
export class HostError extends Error {}

/** Says what differs from the wanted state. */
export const lookAtTrust = (connection: SshConnection, wanted: WantedTrust): Promise<TrustResult> =>
  runTrust(connection, wanted, true);

/** Brings a host into the wanted state. */
export const applyTrust = (connection: SshConnection, wanted: WantedTrust): Promise<TrustResult> =>
  runTrust(connection, wanted, false);

/** Makes a key on a host unless there is one, and gives its public half. */
export const makeKey = async (connection: SshConnection): Promise<string | undefined> =>
  (await runProgram(connection, keyProgram(connection.host.name))).publicKey;

const runTrust = (connection: SshConnection, wanted: WantedTrust, look: boolean): Promise<TrustResult> =>
  runProgram(connection, trustProgram(connection.host.name, wanted, { look }));

async function runProgram(connection: SshConnection, program: string): Promise<TrustResult> {
  const { name } = connection.host;
  const { status, stdout, stderr } = await connection.runAsUser('exec sh', program);
  if (status !== 0)
    throw new HostError(`host ${name}: ${lastLine(stderr) || `the program of trust ended with ${status}`}`);
  const said = (word: string) =>
    stdout.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? line.slice(word.length + 1) : []));
  return { changes: said('change').map(visible), publicKey: said('public').map(publicKeyOf)[0] };
}

const lastLine = (text: string): string => visible(text.trimEnd().split('\n').at(-1) ?? '');
