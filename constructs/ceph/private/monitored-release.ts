import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { External } from '../../core/external';
import type { Release } from '../../core/releases/release';
import { error } from '../../core/rules/problem';
import { groupOf } from '../../core/shapes/shapes';
import { UpstreamRelease } from '../../upstream/upstream-release';

/** Group of ServiceMonitor and PrometheusRule. */
const MONITORING = 'monitoring.coreos.com';

/** A release that makes objects of Prometheus's kinds: it comes after whatever release brings these. */
export class MonitoredRelease extends UpstreamRelease {
  /** @internal */
  public override _needs(others: readonly Release[]): readonly IConstruct[] {
    return [...super._needs(others), ...others.filter(bringsMonitoring)];
  }

  /** @internal */
  public override _problems(others: readonly Release[]): Problem[] {
    const isDeclared = [...External.of(this)._scopes.keys()].some((kind) => groupOf(kind) === MONITORING);
    return isDeclared || others.some(bringsMonitoring)
      ? super._problems(others)
      : [...super._problems(others), missing];
  }
}

const bringsMonitoring = ({ _groups }: Release): boolean => _groups.includes(MONITORING);

const missing = error(
  'GPULAB2607',
  `monitoring needs the kinds of ${MONITORING}; no release brings them`,
  'monitoring',
  "add a release of kube-prometheus-stack, or declare its kinds with app.external.customKind('monitoring.coreos.com/v1', ...)",
);
