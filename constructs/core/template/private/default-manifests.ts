import { type Finding, FindingLevel } from '../../finding';
import type { LabChart } from '../../lab-chart';
import { LabError } from '../../lab-error';
import { defaultsOf, requiredOf } from '../../values/private/declaration';
import { evaluate } from '../../values/private/evaluate';
import type { Environment } from '../../values/private/expression';
import { type ChartTemplate, manifestsOf, type TemplateManifest } from './chart-template';

/**
 * The manifests of a chart with its default values, in the order they must be applied. Throws a `LabError` when the chart cannot
 * be written with these.
 */
export function defaultManifestsOf(template: ChartTemplate): TemplateManifest[] {
  const { chart, values } = template;
  const refuse = (messages: string[], hint: string): void => {
    if (messages.length === 0) return;
    const common = { level: FindingLevel.ERROR, code: 'GPULAB1539', path: chart.node.path, hint };
    throw new LabError(messages.map((message): Finding => ({ ...common, message })));
  };
  const missing = requiredOf(values);
  refuse(
    missing.map((name) => `the value ${name} is required, and there is no values file here`),
    'give it a default, or write the chart with values: gpulab render, gpulab synth --helm',
  );
  const environment = plainEnvironment(chart, defaultsOf(values));
  const broken = template.demands.filter(({ condition }) => evaluate(condition, environment) !== true);
  refuse(
    broken.map(({ message }) => `the default values are refused by a demand: ${message}`),
    'mend the defaults, or write the chart with values: gpulab render, gpulab synth --helm',
  );
  return manifestsOf(template, environment);
}

/** Where a release is that nobody has named. */
export const RELEASE_NAMESPACE = 'default';

/** Values, and a release as Helm would name it by itself: like the chart, in namespace "default". */
export function plainEnvironment(chart: LabChart, values: object): Environment {
  const builtIns = {
    'Release.Name': chart.node.id,
    'Release.Namespace': RELEASE_NAMESPACE,
    'Chart.Name': chart.node.id,
    'Chart.Version': '0.0.0',
    'Chart.AppVersion': '',
  };
  return { values, builtIns, items: new Map() };
}
