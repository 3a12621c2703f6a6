import type { ChartFacts } from '../chart-facts';

/**
 * Source: prometheus-community/helm-charts kube-prometheus-stack-88.5.3, charts/kube-prometheus-stack.
 *
 * Upstream names no namespace; it is called like the chart.
 *
 * The sha of kube-state-metrics begins with `sha256:`, that of the others does not.
 *
 * Up to version 78 everybody knew the password of Grafana's administrator; since then it is a random one (UPGRADE.md, 78.x to 79.x).
 *
 * The operator starts Thanos only for objects that ask for it.
 */
export const KUBE_PROMETHEUS_STACK: ChartFacts = {
  name: 'kube-prometheus-stack',
  version: '88.5.3',
  repository: 'https://prometheus-community.github.io/helm-charts',
  namespace: 'kube-prometheus-stack',
  kubernetes: '1.25',
  definitions: [
    'alertmanagerconfigs.monitoring.coreos.com',
    'alertmanagers.monitoring.coreos.com',
    'podmonitors.monitoring.coreos.com',
    'probes.monitoring.coreos.com',
    'prometheusagents.monitoring.coreos.com',
    'prometheuses.monitoring.coreos.com',
    'prometheusrules.monitoring.coreos.com',
    'scrapeconfigs.monitoring.coreos.com',
    'servicemonitors.monitoring.coreos.com',
    'thanosrulers.monitoring.coreos.com',
  ],
  largeDefinitions: true,
  passwords: [
    {
      key: 'grafana.adminPassword',
      known: 'prom-operator',
      existingSecret: 'grafana.admin.existingSecret',
      usedIf: 'grafana.enabled=true',
      goneSince: 79,
    },
  ],
  images: [
    '{global.imageRegistry={prometheusOperator.image.registry=quay.io}}/{prometheusOperator.image.repository=prometheus-operator/prometheus-operator}:{prometheusOperator.image.tag=v0.93.1}@sha256:{prometheusOperator.image.sha} if {prometheusOperator.enabled=true}',
    '{global.imageRegistry={prometheusOperator.prometheusConfigReloader.image.registry=quay.io}}/{prometheusOperator.prometheusConfigReloader.image.repository=prometheus-operator/prometheus-config-reloader}:{prometheusOperator.prometheusConfigReloader.image.tag=v0.93.1}@sha256:{prometheusOperator.prometheusConfigReloader.image.sha} if {prometheusOperator.enabled=true}',
    '{global.imageRegistry={prometheusOperator.thanosImage.registry=quay.io}}/{prometheusOperator.thanosImage.repository=thanos/thanos}:{prometheusOperator.thanosImage.tag=v0.42.4}@sha256:{prometheusOperator.thanosImage.sha} if {prometheusOperator.enabled=true}',
    '{global.imageRegistry={prometheusOperator.admissionWebhooks.patch.image.registry=ghcr.io}}/{prometheusOperator.admissionWebhooks.patch.image.repository=jkroepke/kube-webhook-certgen}:{prometheusOperator.admissionWebhooks.patch.image.tag=1.8.7}@sha256:{prometheusOperator.admissionWebhooks.patch.image.sha} if {prometheusOperator.admissionWebhooks.enabled=true} and {prometheusOperator.admissionWebhooks.patch.enabled=true}',
    '{global.imageRegistry={prometheusOperator.admissionWebhooks.deployment.image.registry=quay.io}}/{prometheusOperator.admissionWebhooks.deployment.image.repository=prometheus-operator/admission-webhook}:{prometheusOperator.admissionWebhooks.deployment.image.tag=v0.93.1}@sha256:{prometheusOperator.admissionWebhooks.deployment.image.sha} if {prometheusOperator.admissionWebhooks.deployment.enabled=false}',
    '{global.imageRegistry={prometheusOperator.prometheusDefaultBaseImageRegistry=quay.io}}/{prometheusOperator.prometheusDefaultBaseImage=prometheus/prometheus}:*',
    '{global.imageRegistry={prometheusOperator.alertmanagerDefaultBaseImageRegistry=quay.io}}/{prometheusOperator.alertmanagerDefaultBaseImage=prometheus/alertmanager}:*',
    '{global.imageRegistry={prometheus.prometheusSpec.image.registry=quay.io}}/{prometheus.prometheusSpec.image.repository=prometheus/prometheus}:{prometheus.prometheusSpec.image.tag=v3.14.0-distroless}@sha256:{prometheus.prometheusSpec.image.sha} if {prometheus.enabled=true}',
    '{global.imageRegistry={alertmanager.alertmanagerSpec.image.registry=quay.io}}/{alertmanager.alertmanagerSpec.image.repository=prometheus/alertmanager}:{alertmanager.alertmanagerSpec.image.tag=v0.34.0}@sha256:{alertmanager.alertmanagerSpec.image.sha} if {alertmanager.enabled=true}',
    '{global.imageRegistry={thanosRuler.thanosRulerSpec.image.registry=quay.io}}/{thanosRuler.thanosRulerSpec.image.repository=thanos/thanos}:{thanosRuler.thanosRulerSpec.image.tag=v0.42.4}@sha256:{thanosRuler.thanosRulerSpec.image.sha} if {thanosRuler.enabled=false}',
    '{global.imageRegistry={grafana.image.registry=docker.io}}/{grafana.image.repository=grafana/grafana}:{grafana.image.tag=13.2.0}@sha256:{grafana.image.sha} if {grafana.enabled=true}',
    '{global.imageRegistry={grafana.sidecar.image.registry=quay.io}}/{grafana.sidecar.image.repository=kiwigrid/k8s-sidecar}:{grafana.sidecar.image.tag=2.10.1}@sha256:{grafana.sidecar.image.sha} if {grafana.enabled=true}',
    '{global.imageRegistry={grafana.initChownData.image.registry=docker.io}}/{grafana.initChownData.image.repository=library/busybox}:{grafana.initChownData.image.tag=1.38.0}@sha256:{grafana.initChownData.image.sha} if {grafana.enabled=true} and {grafana.persistence.enabled=false} and {grafana.initChownData.enabled=true}',
    '{global.imageRegistry={grafana.downloadDashboardsImage.registry=docker.io}}/{grafana.downloadDashboardsImage.repository=curlimages/curl}:{grafana.downloadDashboardsImage.tag=8.21.0}@sha256:{grafana.downloadDashboardsImage.sha} if {grafana.enabled=true} and {grafana.dashboards=false}',
    '{global.imageRegistry={grafana.imageRenderer.image.registry=docker.io}}/{grafana.imageRenderer.image.repository=grafana/grafana-image-renderer}:{grafana.imageRenderer.image.tag=latest}@sha256:{grafana.imageRenderer.image.sha} if {grafana.enabled=true} and {grafana.imageRenderer.enabled=false}',
    '{global.imageRegistry={grafana.testFramework.image.registry=docker.io}}/{grafana.testFramework.image.repository=bats/bats}:{grafana.testFramework.image.tag=1.14.0} if {grafana.enabled=true} and {grafana.testFramework.enabled=true}',
    '{global.imageRegistry={kube-state-metrics.image.registry=registry.k8s.io}}/{kube-state-metrics.image.repository=kube-state-metrics/kube-state-metrics}:{kube-state-metrics.image.tag=v2.20.0}@{kube-state-metrics.image.sha} if {kubeStateMetrics.enabled=true}',
    '{global.imageRegistry={kube-state-metrics.kubeRBACProxy.image.registry=quay.io}}/{kube-state-metrics.kubeRBACProxy.image.repository=brancz/kube-rbac-proxy}:{kube-state-metrics.kubeRBACProxy.image.tag=v0.22.1}@{kube-state-metrics.kubeRBACProxy.image.sha} if {kubeStateMetrics.enabled=true} and {kube-state-metrics.kubeRBACProxy.enabled=false}',
    '{global.imageRegistry={prometheus-node-exporter.image.registry=quay.io}}/{prometheus-node-exporter.image.repository=prometheus/node-exporter}:{prometheus-node-exporter.image.tag=v1.12.1}-distroless@{prometheus-node-exporter.image.digest} if {nodeExporter.enabled=true}',
    '{global.imageRegistry={prometheus-node-exporter.kubeRBACProxy.image.registry=quay.io}}/{prometheus-node-exporter.kubeRBACProxy.image.repository=brancz/kube-rbac-proxy}:{prometheus-node-exporter.kubeRBACProxy.image.tag=v0.22.1}@sha256:{prometheus-node-exporter.kubeRBACProxy.image.sha} if {nodeExporter.enabled=true} and {prometheus-node-exporter.kubeRBACProxy.enabled=false}',
    '{global.imageRegistry={prometheus-windows-exporter.image.registry=ghcr.io}}/{prometheus-windows-exporter.image.repository=prometheus-community/windows-exporter}:{prometheus-windows-exporter.image.tag=0.31.8}@{prometheus-windows-exporter.image.digest} if {windowsMonitoring.enabled=false}',
    '{global.imageRegistry={crds.upgradeJob.image.busybox.registry=docker.io}}/{crds.upgradeJob.image.busybox.repository=busybox}:{crds.upgradeJob.image.busybox.tag=latest}@sha256:{crds.upgradeJob.image.busybox.sha} if {crds.upgradeJob.enabled=false}',
    '{global.imageRegistry={crds.upgradeJob.image.kubectl.registry=registry.k8s.io}}/{crds.upgradeJob.image.kubectl.repository=kubectl}:{crds.upgradeJob.image.kubectl.tag=v<kubernetes>}@sha256:{crds.upgradeJob.image.kubectl.sha} if {crds.upgradeJob.enabled=false}',
  ],
};
