import type { IConstruct } from 'constructs';
import type { HelmChart } from '../../helm-chart';

const charts = new WeakMap<IConstruct, HelmChart[]>();

/** Makes a chart known to the app that it is in. */
export function register(root: IConstruct, chart: HelmChart): void {
  const known = charts.get(root);
  if (known) known.push(chart);
  else charts.set(root, [chart]);
}

/** The Helm charts of an app, in the order they were made. */
export function helmChartsOf(root: IConstruct): readonly HelmChart[] {
  return charts.get(root) ?? [];
}
