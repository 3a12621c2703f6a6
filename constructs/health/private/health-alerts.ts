/** Days before a certificate ends that somebody has to renew it. */
const DAYS_TO_RENEW = 14;

/** Four periods of a sweep (facts: compute-nodes.md 3). */
const SWEEP_SECONDS = 120;

/** How alerts name a node. */
const NODE = 'Docker of node {{ $labels.node }}';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly minutes: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
}

/** Figures are those of `gpulab health serve` (docs/health.md). */
const ALERTS: readonly Alert[] = [
  {
    alert: 'DockerEndpointFailed',
    expr: 'gpulab_node_state{state="failed"} == 1',
    minutes: 5,
    severity: 'critical',
    summary: `${NODE} has failed for five minutes: {{ $labels.reason }}`,
  },
  {
    alert: 'DockerCertificateExpires',
    expr: `gpulab_node_certificate_expiry_days < ${DAYS_TO_RENEW}`,
    minutes: 0,
    severity: 'warning',
    summary: `${NODE}: the {{ $labels.certificate }} certificate ends in {{ $value }} days`,
  },
  {
    alert: 'NodeHealthSweepMissing',
    expr: `time() - gpulab_sweep_last_timestamp_seconds > ${SWEEP_SECONDS}`,
    minutes: 0,
    severity: 'critical',
    summary: 'No sweep over the nodes has ended for two minutes: their states are old',
  },
  {
    alert: 'NodeHealthCheckerExhausted',
    expr: 'count(gpulab_node_state{reason="checker-exhausted"} == 1) > 0',
    minutes: 5,
    severity: 'warning',
    summary: 'The checker is out of resources for {{ $value }} nodes: raise its limits',
  },
];

/** Spec of the PrometheusRule. */
export const healthAlerts = (): object => ({ groups: [{ name: 'node-health', rules: ALERTS.map(ruleOf) }] });

const ruleOf = ({ alert, expr, minutes, severity, summary }: Alert): object => ({
  alert,
  expr,
  ...(minutes > 0 && { for: `${minutes}m` }),
  labels: { severity },
  annotations: { summary },
});
