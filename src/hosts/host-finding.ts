import type { Finding } from 'cdk8s-gpulab';
import { commandError, findingsOf } from '../cli/finding';
import { type FailureReason, HostFailure } from './ssh/failure';

const CODES: { readonly [reason in FailureReason]: readonly [code: string, hint: string] } = {
  'host-key': [
    'GPULAB4504',
    'find out why before anything else: a machine that was set up anew, or one that pretends; then mend the pinned key',
  ],
  'no-host-key': ['GPULAB4505', 'gpulab hosts scan, compare the fingerprint, and confirm it'],
  login: ['GPULAB4506', 'let ssh.identityFile name a key that this user of the host accepts'],
  unreachable: ['GPULAB4507', 'look at the machine, its network and its sshd, and run this again'],
};

/** What went wrong with one host. The others go on. */
export function findingOf(error: unknown, host: string): Finding {
  if (error instanceof HostFailure) {
    const [code, hint] = CODES[error.reason];
    return commandError(code, error.message, { hint });
  }
  return findingsOf(error)?.[0] ?? commandError('GPULAB4508', messageOf(error, host));
}

/** Says whether a host was seen at all: another failure is what was found there, or here. */
export const stateOf = ({ code }: Finding): 'not seen' | 'failed' =>
  Object.values(CODES).some(([unseen]) => unseen === code) ? 'not seen' : 'failed';

const messageOf = (error: unknown, host: string): string => {
  const { message } = error instanceof Error ? error : { message: String(error) };
  return message.startsWith(`host ${host}`) ? message : `host ${host}: ${message}`;
};
