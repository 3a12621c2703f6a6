import { type Fleet, type Host, isIn } from '../fleet';

/** What is in the `.ssh` folder of one host's user, as far as it is ours. */
export interface WantedTrust {
  /** Has it a key of its own, that others accept? */
  readonly hasKey: boolean;
  /** Lines of our block in authorized_keys. */
  readonly authorizedKeys: readonly string[];
  /** Lines of our block in known_hosts. */
  readonly knownHosts: readonly string[];
}

/** Public keys, as far as they are known. */
export interface KnownKeys {
  /** Of the controller: one, or two while one follows the other. */
  readonly controller: readonly string[];
  /** By the name of the host. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** Nothing of ours. */
export const NO_TRUST: WantedTrust = { hasKey: false, authorizedKeys: [], knownHosts: [] };

/** The comment of a key of ours tells whose it is. */
export const commentOf = (owner: string): string => `gpulab:${owner}`;
export const CONTROLLER = 'controller';

/** Who may log in to a host, and whom it knows. Lines are in the order of names. */
export function wantedTrust({ hosts, trust }: Fleet, host: Host, keys: KnownKeys): WantedTrust {
  const targets = hosts.filter((other) => trust.some(({ from, to }) => isIn(host, from) && isIn(other, to)));
  const guests = hosts.filter((other) => trust.some(({ from, to }) => isIn(other, from) && isIn(host, to)));
  return {
    hasKey: trust.some(({ from }) => isIn(host, from)),
    authorizedKeys: [
      ...keys.controller.map((key) => `${key} ${commentOf(CONTROLLER)}`),
      ...guests
        .flatMap(({ name }) => (keys.hosts.has(name) ? `${keys.hosts.get(name)} ${commentOf(name)}` : []))
        .sort(),
    ],
    knownHosts: targets.flatMap(({ hostKeys, ...names }) => hostKeys.map((key) => `${patternOf(names)} ${key}`)).sort(),
  };
}

/** Name and address as known_hosts has them; sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
function patternOf({ name, address, port }: Pick<Host, 'name' | 'address' | 'port'>): string {
  const names = [...new Set([name, address])];
  return names.map((one) => (port === 22 ? one : `[${one}]:${port}`)).join(',');
}
