import type { Problem } from '../../core/checks/check';
import { DNS_LABEL, LONGEST_LABEL, MAIL } from '../../core/rules/names';
import { error, quoted, warning } from '../../core/rules/problem';

/** Namespaces that Kubernetes keeps for itself: `default`, and everything that begins with `kube-`. */
const KUBERNETES_NAMESPACES = /^(?:default|kube-.*)$/;

const DIGITS = /^\d+$/;

const RULE = 'lower-case letters and digits, with "-" in between; it becomes the namespace';

/** What is wrong with a login name that is to be a namespace; undefined when it is as it should be. */
export function uidProblem(uid: string, reserved?: ReadonlySet<string>): Problem | undefined {
  if (uid === '') return error('GPULAB2010', 'the uid is empty', 'uid', `a uid is made of ${RULE}`);
  if (!DNS_LABEL.test(uid)) return malformed(uid);
  if (uid.length > LONGEST_LABEL) {
    const message = `uid ${quoted(uid)} has ${uid.length} characters, ${LONGEST_LABEL} are allowed`;
    return error('GPULAB2011', message, 'uid', 'it becomes the namespace, which is a DNS label');
  }
  if (KUBERNETES_NAMESPACES.test(uid) || reserved?.has(uid)) {
    const message = `uid ${quoted(uid)} is a reserved namespace`;
    return error(
      'GPULAB2012',
      message,
      'uid',
      'give the student another uid: its namespace would be that of a system service',
    );
  }
  if (DIGITS.test(uid)) {
    const message = `uid ${quoted(uid)} has digits only`;
    return warning(
      'GPULAB2013',
      message,
      'uid',
      'names of Services must begin with a letter: give workloads a deployName',
    );
  }
  if (uid.includes('-')) {
    const message = `uid ${quoted(uid)} has a "-"`;
    return warning(
      'GPULAB2014',
      message,
      'uid',
      'scripts that cut the user out of a kubeconfig context stop at the first "-"',
    );
  }
  return undefined;
}

function malformed(uid: string): Problem {
  const lower = uid.toLowerCase();
  if (lower !== uid && DNS_LABEL.test(lower)) {
    return error('GPULAB2010', `uid ${quoted(uid)} has upper-case letters`, 'uid', `write "${lower}"`);
  }
  const at = [...uid].findIndex((character) => !/[-a-zA-Z0-9]/.test(character));
  const message =
    at >= 0
      ? `uid ${quoted(uid)} has ${quoted([...uid][at])} at character ${at + 1}`
      : `uid ${quoted(uid)} does not begin and end with a letter or digit`;
  return error('GPULAB2010', message, 'uid', `a uid is made of ${RULE}`);
}

/** RFC 5321 4.5.3.1.3, without the angle brackets. */
export const LONGEST_MAIL = 254;

/** What is wrong with the mail that a student is known by to the API server. */
export function mailProblem(mail: string): Problem | undefined {
  if (MAIL.test(mail) && mail.length <= LONGEST_MAIL) return undefined;
  const message = mail === '' ? 'the mail is empty' : `mail ${quoted(mail)} is not an address of the form name@host`;
  return error('GPULAB2020', message, 'mail', 'it is the user name that role bindings are made for');
}
