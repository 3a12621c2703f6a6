import { ApiObject, App } from 'cdk8s';
import { LabChart, type Values } from '../../../../constructs/core';
import type { Finding } from '../../../../constructs/core/finding';
import { LabError } from '../../../../constructs/core/lab-error';
import { chartTemplate, manifestsOf } from '../../../../constructs/core/template/private/chart-template';
import { plainEnvironment } from '../../../../constructs/core/template/private/default-manifests';
import { exampleValuesOf } from '../../../../constructs/core/values/private/declaration';

/** A chart of its own app. */
export const newChart = (namespace?: string): LabChart => new LabChart(new App(), 'chart', { namespace });

/** An object whose kind has no rules. */
export const thing = (chart: LabChart, data: unknown, id = 'thing'): ApiObject =>
  new ApiObject(chart, id, { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: id }, data } as any);

/** The manifests for these values, with examples for all others. */
export function render(chart: LabChart, given: object = {}): any[] {
  const environment = plainEnvironment(chart, { ...exampleValuesOf(chart.values), ...given });
  return manifestsOf(chartTemplate(chart), environment).map(({ manifest }) => manifest);
}

/** What becomes of `data` in an object, for these values. */
export function dataOf(make: (values: Values) => unknown, given: object = {}): unknown {
  const chart = newChart();
  thing(chart, make(chart.values));
  return render(chart, given)[0].data;
}

/** Findings of the LabError that work ends with; none when it ends well. */
export function thrownBy(work: () => unknown): Finding[] {
  try {
    work();
  } catch (error) {
    if (error instanceof LabError) return error.findings;
    throw error;
  }
  return [];
}

/** Everything that is said against a chart. */
export const findingsOf = (chart: LabChart): Finding[] => thrownBy(() => chartTemplate(chart));

/** What is said against an object with this data, as `code key`. */
export function problemsOf(make: (values: Values) => unknown): string[] {
  const chart = newChart();
  thing(chart, make(chart.values));
  return findingsOf(chart).map(({ code, key }) => `${code} ${key}`);
}
