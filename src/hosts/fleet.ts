import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Finding, InventoryHost, SshTrust } from 'cdk8s-gpulab';
import { suggestion } from 'cdk8s-gpulab/lib/core/private/nearest';
import { Inventory } from 'cdk8s-gpulab/lib/inventory/inventory';
import { commandError } from '../cli/finding';
import { readKnownHosts } from './ssh/known-hosts';
import { WorkFolder } from './work-folder';

/** Host keys that a person confirmed, beside the inventory; `gpulab hosts scan` writes its neighbour with the ending. */
export const KNOWN_HOSTS = 'known-hosts';
export const PENDING = '.pending';

/** A machine that is set up, and all that is needed to reach it. */
export interface Host {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  readonly port: number;
  readonly groups: readonly string[];
  /** Public keys that are its own; with none it is not talked to. */
  readonly hostKeys: readonly string[];
  /** Name of the host that the way leads through. */
  readonly jump?: string;
  /** Absolute path of a private key that it knows before it knows ours. */
  readonly identityFile?: string;
}

/** The machines of one inventory. */
export interface Fleet {
  /** Absolute path of the inventory. */
  readonly inventory: string;
  readonly hosts: readonly Host[];
  readonly trust: readonly SshTrust[];
  readonly folder: WorkFolder;
  readonly findings: readonly Finding[];
}

/** Reads the inventory, and the host keys that were confirmed. Throws when it cannot be read at all. */
export function fleetOf(inventory: string): Fleet {
  const path = resolve(inventory);
  const { hosts, sshTrust, findings } = Inventory.fromFile(inventory);
  const pins = pinsBeside(path);
  const managed = hosts.flatMap((host) => hostOf(host, path, pins.known));
  const none =
    managed.length > 0
      ? []
      : [commandError('GPULAB4501', `no host of ${inventory} has a section ssh`, NONE(inventory))];
  const strays = straysOf(pins.known, managed, join(dirname(path), KNOWN_HOSTS));
  return {
    inventory: path,
    hosts: managed,
    trust: sshTrust,
    folder: WorkFolder.besideInventory(path),
    findings: [...findings, ...pins.findings, ...(findings.length > 0 ? [] : [...none, ...strays])],
  };
}

const NONE = (file: string) => ({ file, hint: 'write ssh: {} at the top of the inventory, or at a host' });

function hostOf(host: InventoryHost, inventory: string, pins: ReadonlyMap<string, readonly string[]>): Host[] {
  const { name, address, groups, ssh } = host;
  if (!ssh) return [];
  const { user, port, jump, identityFile, hostKeys } = ssh;
  return [
    {
      name,
      address: address ?? name,
      user,
      port,
      groups,
      // What the inventory says itself is meant.
      hostKeys: hostKeys.length > 0 ? hostKeys : (pins.get(name) ?? []),
      jump,
      identityFile: identityFile === undefined ? undefined : resolve(dirname(inventory), fromHome(identityFile)),
    },
  ];
}

const fromHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

function pinsBeside(inventory: string) {
  const file = join(dirname(inventory), KNOWN_HOSTS);
  const { known, unread } = readKnownHosts(existsSync(file) ? readFileSync(file, 'utf8') : '');
  const findings = unread.map(({ line }) =>
    commandError('GPULAB4502', `line ${line} is neither a comment nor NAME TYPE KEY, with the name of one host`, {
      file,
      line,
      column: 1,
    }),
  );
  return { known, findings };
}

/** A name that no host has is worth a word where a host waits for its key: the file may serve other inventories, too. */
function straysOf(known: ReadonlyMap<string, unknown>, hosts: readonly Host[], file: string): Finding[] {
  const waiting = hosts.filter(({ hostKeys }) => hostKeys.length === 0).map(({ name }) => name);
  if (waiting.length === 0) return [];
  return [...known.keys()]
    .filter((name) => !hosts.some((host) => host.name === name))
    .map((name) => ({
      level: 'warning' as Finding['level'],
      code: 'GPULAB4516',
      message: `${KNOWN_HOSTS} has a key of ${name}, which is no host of the inventory`,
      file,
      hint: suggestion(name, waiting),
    }));
}

/** Is a host in a group? Every host is in `all`. */
export const isIn = ({ groups }: Host, group: string): boolean => group === 'all' || groups.includes(group);
