import { LabChart } from '../../core/lab-chart';
import { LightObject } from '../../core/private/light-object';
import { Wait } from '../../core/releases/wait';
import { refers } from '../../core/rules/stated';
import { merge } from '../../core/values/private/coalesce';
import { UpstreamChart } from '../../upstream/upstream-chart';
import { UpstreamRelease } from '../../upstream/upstream-release';
import type { GpuMonitoring, GpuMonitoringProps } from '../gpu-monitoring';
import { gpuAlerts } from './gpu-alerts';
import { gpuDashboard } from './gpu-dashboard';
import { adminOf, monitoringValues } from './monitoring-values';
import { makePrivilegedNamespace } from './namespaces';

/** Name of what tells Grafana and Prometheus of GPUs. */
const GPUS = 'gpus';

const STORAGE = ['prometheusStorage', 'alertmanagerStorage', 'grafanaStorage'] as const;

/** Makes the parts of a monitoring, each after the one before. */
export function makeMonitoring(scope: GpuMonitoring, props: GpuMonitoringProps): void {
  const holdsData = STORAGE.some((key) => props[key] !== undefined);
  makePrivilegedNamespace(new LabChart(scope, 'namespace'), scope.namespace, { holdsData });
  const { KUBE_PROMETHEUS_STACK: pinned } = UpstreamChart;
  const release = new UpstreamRelease(scope, 'kube-prometheus-stack', {
    chart: props.version === undefined ? pinned : pinned.at(props.version),
    values: merge(monitoringValues(props, scope.gpuMetrics), props.values ?? {}),
    rawValues: props.rawValues,
    readyWhen: [
      Wait.definition('servicemonitors.monitoring.coreos.com'),
      Wait.definition('prometheusrules.monitoring.coreos.com'),
    ],
  });
  for (const key of STORAGE) {
    const name = props[key]?.storageClass;
    if (name !== undefined) refers({ release, kind: 'StorageClass', namespace: '', name, key: `${key}.storageClass` });
  }
  const { secret, userKey, passwordKey } = adminOf(props);
  const content = `with the keys \`${userKey}\` and \`${passwordKey}\``;
  refers({ release, kind: 'Secret', namespace: scope.namespace, name: secret, key: 'grafanaAdmin.secret', content });
  makeGpuObjects(scope, props).node.addDependency(release);
}

function makeGpuObjects(scope: GpuMonitoring, { maxGpuTemperature }: GpuMonitoringProps): LabChart {
  const chart = new LabChart(scope, GPUS);
  const { namespace } = scope;
  new LightObject(chart, 'dashboard', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    // The label by which Grafana's sidecar finds dashboards; the chart's default.
    metadata: { name: 'gpu-dashboard', namespace, labels: { grafana_dashboard: '1' } },
    data: { 'gpus.json': gpuDashboard() },
  });
  new LightObject(chart, 'alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'gpu-alerts', namespace },
    spec: gpuAlerts(maxGpuTemperature),
  });
  return chart;
}
