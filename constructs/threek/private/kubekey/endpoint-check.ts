import { quoted } from '../../../core/rules/problem';
import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { at, type DocumentProblems, isText } from './document-problem';
import type { Roles } from './role-check';

const ENDPOINT = ['spec', 'controlPlaneEndpoint'];

/**
 * How API servers are reached. Where kk finds these faults it prints a line and ends with status 0, so a script goes on as if there
 * were a cluster (facts: threek.md 1.3); therefore they are errors in every version.
 */
export function checkEndpoint(
  document: unknown,
  { controlPlane }: Roles,
  { line }: KubeKeyVersion,
  problems: DocumentProblems,
): void {
  const count = new Set(controlPlane).size;
  const balancer = at(document, ...ENDPOINT, 'internalLoadbalancer');
  const address = at(document, ...ENDPOINT, 'address');
  const error = (message: string, hint: string) => problems.error('GPULAB2820', ENDPOINT, message, hint);
  if (balancer === 'haproxy' && isText(address)) {
    error(
      `internalLoadbalancer is haproxy and address is ${quoted(address)}: kk takes only one of them`,
      'remove address',
    );
  }
  if (balancer === 'kube-vip' && !isText(address)) {
    error('internalLoadbalancer is kube-vip and address is missing', 'give the virtual address that no host has');
  }
  if (count >= 2 && !isText(balancer) && !isText(address)) {
    const message = `${count} control-plane hosts have neither internalLoadbalancer nor address in front of them`;
    error(message, 'set internalLoadbalancer to haproxy, or give the address of a load balancer of yours');
  }
  if (line === '3.0' && count === 1 && isText(address)) {
    error(`kk 3.0 takes no address for a single control-plane host; it is ${quoted(address)}`, 'remove address');
  }
}
