import type { IntegerValue, ListValue } from '../core/values';
import type { Inventory } from '../inventory/inventory';
import type { HealthDatabase } from './health-database';

/** Properties of a `NodeHealthMonitor`. */
export interface NodeHealthMonitorProps {
  /** Namespace of all objects, which somebody else makes. */
  readonly namespace: string;

  /** Image with the command `gpulab` as entry point. None is published: docs/node-health.md has its Dockerfile. */
  readonly image: string;

  /**
   * Secret of the namespace with the keys `token`, which whoever calls the server must show; `encryption-key`, with which it encrypts
   * certificates and keys of nodes; and with Prometheus `metrics-token`, which is good for figures alone. Made by the program, or
   * declared with `app.external.secret`.
   */
  readonly secret: string;

  /**
   * Name of the objects.
   * @default "node-health"
   */
  readonly name?: string;

  /**
   * Nodes to look at: the hosts with a section `docker`. Others can be added on the page.
   * @default - those that are added on the page
   */
  readonly inventory?: Inventory;

  /**
   * Secret of the namespace that holds what the inventory names: each file under its base name, each variable under its own.
   * @default - the inventory names none
   */
  readonly certificates?: string;

  /**
   * Where nodes, states and their history are kept.
   * @default HealthDatabase.embedded()
   */
  readonly database?: HealthDatabase;

  /**
   * Servers that share the nodes. More than one needs PostgreSQL, and has a PodDisruptionBudget: a node that is drained takes one.
   * @default 1
   */
  readonly replicas?: number | IntegerValue;

  /**
   * Secret of type `kubernetes.io/tls` with the certificate of the server itself, which has the name `NAME.NAMESPACE.svc`, and its
   * authority under `ca.crt`: by both Prometheus knows it.
   * @default - plain HTTP, for a cluster where something else speaks TLS to the outside
   */
  readonly tlsSecret?: string;

  /**
   * Namespace of Prometheus. It may ask for figures, and there are a ServiceMonitor and alerts for it.
   * @default - neither
   */
  readonly prometheusNamespace?: string;

  /**
   * Labels of the ServiceMonitor and of the alerts, beside our own: those by which a Prometheus selects what it reads, as
   * `{ release: 'kube-prometheus-stack' }`.
   * @default - our own only
   */
  readonly monitoringLabels?: { [label: string]: string };

  /**
   * Other namespaces whose pods may call the server, such as that of an ingress controller.
   * @default - pods of the namespace only
   */
  readonly clientNamespaces?: string[] | ListValue;

  /**
   * Ports of Docker endpoints that the server may call, beside those that the inventory tells.
   * @default [2376]
   */
  readonly dockerPorts?: (number | IntegerValue)[];

  /**
   * Cores that a server may use. 4,000 nodes take 0.3 of one at full handshakes.
   * @default "1"
   */
  readonly cpu?: string;

  /**
   * Memory of a server, which it asks for and does not exceed. The embedded database takes 0.8 GiB, and 4,000 nodes 0.2.
   * @default "1536Mi"
   */
  readonly memory?: string;
}
