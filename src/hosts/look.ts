import type { Finding } from 'cdk8s-gpulab';
import { atMost } from './at-most';
import type { Fleet, Host } from './fleet';
import { findingOf } from './host-finding';
import { knownKeys, learnKey } from './keys';
import { PARTS } from './parts';
import { connectionTo } from './reach';
import { HostFailure } from './ssh/failure';
import { makeKey } from './trust/trust';
import { wantedTrust } from './trust/wanted-trust';

/** What was seen on a host. */
export interface Seen {
  readonly host: Host;
  /** What is otherwise than described. */
  readonly drift: readonly string[];
  /** Why nothing was seen. */
  readonly failure?: Finding;
}

/** A host that lets us in, but does not come to an end, is as good as down. */
const LOOK_MS = 120_000;

/** Looks at hosts, and changes nothing. */
export const lookAt = (fleet: Fleet, hosts: readonly Host[], many: number): Promise<Seen[]> =>
  atMost(many, hosts, (host) => lookAtOne(fleet, host));

async function lookAtOne(fleet: Fleet, host: Host): Promise<Seen> {
  try {
    const connection = connectionTo(fleet, host, LOOK_MS);
    if (host.hostKeys.length === 0) {
      throw new HostFailure(host.name, 'no-host-key', `host ${host.name} has no host key that is pinned`);
    }
    const drift: string[] = [];
    for (const part of PARTS) drift.push(...(await part.look(connection, fleet, host)));
    return { host, drift };
  } catch (error) {
    return { host, drift: [], failure: findingOf(error, host.name) };
  }
}

/** Hosts that others shall accept, and that were seen to have no key yet. */
export function withoutKey(fleet: Fleet, seen: readonly Seen[]): Host[] {
  const keys = knownKeys(fleet.folder, fleet.hosts);
  const hosts = seen.filter(({ failure }) => !failure).map(({ host }) => host);
  return hosts.filter((host) => !keys.hosts.has(host.name) && wantedTrust(fleet, host, keys).hasKey);
}

/** Has their keys made. The wanted state of others holds the public halves, so this comes before Terraform. */
export async function makeKeys(fleet: Fleet, seen: readonly Seen[], many: number): Promise<void> {
  await atMost(many, withoutKey(fleet, seen), async (host) => {
    try {
      learnKey(fleet.folder, host.name, await makeKey(connectionTo(fleet, host)));
    } catch {
      // The run that follows tells what is wrong with this host.
    }
  });
}
