import { share } from '../../core/private/plain';
import type { ContainerLimits, NetworkIsolation, PodSecurity } from '../namespace-options';

/** Prefix of the labels that the pod security admission reads. */
const POD_SECURITY = 'pod-security.kubernetes.io/';

/** Label by which every namespace can be selected by name; set by the API server. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Name resolution: the cluster's DNS runs in this namespace. */
const DNS_NAMESPACE = 'kube-system';
const DNS_PORTS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

type Labels = { readonly [key: string]: string };

/** Labels of the namespace, or undefined without any. */
export function podSecurityLabels(podSecurity: PodSecurity | undefined): Labels | undefined {
  const levels = Object.entries(podSecurity ?? {}).filter(([, level]) => level !== undefined);
  if (levels.length === 0) return undefined;
  return share(Object.fromEntries(levels.map(([mode, level]) => [POD_SECURITY + mode, level])));
}

/** Spec of the LimitRange. */
export function limitRangeSpec(limits: ContainerLimits): object {
  const { cpu, memory, requestCpu, requestMemory, maxCpu, maxMemory } = limits;
  const container = {
    type: 'Container',
    default: { cpu, memory },
    defaultRequest: amounts(requestCpu, requestMemory),
    max: amounts(maxCpu, maxMemory),
  };
  return share({ limits: [container] });
}

function amounts(cpu: string | undefined, memory: string | undefined): object | undefined {
  return cpu === undefined && memory === undefined ? undefined : { cpu, memory };
}

/** Spec of the NetworkPolicy. */
export function isolationSpec(isolation: NetworkIsolation): object {
  const blocks = (cidrs: string[] = []) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const inside = { podSelector: {} };
  const outside = blocks(isolation.egressCidrs);
  return share({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [inside, ...blocks(isolation.ingressCidrs), ...(isolation.ingressNamespaces ?? []).map(namespaceNamed)] },
    ],
    egress: [
      { to: [inside] },
      { to: [namespaceNamed(DNS_NAMESPACE)], ports: DNS_PORTS },
      ...(outside.length > 0 ? [{ to: outside }] : []),
    ],
  });
}

const namespaceNamed = (name: string): object => ({ namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: name } } });
