import { type Alert, alertRules } from '../../core/private/alerts';
import type { Monitor } from './monitor-objects';

/** Days before a certificate ends that somebody has to renew it. */
const DAYS_TO_RENEW = 14;

/** Looks that say nothing of a node, and that nobody need mend here: an alert of its own, or a node that is not set up yet. */
const NOT_BLIND = 'checker-exhausted|not-configured';

/** Labels of whoever tells, which all alerts of one monitor have: by them one alert inhibits others. */
const BY = 'namespace, job';

/** How alerts name a node. */
const NODE = 'Docker of node {{ $labels.node }}';

/** Around texts of a template of Go that hold quotes. */
const BACKQUOTE = '`';

/**
 * Figures are those of `gpulab health serve` (docs/health.md). Every server tells the same of all nodes, so what they say is taken
 * together; and a reason that changes does not begin the five minutes anew.
 */
function alertsOf({ name, namespace }: Monitor): Alert[] {
  const of = (metric: string, labels = ''): string => `${metric}{namespace="${namespace}",job="${name}"${labels}}`;
  const nodes = of('gpulab_health_nodes');
  const failed = `max by (${BY}) (${of('gpulab_health_nodes', ',state="failed"')})`;
  const reasons = `each reason, and what to do: the page of ${name} (kubectl -n ${namespace} port-forward service/${name} 8080), GET /reasons there, or docs/health.md of gpulab, "States and reasons"`;
  return [
    {
      alert: 'DockerEndpointFailed',
      expr: `max by (${BY}, id, node, region) (${of('gpulab_health_node_state', ',state="failed"')}) == 1`,
      minutes: 5,
      severity: 'critical',
      summary: `${NODE} has failed for five minutes: ${reasonOf(of('gpulab_health_node_state', ',state="failed",id=%q'))}`,
      description: reasons,
    },
    {
      // Before those of the nodes, which it inhibits. One node that failed has its own.
      alert: 'DockerEndpointsMostlyFailed',
      expr: `${failed} > 1 and ${failed} > 0.5 * sum by (${BY}) (max by (${BY}, state) (${nodes}))`,
      minutes: 2,
      severity: 'critical',
      summary: `{{ $value }} nodes, more than half, have failed`,
      description: `look at the network of ${name}, and at what the nodes share: name server, authority, a rollout. ${reasons}`,
    },
    {
      alert: 'NodeHealthBlind',
      expr: `count by (${BY}, reason) (max by (${BY}, id, reason) (${of('gpulab_health_node_state', `,state="unknown",reason!~"${NOT_BLIND}"`)}) == 1) > 0`,
      minutes: 5,
      severity: 'critical',
      summary: `${name} cannot tell how {{ $value }} nodes are: {{ $labels.reason }}`,
      description: reasons,
    },
    {
      alert: 'DockerCertificateExpires',
      expr: `min by (${BY}, id, node, certificate) (${of('gpulab_health_certificate_expiry_days')}) < ${DAYS_TO_RENEW}`,
      minutes: 0,
      severity: 'warning',
      summary: `${NODE}: the {{ $labels.certificate }} certificate ends in {{ $value }} days`,
      description:
        'server: issue a new certificate for this node and restart dockerd. client: issue one for the checker, and give it to the Secret of certificates, or to the node on the page. gpulab hosts certificates does both for hosts of an inventory',
    },
    {
      // Four periods of a sweep (facts: compute-nodes.md 3); or there is nobody to ask.
      alert: 'NodeHealthSweepMissing',
      expr: `absent_over_time(${nodes}[2m]) or (sum(increase(${of('gpulab_health_probe_duration_seconds_count')}[2m])) == 0 and on () max(${nodes}) > 0)`,
      minutes: 1, // a server that has just begun may not have told of two sweeps
      severity: 'critical',
      summary: `${name} has looked at no node for two minutes: what it says of them is old`,
      description: `look at its pods and their log (kubectl -n ${namespace} get pods,events; kubectl -n ${namespace} logs deployment/${name}): GET /readyz says whether the database answers and nodes are looked at`,
    },
    {
      alert: 'NodeHealthCheckerExhausted',
      expr: `count by (${BY}) (max by (${BY}, id) (${of('gpulab_health_node_state', ',reason="checker-exhausted"')}) == 1) > 0`,
      minutes: 5,
      severity: 'warning',
      summary: `${name} is out of resources for {{ $value }} nodes`,
      description: `give it more cpu and memory, or with a PostgreSQL more replicas: gpulab_health_sweep_lag_seconds above 3 says that it is overloaded`,
    },
  ];
}

/** The reason now: as a label of the alert it would begin the five minutes anew. */
const reasonOf = (series: string): string =>
  `{{ with printf ${BACKQUOTE}${series}${BACKQUOTE} $labels.id | query }}{{ . | first | label "reason" }}{{ end }}`;

/** Spec of the PrometheusRule. */
export const healthAlerts = (monitor: Monitor): object => alertRules('node-health', alertsOf(monitor));
