import { FILES_PART } from './apply/files-part';
import type { Fleet, Host } from './fleet';
import { knownKeys, learnKey } from './keys';
import type { SshConnection } from './ssh/connection';
import { applyTrust, lookAtTrust, type TrustResult } from './trust/trust';
import { NO_TRUST, wantedTrust } from './trust/wanted-trust';

/** One part of what is done to every host. Each is idempotent. */
export interface Part {
  /** Name in reports. */
  readonly name: string;

  /** All that decides of the wanted state, and no secret: its digest is in Terraform's state. */
  wanted(fleet: Fleet, host: Host): unknown;

  /** What `apply` would change, for a person. Changes nothing. */
  look(connection: SshConnection, fleet: Fleet, host: Host): Promise<readonly string[]>;

  /** Brings the host into the wanted state, and says what it changed. */
  apply(connection: SshConnection, fleet: Fleet, host: Host): Promise<readonly string[]>;

  /** Takes away what it brought, of a host that is described no more. */
  remove(connection: SshConnection): Promise<readonly string[]>;
}

/** In the order in which they are applied. */
export const PARTS: readonly Part[] = [
  {
    name: 'trust',
    wanted: trustOf,
    look: async (connection, fleet, host) => learned(fleet, host, await lookAtTrust(connection, trustOf(fleet, host))),
    apply: async (connection, fleet, host) => learned(fleet, host, await applyTrust(connection, trustOf(fleet, host))),
    remove: async (connection) => (await applyTrust(connection, NO_TRUST)).changes,
  },
  FILES_PART,
];

function trustOf(fleet: Fleet, host: Host) {
  return wantedTrust(fleet, host, knownKeys(fleet.folder, fleet.hosts));
}

function learned({ folder }: Fleet, { name }: Host, { changes, publicKey }: TrustResult): readonly string[] {
  learnKey(folder, name, publicKey);
  return changes;
}
