import { isInside } from '../../../core/private/addresses';
import { WALLET_LABEL } from './wallets';

const V3 = 'projectcalico.org/v3';

/** Networks that no task has business with: private ones, those of carriers, and the link with the metadata of a cloud. */
export const PRIVATE_V4 = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
export const PRIVATE_V6 = ['fc00::/7', 'fe80::/10'];

/** The private networks and those that are not in one of them, by family: Calico refuses a rule with networks of both. */
export function deniedNetworks(more: readonly string[]): { readonly ipv4: string[]; readonly ipv6: string[] } {
  const all = [...PRIVATE_V4, ...PRIVATE_V6];
  for (const one of more) if (!all.some((known) => known === one || isInside(one, known))) all.push(one);
  return { ipv4: all.filter((one) => !one.includes(':')), ipv6: all.filter((one) => one.includes(':')) };
}

/** Networks, and addresses of hosts that are in none of them. */
export const withHosts = (networks: readonly string[], hosts: readonly string[]): string[] => [
  ...networks,
  ...hosts.filter((host) => !networks.some((known) => known === host || isInside(host, known))),
];

const inNamespace = (name: string) => ({ namespaceSelector: `kubernetes.io/metadata.name == "${name}"` });

const policy = (name: string, order: number, namespaceSelector: string, rules: object) => ({
  apiVersion: V3,
  kind: 'GlobalNetworkPolicy',
  metadata: { name },
  spec: { order, namespaceSelector, ...rules },
});

const dnsRules = (namespaces: { readonly namespaceSelector: string }) =>
  ['UDP', 'TCP'].map((protocol) => ({
    action: 'Allow',
    protocol,
    destination: { ...namespaces, selector: 'k8s-app == "kube-dns"', ports: [53] },
  }));

const denied = (nets: unknown) => ({ action: 'Deny', destination: { nets } });

/** What `TaskPolicies.isolated` says. Networks may be values of a chart. */
export const isolatedPolicy = (ingressNamespace: string, ipv4: unknown, ipv6: unknown) =>
  policy('tasks-isolated', 100, `has(${WALLET_LABEL})`, {
    types: ['Ingress', 'Egress'],
    ingress: [{ action: 'Allow', protocol: 'TCP', source: inNamespace(ingressNamespace) }],
    egress: [...dnsRules(inNamespace('kube-system')), denied(ipv4), denied(ipv6), { action: 'Allow' }],
  });

const NAME = 'projectcalico.org/name';
const SYSTEM = ['kube-system', 'calico-system', 'calico-apiserver'];
const WITH_INGRESS = [...SYSTEM, 'ingress-nginx'];
const setOf = (names: readonly string[]): string => `{${names.map((name) => `"${name}"`).join(', ')}}`;
const outside = (names: readonly string[]): string => `has(${NAME}) && ${NAME} not in ${setOf(names)}`;

/** The provider looks for exactly these names (internal/models/entitys.go of v1.1.5). */
const UPSTREAM_SET = 'netset-2300e518e9ad45';
const ALL_PORTS = ['1:65535'];
const PROTOCOLS = ['TCP', 'UDP', 'ICMP'];

const denials = (destination: object, withPorts: boolean) =>
  PROTOCOLS.map((protocol) => ({
    action: 'Deny',
    protocol,
    destination: { ...destination, ...(withPorts && protocol !== 'ICMP' && { ports: ALL_PORTS }) },
  }));

const egress = (rules: readonly object[]) => ({ types: ['Egress'], egress: rules });

/** What `computing-provider network generate` writes (facts: compute-provider.md 5.3). @param nets of the hosts */
export const upstreamPolicies = (nets: unknown) => [
  {
    apiVersion: V3,
    kind: 'GlobalNetworkSet',
    metadata: { name: UPSTREAM_SET, labels: { net: UPSTREAM_SET } },
    spec: { nets },
  },
  policy(
    'global-pod1namespace1',
    110,
    outside(WITH_INGRESS),
    egress(denials({ namespaceSelector: outside(WITH_INGRESS) }, false)),
  ),
  policy(
    'global-s92ms87dl3j6do',
    140,
    outside(WITH_INGRESS),
    egress(dnsRules({ namespaceSelector: `${NAME} == "kube-system"` })),
  ),
  policy(
    'global-ao9kq72mjc0sl3',
    150,
    outside(WITH_INGRESS),
    egress([{ action: 'Deny', destination: { namespaceSelector: `${NAME} in ${setOf(WITH_INGRESS)}` } }]),
  ),
  policy(
    'global-e59cad59af9c65',
    201,
    outside(WITH_INGRESS),
    egress(denials({ selector: `net == '${UPSTREAM_SET}'` }, true)),
  ),
  policy('global-pd6sdo8cjd61yd', 210, outside(SYSTEM), {
    types: ['Ingress'],
    ingress: [{ action: 'Allow', protocol: 'TCP', source: { nets: ['0.0.0.0/0'] }, destination: { ports: ALL_PORTS } }],
  }),
  policy(
    'global-01kls78xh7dk4n',
    220,
    outside(SYSTEM),
    egress(PROTOCOLS.map((protocol) => ({ action: 'Allow', protocol }))),
  ),
];
