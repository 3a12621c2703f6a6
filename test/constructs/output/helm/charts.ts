import { ApiObject } from 'cdk8s';
import { LabApp } from '../../../../constructs/app';
import type { Finding } from '../../../../constructs/core/finding';
import { LabChart } from '../../../../constructs/core/lab-chart';
import { LabError } from '../../../../constructs/core/lab-error';
import type { Values } from '../../../../constructs/core/values';
import { HelmChart, type HelmChartProps } from '../../../../constructs/output';

/** A chart called demo, with what `build` puts into it. */
export function helmChart(
  build: (chart: LabChart) => void,
  props: (values: Values) => Partial<HelmChartProps> = () => ({}),
): HelmChart {
  const chart = new LabChart(new LabApp(), 'demo');
  build(chart);
  return new HelmChart(chart, { version: '1.0.0', ...props(chart.values) });
}

/** The template of one object, without the lines that every object has. */
export function templateOf(dataOf: (values: Values) => object): string {
  const chart = helmChart((lab) => thing(lab, { data: dataOf(lab.values) }));
  const text = chart.renderFiles()['templates/thing-thing.yaml'];
  return text.replace('apiVersion: v1\nkind: Thing\nmetadata:\n  name: thing\ndata:\n', '');
}

/** An object of a kind that nobody knows, so that no check says anything about it. */
export function thing(chart: LabChart, fields: object, id = 'thing'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Thing', metadata: { name: id }, ...fields });
}

/** What an error says. */
export function findingsOf(body: () => unknown): Pick<Finding, 'code' | 'message' | 'key' | 'path'>[] {
  try {
    body();
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return error.findings.map(({ code, message, key, path }) => ({ code, message, key, path }));
  }
  throw new Error('nothing was thrown');
}
