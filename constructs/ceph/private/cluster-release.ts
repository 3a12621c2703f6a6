import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { External } from '../../core/external';
import type { Release } from '../../core/releases/release';
import { error } from '../../core/rules/problem';
import { groupOf } from '../../core/shapes/shapes';
import { UpstreamRelease } from '../../upstream/upstream-release';

/** Group of ServiceMonitor and PrometheusRule. */
const MONITORING = 'monitoring.coreos.com';

/**
 * The release of rook-ceph-cluster. With monitoring it comes after whatever release of the program brings Prometheus's kinds; a
 * program that declares them says itself what comes first.
 */
export class ClusterRelease extends UpstreamRelease {
  /** @internal */
  public override _needs(others: readonly Release[]): readonly IConstruct[] {
    const isWanted = this.isMonitored && !this.isDeclared;
    return [...super._needs(others), ...(isWanted ? others.filter(bringsMonitoring) : [])];
  }

  /** @internal */
  public override _problems(others: readonly Release[]): Problem[] {
    const isMissing = this.isMonitored && !this.isDeclared && !others.some(bringsMonitoring);
    return isMissing ? [...super._problems(others), noPrometheus] : super._problems(others);
  }

  private get isMonitored(): boolean {
    return (this._values.monitoring as { enabled?: unknown } | undefined)?.enabled === true;
  }

  private get isDeclared(): boolean {
    return [...External.of(this)._scopes.keys()].some((kind) => groupOf(kind) === MONITORING);
  }
}

const bringsMonitoring = ({ _groups }: Release): boolean => _groups.includes(MONITORING);

const noPrometheus = error(
  'GPULAB2607',
  `monitoring needs the kinds of ${MONITORING}; no release brings them`,
  'monitoring',
  "add a release of kube-prometheus-stack, or declare its kinds with app.external.customKind('monitoring.coreos.com/v1', ...)",
);
