import { ListValue, Values } from '../../core/values';
import type { Monitor } from './monitor-objects';
import { isGiven } from './monitor-objects';

/** Label that every namespace has its own name in. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const DNS_PORT = 53;
const POSTGRES_PORT = 5432;

const tcp = (port: unknown): object => ({ protocol: 'TCP', port });
const ofNamespace = (name: unknown): object => ({ namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: name } } });

/** Who may call the server, and what it may call: name servers, Docker endpoints wherever they are, and its database. */
export function monitorNetworkPolicy({ name, namespace, labels, props, database, ports }: Monitor) {
  const { clientNamespaces = [], prometheusNamespace } = props;
  const clients =
    clientNamespaces instanceof ListValue
      ? [Values.eachItem(clientNamespaces, ofNamespace(clientNamespaces.current))]
      : clientNamespaces.map(ofNamespace);
  const prometheus = Values.when(isGiven(prometheusNamespace), ofNamespace(prometheusNamespace));
  const from = [{ podSelector: {} }, ...clients, ...(prometheus === undefined ? [] : [prometheus])];
  const dockerPorts =
    ports instanceof ListValue ? [Values.eachItem(ports, tcp(ports._currentInteger))] : ports.map(tcp);
  const toPostgres = Values.when(database._isPostgres, { ports: [tcp(database._postgres?.port ?? POSTGRES_PORT)] });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from, ports: [tcp('http')] }],
      egress: [
        { ports: [{ protocol: 'UDP', port: DNS_PORT }, tcp(DNS_PORT)] },
        { ports: dockerPorts },
        ...(toPostgres === undefined ? [] : [toPostgres]),
      ],
    },
  };
}
