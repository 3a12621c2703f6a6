import { isInside, overlap } from '../../../core/private/addresses';
import { quoted } from '../../../core/rules/problem';
import { at, type DocumentProblems, isText, itemsOf, type Path } from './document-problem';
import { isNetwork } from './host-check';
import type { Roles } from './role-check';

const NETWORK = ['spec', 'network'];
const PODS = [...NETWORK, 'kubePodsCIDR'];
const SERVICES = [...NETWORK, 'kubeServiceCIDR'];
const MASK = ['spec', 'kubernetes', 'nodeCidrMaskSize'];

/** Defaults of kk (both lines). */
const DEFAULT_PODS = '10.233.64.0/18';
const DEFAULT_SERVICES = '10.233.0.0/18';
const DEFAULT_MASK = 24;

/** Networks that are none or overlap, and nodes for which there is no room. */
export function checkNetwork(document: unknown, roles: Roles, problems: DocumentProblems): void {
  const pods = networksAt(document, PODS, DEFAULT_PODS, problems);
  const services = networksAt(document, SERVICES, DEFAULT_SERVICES, problems);
  for (const pod of pods) {
    for (const service of services) {
      if (!overlap(pod, service)) continue;
      problems.error('GPULAB2823', PODS, `pods have ${pod} and services ${service}, which overlap`);
    }
  }
  checkAddresses(document, [...pods, ...services], problems);
  const [first] = pods;
  if (first !== undefined && !first.includes(':')) checkRoom(document, first, roles, problems);
}

/** Two networks, of both families, may be given. */
function networksAt(document: unknown, path: Path, otherwise: string, problems: DocumentProblems): string[] {
  const given = at(document, ...(path as string[])) ?? otherwise;
  if (typeof given !== 'string') return [];
  return given.split(',').filter((network) => {
    if (isNetwork(network)) return true;
    const message = `${path.at(-1)} ${quoted(network)} is no network`;
    problems.error('GPULAB2823', path, message, `write it as ${otherwise}`);
    return false;
  });
}

function checkAddresses(document: unknown, networks: readonly string[], problems: DocumentProblems): void {
  for (const [index, host] of itemsOf(at(document, 'spec', 'hosts')).entries()) {
    const address = at(host, 'internalAddress') ?? at(host, 'address');
    if (!isText(address) || address.includes(':')) continue;
    const network = networks.find((one) => isInside(`${address}/32`, one));
    if (network === undefined) continue;
    const message = `host ${quoted(at(host, 'name'))} has the address ${address}, which is in ${network} of pods or services`;
    problems.error('GPULAB2823', ['spec', 'hosts', index], message, 'take other networks for pods and services');
  }
}

/** Each node gets a part of the pods' network: with kk's defaults there are 64 parts. */
function checkRoom(document: unknown, pods: string, roles: Roles, problems: DocumentProblems): void {
  const mask = at(document, ...MASK) ?? DEFAULT_MASK;
  if (typeof mask !== 'number') return;
  const prefix = Number(pods.split('/')[1]);
  if (mask < prefix) {
    problems.error('GPULAB2822', MASK, `nodeCidrMaskSize ${mask} is larger than the network of pods, ${pods}`);
    return;
  }
  const room = 2 ** (mask - prefix);
  const nodes = new Set([...roles.controlPlane, ...roles.worker]).size;
  const hint =
    'take a larger kubePodsCIDR, as 10.244.0.0/14, or a larger nodeCidrMaskSize; neither can be changed later';
  const reason = `kubePodsCIDR ${pods} with nodeCidrMaskSize ${mask}`;
  if (nodes > room)
    problems.error('GPULAB2822', PODS, `${reason} has room for ${room} nodes; there are ${nodes}`, hint);
  else if (nodes === room)
    problems.warning('GPULAB2822', PODS, `${reason} has room for ${room} nodes, and no more`, hint);
}
