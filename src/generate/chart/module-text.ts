import type { ChartFacts } from 'cdk8s-gpulab';
import { docComment, literal, pascalCase } from '../typescript';
import type { ChartKey } from './value-keys';
import { valuesInterface } from './values-interface';

const ENDS_A_TEMPLATE = /[`\\]|\$\{/g;

/** What a module for a chart is made of. */
export interface ModuleParts {
  readonly facts: ChartFacts & { readonly keys: string };
  readonly root: ChartKey;
}

/** What a module has besides what is named after the chart. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  'Construct',
  'KEYS',
  'Omit',
  'UpstreamChart',
  'UpstreamRelease',
  'UpstreamReleaseProps',
]);

/** `my-chart` -> `MyChart`. A class begins with a letter, and has a name of its own. */
export function classNameOf(chart: string): string {
  const name = pascalCase(chart);
  return /^[A-Za-z]/.test(name) && !OWN_NAMES.has(name) ? name : `Chart${name}`;
}

/** The TypeScript module of one chart: the chart as data, a class of its releases, and the type of its values. */
export function moduleText({ facts, root }: ModuleParts): string {
  const { name, version, repository, namespace, keys } = facts;
  const className = classNameOf(name);
  const members = Object.entries({ name, version, repository, namespace }).map(
    ([key, text]) => `  ${key}: ${literal(text)},\n`,
  );
  return `// Written by gpulab generate chart. Do not edit: generate it again.
import { UpstreamChart, UpstreamRelease, type UpstreamReleaseProps } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';

/** The keys of its values, as releases are held against them. */
const KEYS = \`
${keys.replace(ENDS_A_TEMPLATE, '\\$&')}\`;

${docComment(`The Helm chart ${name}.`)}export const ${className}Chart = UpstreamChart.of({
${members.join('')}  keys: KEYS,
});

${docComment(`A release of ${name}.`)}export class ${className} extends UpstreamRelease {
  constructor(scope: Construct, id: string, props: ${className}Props = {}) {
    super(scope, id, { chart: ${className}Chart, ...props });
  }
}

/** Properties of a \`${className}\`. */
export interface ${className}Props extends Omit<UpstreamReleaseProps, 'chart' | 'values'> {
  /** The chart in another version, as \`${className}Chart.at('...')\`. */
  readonly chart?: UpstreamChart;

  /** Values over those of the chart. */
  readonly values?: ${className}Values;
}

${docComment(`Values of ${name} ${version}.`)}${valuesInterface(`${className}Values`, root)}`;
}
