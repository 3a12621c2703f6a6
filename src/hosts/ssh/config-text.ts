import { commandError, FindingsError } from '../../cli/finding';
import type { Host } from '../fleet';

/**
 * A path in ssh_config(5). `%` begins a token and `${` a variable there; neither can be written otherwise than by `%%`, or at all.
 */
export function configPath(path: string): string {
  if (/[\n\r\0"\\]|\$\{/.test(path)) {
    const message = `the path of an identity file has a sign that ssh cannot be told: ${JSON.stringify(path)}`;
    throw new FindingsError([
      commandError('GPULAB4503', message, { hint: 'use a path without ", \\, ${ and line breaks' }),
    ]);
  }
  return `"${path.replaceAll('%', '%%')}"`;
}

/** Time to get to a host and through its greeting, in seconds. */
const CONNECT_SECONDS = 8;

/**
 * What holds for every host. Files are relative to the work folder, which ssh runs in. Sources: ssh_config(5) of OpenSSH 8.4 to 10.0.
 */
const commonLines = (identities: readonly string[]): string[] => [
  'Host *',
  '  BatchMode yes',
  '  StrictHostKeyChecking yes',
  '  UserKnownHostsFile known_hosts',
  '  GlobalKnownHostsFile /dev/null',
  '  UpdateHostKeys no',
  '  CheckHostIP no',
  '  IdentitiesOnly yes',
  ...identities.map((file) => `  IdentityFile ${file}`),
  `  ConnectTimeout ${CONNECT_SECONDS}`,
  '  ConnectionAttempts 1',
  '  ServerAliveInterval 5',
  '  ServerAliveCountMax 3',
  '  ForwardAgent no',
  '  RequestTTY no',
  '  LogLevel ERROR',
];

/** Keys that people have by default; ssh(1), `-i`. */
const OWN_IDENTITIES = ['~/.ssh/id_ed25519', '~/.ssh/id_ecdsa', '~/.ssh/id_rsa'];

/** Which keys are offered. */
export interface Identities {
  /** Files of the controller's own keys. */
  readonly controller: readonly string[];
  /** Are those that people have left out? */
  readonly only?: boolean;
}

/** The configuration of ssh for these hosts. */
export const sshConfig = (hosts: readonly Host[], identities: Identities): string =>
  [...commonLines(identities.controller), ...hosts.flatMap((host) => hostLines(host, identities)), ''].join('\n');

/** Names, addresses, users and ports were held against their patterns when the inventory was read. */
function hostLines({ name, address, port, user, jump, identityFile }: Host, { only }: Identities): string[] {
  const identities = identityFile === undefined ? OWN_IDENTITIES : [configPath(identityFile)];
  return [
    '',
    `Host ${name}`,
    `  HostName ${address}`,
    `  Port ${port}`,
    `  User ${user}`,
    `  HostKeyAlias ${name}`,
    ...(jump === undefined ? [] : [`  ProxyJump ${jump}`]),
    ...(only ? [] : identities.map((file) => `  IdentityFile ${file}`)),
  ];
}
