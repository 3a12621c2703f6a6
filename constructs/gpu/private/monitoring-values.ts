import type { Duration } from 'cdk8s';
import type { Mapping } from '../../core/private/mapping';
import { UpstreamChart } from '../../upstream/upstream-chart';
import { GpuMetrics } from '../gpu-metrics';
import type { GpuMonitoringProps, GrafanaAdmin, MonitoringStorage } from '../gpu-monitoring';
import { given } from './given';

/** Values of kube-prometheus-stack. */
export function monitoringValues(props: GpuMonitoringProps, gpuMetrics: GpuMetrics): Mapping {
  const { nodeSelector } = props;
  const { secret, userKey, passwordKey } = adminOf(props);
  const onNodes = given({ nodeSelector });
  return {
    prometheus: { prometheusSpec: { ...prometheusSpec(props, gpuMetrics), ...onNodes } },
    ...((props.alertmanagerStorage || nodeSelector) && {
      alertmanager: { alertmanagerSpec: { ...claimTemplate('storage', props.alertmanagerStorage), ...onNodes } },
    }),
    grafana: {
      admin: { existingSecret: secret, userKey, passwordKey },
      ...persistence(props.grafanaStorage),
      ...onNodes,
    },
    ...(nodeSelector && { prometheusOperator: onNodes, 'kube-state-metrics': onNodes }),
  };
}

function prometheusSpec({ prometheusStorage, retention }: GpuMonitoringProps, gpuMetrics: GpuMetrics): Mapping {
  return {
    // Without these Prometheus looks only at objects with the label of this release: not at those of the GPU operator, nor ours.
    serviceMonitorSelectorNilUsesHelmValues: false,
    ruleSelectorNilUsesHelmValues: false,
    ...(retention && { retention: prometheusTime(retention) }),
    ...claimTemplate('storageSpec', prometheusStorage),
    ...(gpuMetrics === GpuMetrics.EXPORTER && { additionalScrapeConfigs: [gpuScrapeJob()] }),
  };
}

/** Asks each endpoint of the exporter's Service, and none beside it (facts: threek.md 6.1). */
const gpuScrapeJob = (): Mapping => ({
  job_name: 'gpu-metrics',
  scrape_interval: '15s',
  metrics_path: '/metrics',
  scheme: 'http',
  kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: [UpstreamChart.GPU_OPERATOR.namespace] } }],
  relabel_configs: [
    {
      source_labels: ['__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name'],
      regex: 'nvidia-dcgm-exporter;gpu-metrics', // port 9400
      action: 'keep',
    },
    { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'node', action: 'replace' },
  ],
});

/** The Secret of Grafana's administrator, with every default. */
export const adminOf = ({ grafanaAdmin }: GpuMonitoringProps): Required<GrafanaAdmin> => ({
  userKey: 'admin-user',
  passwordKey: 'admin-password',
  ...given({ ...grafanaAdmin }),
  secret: grafanaAdmin.secret,
});

function claimTemplate(key: string, storage: MonitoringStorage | undefined): Mapping {
  if (!storage) return {};
  const { storageClass, size } = storage;
  const spec = {
    storageClassName: storageClass,
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: size } },
  };
  return { [key]: { volumeClaimTemplate: { spec } } };
}

const persistence = (storage: MonitoringStorage | undefined): Mapping =>
  storage
    ? {
        persistence: {
          enabled: true,
          storageClassName: storage.storageClass,
          accessModes: ['ReadWriteOnce'],
          size: storage.size,
        },
        // One pod at a time has the volume: a new one beside the old would wait for it for ever.
        deploymentStrategy: { type: 'Recreate' },
      }
    : {};

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A time as Prometheus writes it, in the largest unit that has no remainder. */
function prometheusTime(duration: Duration): string {
  const seconds = duration.toSeconds();
  if (seconds % DAY === 0) return `${seconds / DAY}d`;
  return seconds % HOUR === 0 ? `${seconds / HOUR}h` : `${seconds}s`;
}
