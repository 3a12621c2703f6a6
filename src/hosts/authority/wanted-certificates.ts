import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../../cli/finding';
import { endpointOf } from '../../health/probe/address';
import { ProbeFailure } from '../../health/probe/failure';
import type { NodeTarget } from '../../health/types';
import type { Wanted } from './issue';

/** Who asks daemons: `checker` for `gpulab health`, `admin` for people. Each can be renewed without the other. */
const CLIENTS = ['checker', 'admin'];

/** Every certificate that the Docker endpoints of an inventory need: one a host that speaks TLS, and those of the clients. */
export function wantedCertificates(targets: readonly NodeTarget[], findings: Finding[]): Wanted[] {
  const servers = targets.filter(({ useTls }) => useTls).flatMap((target) => serverOf(target, findings));
  return [...servers, ...CLIENTS.map((name): Wanted => ({ name, use: 'client', names: [] }))];
}

/** Its names are exactly those that it is dialled by (facts: compute-nodes.md 5.3). A socket needs no certificate. */
function serverOf({ name, address = '', serverName }: NodeTarget, findings: Finding[]): Wanted[] {
  try {
    const endpoint = endpointOf(address, true);
    if (endpoint.kind === 'unix') return [];
    const names = [endpoint.host, ...(serverName === undefined ? [] : [serverName])];
    return [{ name, use: 'server', names: [...new Set(names)] }];
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    findings.push(commandError('GPULAB4564', `host ${name}: ${error.message}`));
    return [];
  }
}
