/** An alert of Prometheus. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** How long the expression holds before somebody is told; 0: at once. */
  readonly minutes: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  /** What to do. */
  readonly description?: string;
}

/** Spec of a PrometheusRule with one group of alerts. */
export const alertRules = (group: string, alerts: readonly Alert[]): object => ({
  groups: [{ name: group, rules: alerts.map(ruleOf) }],
});

const ruleOf = ({ alert, expr, minutes, severity, summary, description }: Alert): object => ({
  alert,
  expr,
  ...(minutes > 0 && { for: `${minutes}m` }),
  labels: { severity },
  annotations: { summary, ...(description !== undefined && { description }) },
});
