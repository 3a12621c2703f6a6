import type { Finding } from 'cdk8s-gpulab';
import { atMost } from '../at-most';
import type { Host } from '../fleet';
import { findingOf } from '../host-finding';
import { adoptNextKey, ensureKey, knownKeys, NEXT_KEY } from '../keys';
import { connectionsWithNextKey, connectionTo, prepareSsh } from '../reach';
import type { SshConnection } from '../ssh/connection';
import { applyTrust } from '../trust/trust';
import { wantedTrust } from '../trust/wanted-trust';
import { type Action, scopeOf } from './action';
import { apply } from './hosts-apply';

/**
 * Gives the controller a new key, so that it is never locked out: every host gets the new key beside the old one, and is logged in to
 * with the new one alone. Only when all of them let it in, the old key goes. Until then both are in use, and a second run goes on.
 */
export const action: Action = {
  options: ['inventory', 'parallelism'],
  async run(options) {
    const scope = scopeOf(options);
    const { fleet, hosts, many } = scope;
    prepareSsh(fleet);
    ensureKey(fleet.folder, NEXT_KEY);
    prepareSsh(fleet);
    const known = await failuresOf(hosts, many, async (host) => {
      await applyTrust(connectionTo(fleet, host), wantedTrust(fleet, host, knownKeys(fleet.folder, fleet.hosts)));
    });
    const connection = connectionsWithNextKey(fleet);
    const findings = known.length > 0 ? known : await failuresOf(hosts, many, (host) => login(connection(host)));
    if (findings.length > 0) {
      const text = `${findings.length} of ${hosts.length} hosts do not let the new key in: both stay in use; run this again when they do\n`;
      return { findings, result: { rotated: false }, text };
    }
    adoptNextKey(fleet.folder);
    return apply(scope, options);
  },
};

async function login(connection: SshConnection): Promise<void> {
  await connection.runAsUser('exit 0', '');
}

const failuresOf = async (
  hosts: readonly Host[],
  many: number,
  work: (host: Host) => Promise<void>,
): Promise<Finding[]> =>
  (
    await atMost(many, hosts, async (host) => {
      try {
        await work(host);
        return [];
      } catch (error) {
        return [findingOf(error, host.name)];
      }
    })
  ).flat();
