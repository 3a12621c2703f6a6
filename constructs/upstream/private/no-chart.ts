import type { Problem } from '../../core/checks/check';
import { nearest } from '../../core/private/nearest';
import { error, typed } from '../../core/rules/problem';
import { UpstreamChart } from '../upstream-chart';

/** The compiler sees to it, but not in a program in plain JavaScript: `UpstreamChart.CERT_MANGER` is undefined there. */
export const isChart = (chart: unknown): chart is UpstreamChart =>
  typeof chart === 'object' && chart !== null && '_facts' in chart;

/** Tells of a release without a chart. What was misspelt is not known any more; the id often says the same. */
export function noChart(id: string, given: unknown): Problem {
  const isMissing = given === undefined || given === null;
  const near = nearest(id.replaceAll('-', '_'), namesOfCharts());
  const hint =
    near === undefined
      ? 'give one of UpstreamChart, or UpstreamChart.of(...); a name that UpstreamChart does not have is undefined'
      : `did you mean UpstreamChart.${near}?`;
  const message = isMissing ? 'chart is missing' : `chart is ${typed(given)}; an UpstreamChart is wanted`;
  return error('GPULAB2427', message, 'chart', hint);
}

const namesOfCharts = (): string[] =>
  Object.entries(UpstreamChart).flatMap(([name, chart]) => (isChart(chart) ? [name] : []));
