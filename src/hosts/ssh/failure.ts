import { statSync } from 'node:fs';
import { visible } from 'cdk8s-gpulab/lib/core/rules/problem';

/** Why a host could not be talked to. */
export type FailureReason = 'host-key' | 'no-host-key' | 'login' | 'unreachable';

/** A host that could not be talked to. The message is for people. */
export class HostFailure extends Error {
  constructor(
    readonly host: string,
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
  }
}

/** Words of ssh, in the order in which they tell most. Source: messages of OpenSSH 9.2, sshconnect.c and sshconnect2.c. */
const SIGNS: readonly (readonly [FailureReason, RegExp])[] = [
  ['no-host-key', /^No \S+ host key is known for|no matching host key type found/m],
  ['host-key', /^Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|^Host key for \S+ has changed/m],
  ['login', /Permission denied \(|Too many authentication failures/],
];

const WORDS: { readonly [reason in FailureReason]: string } = {
  'host-key': 'shows another host key than the one that is pinned',
  'no-host-key': 'has no host key that is pinned',
  login: 'accepts none of our keys',
  unreachable: 'cannot be reached',
};

/** What ssh said, without the frame around a changed key. @param identityFile key that was offered besides the controller's own */
export function failureOf(host: string, stderr: string, identityFile?: string): HostFailure {
  const reason = SIGNS.find(([, sign]) => sign.test(stderr))?.[0] ?? 'unreachable';
  const said = stderr
    .split('\n')
    .map((line) => visible(line.trim()))
    .filter((line) => line !== '' && !line.startsWith('@'));
  const unused = reason === 'login' && identityFile !== undefined ? whyUnused(identityFile) : undefined;
  if (unused !== undefined) return new HostFailure(host, reason, `host ${host} ${WORDS.login}: ${unused}`);
  const detail =
    reason === 'unreachable' || reason === 'login' ? `: ${said.slice(0, 2).join('; ') || 'no answer in time'}` : '';
  return new HostFailure(host, reason, `host ${host} ${WORDS[reason]}${detail}`);
}

/** Rights of others; ssh(1), `-i`: such a key is not used. */
const OTHERS = 0o077;

/** Why ssh did not offer a key: the first day's, which nobody needs later. */
function whyUnused(identityFile: string): string | undefined {
  const file = `ssh.identityFile ${visible(identityFile)}`;
  const found = statSync(identityFile, { throwIfNoEntry: false });
  if (!found) return `${file} is not there`;
  if (!found.isFile()) return `${file} is no file`;
  const rights = found.mode & 0o777;
  return (rights & OTHERS) === 0 ? undefined : `${file} has rights ${rights.toString(8)}, and ssh wants 600`;
}
