import type { LabChart } from '../core/lab-chart';
import { LabError } from '../core/lab-error';
import { kubernetesVersionOf } from '../core/private/state';
import { mistakes } from '../core/values/private/mistake';
import type { HelmChartProps } from './helm-chart-props';
import { chartFiles } from './private/helm/chart-files';
import { chartProblems } from './private/helm/chart-rules';
import { register } from './private/helm/registry';
import { releaseProblems } from './private/helm/release';
import { Renderer } from './private/helm/renderer';
import type { RenderOptions } from './render-options';

/**
 * The Helm form of a chart: what is a default in its manifests is a value that `helm install` can be given. `helm template` with
 * any values that the chart's schema lets through gives the objects that `renderManifests` gives with them.
 *
 * `gpulab synth --helm` writes every HelmChart of a program.
 */
export class HelmChart {
  /** Name of the chart and its folder. */
  public readonly chartName: string;

  /** Version of the chart. */
  public readonly version: string;

  /** The chart that it is made of. */
  public readonly chart: LabChart;

  /** @internal */
  public readonly _props: HelmChartProps;

  /** @internal */
  public readonly _renderer: Renderer;

  constructor(chart: LabChart, props: HelmChartProps) {
    const name = props.chartName ?? chart.node.id;
    const problems = chartProblems(name, props);
    if (problems.length > 0) throw mistakes(problems);
    this.chartName = name;
    this.version = props.version;
    this.chart = chart;
    this._props = { ...props, kubeVersion: props.kubeVersion ?? kubeVersionFor(chart) };
    this._renderer = new Renderer(chart, name, props);
    register(chart.node.root, this);
  }

  /**
   * The manifests of one release, as Helm would make them of the same values. Throws when Helm would refuse them, with
   * everything that is wrong.
   */
  public renderManifests(options: RenderOptions): any[] {
    const { releaseName: name, releaseNamespace: namespace = 'default' } = options;
    const release = { name, namespace };
    // A values file knows neither `undefined` nor classes.
    const values = this._renderer.merged(JSON.parse(JSON.stringify(options.values ?? {})));
    const problems = [...releaseProblems(release), ...this._renderer.problemsOf(values, release)];
    if (problems.length > 0) throw new LabError(problems.map((found) => ({ ...found, path: this.chart.node.path })));
    return this._renderer.manifests(values, release);
  }

  /** The files of the chart: text by path. */
  public renderFiles(): { [path: string]: string } {
    return chartFiles(this);
  }
}

function kubeVersionFor(chart: LabChart): string | undefined {
  const version = /^v?(1\.\d+)/.exec(kubernetesVersionOf(chart) ?? '')?.[1];
  // `-0` lets through what a provider of clusters has appended: 1.28.3-gke.1 is a pre-release to SemVer.
  return version === undefined ? undefined : `>=${version}.0-0`;
}
