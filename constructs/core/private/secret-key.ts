/** `auth.password`, `apiKey`, `SSH_PASSWORD`, `token`; by the end of the name, as people name such things. */
const SECRET = /(?:passwo?r?d|passphrase|secret|token|credentials?|(?:access|api|private|secret|encryption)[-_]?key)$/i;

/** Does a key say that its value is a secret, or is something below one? Messages then leave the value out. */
export const isSecretPath = (path: readonly (string | number)[]): boolean =>
  path.some((step) => typeof step === 'string' && SECRET.test(step));
