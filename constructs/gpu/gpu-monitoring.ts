import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { recordCall, withinOurs } from '../core/private/place';
import { hasError } from '../core/rules/problem';
import { report, reportLate } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import { UpstreamChart } from '../upstream/upstream-chart';
import { GpuMetrics } from './gpu-metrics';
import { lostFigures } from './private/lost-figures';
import { makeMonitoring } from './private/monitoring';
import { monitoringRules } from './private/monitoring-rules';

/** The Secret that holds the login of Grafana's administrator, in the namespace of the monitoring. */
export interface GrafanaAdmin {
  /** Name of the Secret: made by the program, or declared with `app.external.secret`. */
  readonly secret: string;

  /**
   * Key of the user name.
   * @default "admin-user"
   */
  readonly userKey?: string;

  /**
   * Key of the password.
   * @default "admin-password"
   */
  readonly passwordKey?: string;
}

/** A claim for data that must survive a restart. */
export interface MonitoringStorage {
  /** Storage class: made by the program, provided by a release in it, or declared with `app.external.storageClass`. */
  readonly storageClass: string;

  /** Size of the claim, as "50Gi". */
  readonly size: string;
}

/** Properties of a `GpuMonitoring`. */
export interface GpuMonitoringProps {
  /** Login of Grafana's administrator. A password is never written to values. */
  readonly grafanaAdmin: GrafanaAdmin;

  /**
   * Where Prometheus keeps figures.
   * @default - in the pod: gone with it
   */
  readonly prometheusStorage?: MonitoringStorage;

  /**
   * Where Alertmanager keeps silences.
   * @default - in the pod: gone with it
   */
  readonly alertmanagerStorage?: MonitoringStorage;

  /**
   * Where Grafana keeps what users change in it.
   * @default - in the pod: gone with it
   */
  readonly grafanaStorage?: MonitoringStorage;

  /**
   * How long figures are kept.
   * @default - as the chart says: ten days
   */
  readonly retention?: Duration;

  /**
   * How figures of GPUs are asked for: by the ServiceMonitor of the GPU operator, or by a scrape job for its exporter (EXPORTER).
   * @default GpuMetrics.SERVICE_MONITOR
   */
  readonly gpuMetrics?: GpuMetrics;

  /**
   * Temperature of a GPU, in degrees Celsius, that five minutes above it raise an alert.
   * @default 85
   */
  readonly maxGpuTemperature?: number;

  /**
   * Labels of the nodes that Prometheus, Alertmanager, Grafana and the operator run on.
   * @default - any node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Version of kube-prometheus-stack, as "51.4.0".
   * @default - the pinned one
   */
  readonly version?: string;

  /**
   * Values over those of the construct, held against the keys of the chart.
   * @default - none
   */
  readonly values?: { [key: string]: any };

  /**
   * Values that nobody checks, over all others.
   * @default - none
   */
  readonly rawValues?: { [key: string]: any };
}

/**
 * Prometheus, Alertmanager and Grafana (kube-prometheus-stack) that know of GPUs: figures of the DCGM exporter, a dashboard, and
 * alerts for errors, heat and memory that cannot be mended.
 *
 * With an error in its props it reports all of them and makes nothing.
 */
export class GpuMonitoring extends Construct {
  /** Namespace of the monitoring: that of the Secret, and of dashboards that Grafana finds. */
  public readonly namespace: string;

  /** How figures of GPUs are asked for. */
  public readonly gpuMetrics: GpuMetrics;

  constructor(scope: Construct, id: string, props: GpuMonitoringProps) {
    super(scope, id);
    recordCall(this, new.target);
    this.namespace = UpstreamChart.KUBE_PROMETHEUS_STACK.namespace;
    this.gpuMetrics = props?.gpuMetrics ?? GpuMetrics.SERVICE_MONITOR;
    const rules = new Rules();
    monitoringRules(rules, props);
    report(this, rules.problems);
    if (hasError(rules.problems)) return;
    withinOurs(() => makeMonitoring(this, props));
    reportLate(this, () => lostFigures(this));
  }
}
