import type { Monitor } from './monitor-objects';

/** Days before a certificate ends that somebody has to renew it. */
const DAYS_TO_RENEW = 14;

/** How alerts name a node. */
const NODE = 'Docker of node {{ $labels.node }}';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly minutes: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
}

/**
 * Figures are those of `gpulab health serve` (docs/health.md). Every server tells the same of all nodes, so what they say is taken
 * together; and a reason that changes does not begin the five minutes anew.
 */
function alertsOf({ name, namespace }: Monitor): Alert[] {
  const of = (metric: string, labels = ''): string => `${metric}{namespace="${namespace}",job="${name}"${labels}}`;
  const nodes = of('gpulab_health_nodes');
  return [
    {
      alert: 'DockerEndpointFailed',
      expr: `max by (id, node, region) (${of('gpulab_health_node_state', ',state="failed"')}) == 1`,
      minutes: 5,
      severity: 'critical',
      summary: `${NODE} has failed for five minutes; the page of ${name} says why and what to do`,
    },
    {
      alert: 'DockerCertificateExpires',
      expr: `min by (id, node, certificate) (${of('gpulab_health_certificate_expiry_days')}) < ${DAYS_TO_RENEW}`,
      minutes: 0,
      severity: 'warning',
      summary: `${NODE}: the {{ $labels.certificate }} certificate ends in {{ $value }} days`,
    },
    {
      // Four periods of a sweep (facts: compute-nodes.md 3); or there is nobody to ask.
      alert: 'NodeHealthSweepMissing',
      expr: `absent_over_time(${nodes}[2m]) or (sum(increase(${of('gpulab_health_probe_duration_seconds_count')}[2m])) == 0 and on () max(${nodes}) > 0)`,
      minutes: 1, // a server that has just begun may not have told of two sweeps
      severity: 'critical',
      summary: `${name} has looked at no node for two minutes: what it says of them is old`,
    },
    {
      alert: 'NodeHealthCheckerExhausted',
      expr: `count(max by (id) (${of('gpulab_health_node_state', ',reason="checker-exhausted"')}) == 1) > 0`,
      minutes: 5,
      severity: 'warning',
      summary: `${name} is out of resources for {{ $value }} nodes: give it more cpu and memory, or more replicas`,
    },
  ];
}

/** Spec of the PrometheusRule. */
export const healthAlerts = (monitor: Monitor): object => ({
  groups: [{ name: 'node-health', rules: alertsOf(monitor).map(ruleOf) }],
});

const ruleOf = ({ alert, expr, minutes, severity, summary }: Alert): object => ({
  alert,
  expr,
  ...(minutes > 0 && { for: `${minutes}m` }),
  labels: { severity },
  annotations: { summary },
});
