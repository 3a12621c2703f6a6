/**
 * A public key as it stands in authorized_keys, without options and comment. What a host says of its own key becomes a line on
 * other hosts: nothing but this form is let through. Source: sshd(8), "AUTHORIZED_KEYS FILE FORMAT".
 */
const PUBLIC_KEY = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{16,2000}={0,2}$/;

/** Type and key of a line `TYPE KEY [COMMENT]`; undefined if it is none. */
export function publicKeyOf(line: string): string | undefined {
  const key = line.trimEnd().split(' ').slice(0, 2).join(' ');
  return /^[\x20-\x7e]*$/.test(line.trimEnd()) && PUBLIC_KEY.test(key) ? key : undefined;
}
