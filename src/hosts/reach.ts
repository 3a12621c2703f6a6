import { spawnSync } from 'node:child_process';
import { IP_ADDRESS } from 'cdk8s-gpulab/lib/core/private/addresses';
import { SUBDOMAIN } from 'cdk8s-gpulab/lib/core/rules/names';
import { USER } from 'cdk8s-gpulab/lib/inventory/private/ssh-reader';
import { commandError, FindingsError } from '../cli/finding';
import type { Fleet, Host } from './fleet';
import { ensureKey, identitiesOf, KEY, NEXT_KEY } from './keys';
import { sshConfig } from './ssh/config-text';
import { SshConnection } from './ssh/connection';
import { knownHostsText } from './ssh/known-hosts';
import { publicKeyOf } from './ssh/public-key';
import type { WorkFolder } from './work-folder';

/** What of a host stands in Terraform's state, so that it can be reached when the inventory describes it no more. */
export type Route = readonly Omit<Host, 'groups' | 'identityFile' | 'jump'>[];

/** The host and those that the way to it leads through, itself first. */
export function routeTo({ hosts }: Fleet, host: Host): Route {
  const route: Host[] = [];
  for (let at: Host | undefined = host; at && !route.includes(at); ) {
    route.push(at);
    const { jump }: Host = at;
    at = hosts.find(({ name }) => name === jump);
  }
  return route.map(({ name, address, user, port, hostKeys }) => ({ name, address, user, port, hostKeys }));
}

/** Makes all that ssh needs to reach the hosts of an inventory. */
export function prepareSsh({ folder, hosts }: Fleet): void {
  folder.prepare();
  ensureKey(folder, KEY);
  needSsh();
  writeSsh(folder, hosts, []);
}

/** Told once, and not for each host. */
function needSsh(): void {
  const { error } = spawnSync('ssh', ['-V'], { stdio: 'ignore' });
  if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT') return;
  const hint = 'install the client of OpenSSH';
  throw new FindingsError([commandError('GPULAB4514', 'there is no ssh on PATH', { hint })]);
}

/** A connection to a host of the inventory. */
export const connectionTo = ({ folder }: Fleet, host: Host, deadlineMs?: number): SshConnection =>
  new SshConnection(host, folder.path, deadlineMs);

/** A connection to a host by the way that it was reached when it was last applied. */
export function connectionBy(folder: WorkFolder, route: Route): SshConnection {
  if (!route.every(isHop)) {
    throw new FindingsError([
      commandError('GPULAB4515', "the way to a host in Terraform's state has been tampered with"),
    ]);
  }
  const place = ['removed', route[0].name];
  const hosts = route.map((hop, index) => ({ ...hop, groups: [], jump: route[index + 1]?.name }));
  writeSsh(folder, hosts, place);
  return new SshConnection(route[0], folder.in(...place));
}

/** Connections that offer the controller's next key and no other. */
export function connectionsWithNextKey({ folder, hosts }: Fleet): (host: Host) => SshConnection {
  writeSsh(folder, hosts, ['next'], [NEXT_KEY], true);
  return (host) => new SshConnection(host, folder.in('next'));
}

/** A state may lie where others can write: it must not bring a line of its own into the configuration of ssh. */
const isHop = ({ name, address, user, port, hostKeys }: Route[number]): boolean =>
  SUBDOMAIN.test(name) &&
  (IP_ADDRESS.matches(address) || SUBDOMAIN.test(address)) &&
  USER.test(user) &&
  Number.isInteger(port) &&
  hostKeys.every((key) => publicKeyOf(key) === key);

/** @param place below the work folder */
function writeSsh(
  folder: WorkFolder,
  hosts: readonly Host[],
  place: readonly string[],
  keys: readonly string[] = identitiesOf(folder),
  only = false,
): void {
  const controller = keys.map((file) => '../'.repeat(place.length) + file);
  folder.write(sshConfig(hosts, { controller, only }), ...place, 'ssh_config');
  const known = new Map(hosts.map(({ name, hostKeys }) => [name, hostKeys]));
  folder.write(knownHostsText(known), ...place, 'known_hosts');
}
