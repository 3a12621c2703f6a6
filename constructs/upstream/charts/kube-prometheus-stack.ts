import type { ChartFacts } from '../chart-facts';

/** Source: prometheus-community/helm-charts kube-prometheus-stack-88.5.3, charts/kube-prometheus-stack. */
export const KUBE_PROMETHEUS_STACK: ChartFacts = {
  name: 'kube-prometheus-stack',
  version: '88.5.3',
  repository: 'https://prometheus-community.github.io/helm-charts',
  namespace: 'kube-prometheus-stack',
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
};
