import type { Construct } from 'constructs';
import { LightObject } from '../../core/private/light-object';
import { IntegerValue, type ListValue, StringValue, Values } from '../../core/values';
import { HealthDatabase } from '../health-database';
import type { NodeHealthMonitorProps } from '../node-health-monitor-props';
import { healthAlerts } from './health-alerts';
import { METRICS_TOKEN, monitorDeployment } from './monitor-deployment';
import { portsOf, TLS_PORT } from './monitor-inventory';
import { monitorNetworkPolicy } from './monitor-network';

const NAME_LABEL = 'app.kubernetes.io/name';
const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** Facts: compute-nodes.md 3; a figure is as old as a sweep at most. */
const SCRAPE_INTERVAL = '30s';

/** What all objects of one monitor need to know. */
export interface Monitor {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [label: string]: string };
  readonly props: NodeHealthMonitorProps;
  readonly database: HealthDatabase;
  /** Text of inventory.yaml. */
  readonly inventory?: string;
  /** Ports of Docker endpoints. */
  readonly ports: readonly unknown[] | ListValue;
}

/** An option that a reference may leave empty. */
export const isGiven = (option: string = '') => StringValue.of(option).notEmpty();

/** Makes every object of a monitor. */
export function makeMonitor(
  scope: Construct,
  name: string,
  props: NodeHealthMonitorProps,
  inventory?: string,
  ports: Monitor['ports'] = portsOfProps(props),
): void {
  const { namespace, database = HealthDatabase.embedded() } = props;
  const labels = { [NAME_LABEL]: 'node-health', [INSTANCE_LABEL]: name };
  const monitor: Monitor = { name, namespace, labels, props, database, inventory, ports };
  const metadata = { name, namespace, labels };
  new LightObject(scope, 'account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  });
  if (inventory !== undefined) {
    new LightObject(scope, 'inventory', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { 'inventory.yaml': inventory },
    });
  }
  makeClaim(scope, monitor, metadata);
  new LightObject(scope, 'deployment', monitorDeployment(monitor));
  new LightObject(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: labels, ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }] },
  });
  makeBudget(scope, monitor, metadata);
  new LightObject(scope, 'network-policy', monitorNetworkPolicy(monitor));
  if (props.prometheusNamespace !== undefined) makeMonitoring(scope, monitor, metadata);
}

const portsOfProps = ({ inventory, dockerPorts = [TLS_PORT] }: NodeHealthMonitorProps): unknown[] => [
  ...new Set([...dockerPorts, ...(inventory ? portsOf(inventory) : [])]),
];

type Metadata = { readonly name: string; readonly namespace: string; readonly labels: Monitor['labels'] };

function makeClaim(scope: Construct, { database }: Monitor, metadata: Metadata): void {
  const embedded = database._embedded;
  if (!embedded) return;
  const { size = '2Gi', storageClass } = embedded;
  const claim = new LightObject(scope, 'claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata,
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: Values.when(isGiven(storageClass), storageClass),
      resources: { requests: { storage: size } },
    },
  });
  Values.onlyIf(claim, database._isPostgres.negate());
}

/** One server stays when a node is drained. A budget for one alone would hold the drain up for ever. */
function makeBudget(scope: Construct, { labels, props }: Monitor, metadata: Metadata): void {
  const { replicas = 1 } = props;
  const budget = new LightObject(scope, 'budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: labels } },
  });
  Values.onlyIf(budget, IntegerValue._from(replicas).greaterThan(1));
}

function makeMonitoring(scope: Construct, monitor: Monitor, metadata: Metadata): void {
  const { name, namespace, labels, props } = monitor;
  const { prometheusNamespace, monitoringLabels, tlsSecret, secret } = props;
  const selected = { ...metadata, labels: { ...monitoringLabels, ...labels } };
  const tls = isGiven(tlsSecret);
  const serviceMonitor = new LightObject(scope, 'service-monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: selected,
    spec: {
      selector: { matchLabels: labels },
      endpoints: [
        {
          port: 'http',
          path: '/metrics',
          interval: SCRAPE_INTERVAL,
          scheme: tls.pickText('https', 'http'),
          authorization: { credentials: { name: secret, key: METRICS_TOKEN } },
          tlsConfig: Values.when(tls, {
            ca: { secret: { name: tlsSecret, key: 'ca.crt' } },
            serverName: `${name}.${namespace}.svc`,
          }),
        },
      ],
    },
  });
  const alerts = new LightObject(scope, 'alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: selected,
    spec: healthAlerts(monitor),
  });
  for (const object of [serviceMonitor, alerts]) Values.onlyIf(object, isGiven(prometheusNamespace));
}
