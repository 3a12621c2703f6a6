import { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { LightObject } from '../../core/private/light-object';
import { recordCall, withinOurs } from '../../core/private/place';
import { kubernetesVersionOf } from '../../core/private/state';
import type { Release } from '../../core/releases/release';
import { hasError } from '../../core/rules/problem';
import { report, reportLate } from '../../core/rules/report';
import { merge } from '../../core/values/private/coalesce';
import { answersFor } from '../../upstream/private/exclusions';
import { UpstreamChart } from '../../upstream/upstream-chart';
import { UpstreamRelease } from '../../upstream/upstream-release';
import { HamiNames } from './hami-names';
import type { HamiStackProps } from './hami-stack-props';
import { hamiDashboard } from './private/dashboard';
import { podFindings } from './private/pod-findings';
import { hamiIn } from './private/registry';
import { otherDevicePlugins, stackRules } from './private/stack-rules';
import { type StackChoices, stackValues } from './private/stack-values';

/** The oldest version that a lab's clusters run; what a LabApp takes, too. */
const DEFAULT_KUBERNETES = '1.28';

/**
 * HAMi 2.10.0: a scheduler and a device plugin by which pods share cards, on the nodes with the label `gpu=on`. Its Services stay
 * inside the cluster, and containers without a slice see no card.
 *
 * Make it before the workloads, which take the names of resources from it. Plain manifests are looked at, too: what HAMi would drop,
 * ignore or refuse of their limits is told. With an error in its props it reports all of them and
 * makes nothing.
 */
export class HamiStack extends Construct {
  /** What resources and scheduler are called. */
  public readonly names: HamiNames;

  /** Namespace of the release. */
  public readonly namespace: string;

  /**
   * Group of the inventory whose cards are sliced; read by `gpulab fit`.
   * @internal
   */
  public readonly _hamiHosts: string | undefined;

  constructor(scope: Construct, id: string, props: HamiStackProps = {}) {
    super(scope, id);
    recordCall(this, new.target);
    this.names = props.names ?? HamiNames.DEFAULT;
    this.namespace = props.namespace ?? UpstreamChart.HAMI.namespace;
    this._hamiHosts = props.hosts;
    hamiIn(this).stack ??= { construct: this, names: this.names };
    const { names, namespace } = this;
    const kubeScheduler = props.kubeSchedulerImage ?? `registry.k8s.io/kube-scheduler:${this.schedulerTag}`;
    const choices: StackChoices = { props, names, namespace, kubeScheduler };
    const { problems } = stackRules(choices);
    report(this, problems);
    if (hasError(problems)) return;
    const release = withinOurs(() => this.makeRelease(choices));
    withinOurs(() => this.makeDashboard(props));
    answersFor(release);
    reportLate(this, () => [...otherDevicePlugins(this, release as Release, props), ...podFindings(this, release)]);
  }

  private makeRelease(choices: StackChoices): UpstreamRelease {
    const { values = {}, rawValues } = choices.props;
    return new UpstreamRelease(this, 'hami', {
      chart: UpstreamChart.HAMI,
      namespace: this.namespace,
      values: merge(stackValues(choices), values),
      rawValues,
    });
  }

  private makeDashboard({ monitoring }: HamiStackProps): void {
    if (!monitoring) return;
    new LightObject(new LabChart(this, 'dashboard'), 'dashboard', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'hami-dashboard',
        namespace: monitoring.dashboardNamespace ?? this.namespace,
        // By this label the sidecar of Grafana in kube-prometheus-stack finds dashboards.
        labels: { grafana_dashboard: '1' },
      },
      data: { 'hami.json': hamiDashboard() },
    });
  }

  /** The tag of the app's Kubernetes version, which is a minor version or has a patch. */
  private get schedulerTag(): string {
    const [, minor = DEFAULT_KUBERNETES, patch = '.0'] =
      /^v?(1\.\d+)(\.\d+)?/.exec(kubernetesVersionOf(this) ?? '') ?? [];
    return `v${minor}${patch}`;
  }
}
