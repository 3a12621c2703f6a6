import { SUBDOMAIN } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import type { SshAccess, SshTrust } from '../ssh-access';
import { readPath } from './file-path';
import type { MappingReader } from './yaml-reader';

/** What the inventory says of SSH for all hosts; a host may say otherwise. */
export type SshDefaults = Omit<SshAccess, 'hostKeys'>;

/** The section `ssh` of the file. */
export interface SshSection {
  readonly defaults: SshDefaults;
  readonly trust: readonly SshTrust[];
}

const VALUE = 'GPULAB2105';
/** Source: ssh(1): root is who sets machines up; sshd_config(5), Port. */
const SSH_DEFAULTS: SshDefaults = { user: 'root', port: 22 };
const LARGEST_PORT = 65_535;

/** What useradd(8) takes; nothing in it has a meaning to a shell or to ssh. */
export const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
const GROUP = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const HOST_KEY = /^([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})$/;

/** Sources: sshd(8), "AUTHORIZED_KEYS FILE FORMAT"; dss and RSA with SHA-1 are what ssh itself refuses today. */
const HOST_KEY_TYPES = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa'];

/** The section `ssh` of the file. */
export function readSshSection(mapping: MappingReader | undefined): SshSection | undefined {
  if (!mapping) return undefined;
  const trust = mapping.mappings('trust').flatMap(readTrust);
  const defaults = valuesOf(mapping, SSH_DEFAULTS);
  mapping.close();
  return { defaults, trust };
}

/** The section `ssh` of a host. */
export function readSshAccess(mapping: MappingReader, defaults: SshDefaults = SSH_DEFAULTS): SshAccess {
  const hostKeys = mapping.texts('hostKeys', HOST_KEY, 'a public host key, as "ssh-ed25519 AAAA..."');
  const access = { ...valuesOf(mapping, defaults), hostKeys: hostKeys.filter((key) => isHostKey(key, mapping)) };
  mapping.close();
  return access;
}

/** Is a text a public key whose words and whose content say the same kind? */
function keyTypeProblem(text: string): string | undefined {
  const [, type, base64] = HOST_KEY.exec(text) ?? [];
  if (type === undefined) return 'is not a public key';
  if (!HOST_KEY_TYPES.includes(type)) return `is of type ${type}: one of ${HOST_KEY_TYPES.join(', ')} is wanted`;
  const bytes = Buffer.from(base64, 'base64');
  const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  const isWhole = bytes.length > 4 + length && bytes.subarray(4, 4 + length).toString('latin1') === type;
  return isWhole ? undefined : `is not a whole key of type ${type}`;
}

function isHostKey(key: string, mapping: MappingReader): boolean {
  const problem = keyTypeProblem(key);
  if (problem !== undefined) mapping.report(VALUE, `${mapping.key}.hostKeys: ${quoted(key)} ${problem}`, 'hostKeys');
  return problem === undefined;
}

function readTrust(mapping: MappingReader): SshTrust[] {
  const [from, to] = (['from', 'to'] as const).map((name) => mapping.text(name, GROUP, 'the name of a group, or all'));
  mapping.close();
  return from === undefined || to === undefined ? [] : [{ from, to }];
}

function valuesOf(mapping: MappingReader, defaults: SshDefaults): SshDefaults {
  return {
    user: mapping.optionalText('user', USER, 'the name of a user') ?? defaults.user,
    port: portOf(mapping, defaults.port),
    jump: mapping.optionalText('jump', SUBDOMAIN, 'the name of a host') ?? defaults.jump,
    identityFile: readPath(mapping, 'identityFile') ?? defaults.identityFile,
  };
}

function portOf(mapping: MappingReader, fallback: number): number {
  const port = mapping.count('port', fallback) ?? fallback;
  if (port <= LARGEST_PORT) return port;
  mapping.report(VALUE, `${mapping.key}.port ${port} is above ${LARGEST_PORT}`, 'port');
  return fallback;
}
