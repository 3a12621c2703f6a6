import { type Declaration, requiredOf } from '../../../core/values/private/declaration';
import type { Values } from '../../../core/values/values';
import type { HelmChart } from '../../helm-chart';
import type { HelmChartProps } from '../../helm-chart-props';
import { printableJson } from '../quoting';
import { needText, typeText } from './declaration-text';

/** A longer default would stretch the table. */
const LONGEST_DEFAULT = 60;

/** README.md: how to install the chart, and every value. */
export function readme({ chartName: name, _props: props, chart: { values } }: HelmChart): string {
  const parts = [
    `# ${name}`,
    props.description,
    installText(name, props, values),
    sharingText(name, props),
    valuesText(values),
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

function installText(name: string, { dependencies = [] }: HelmChartProps, values: Values): string {
  const fetch = dependencies.length === 0 ? '' : `    helm dependency update ${name}\n`;
  const needs =
    requiredOf(values).length === 0
      ? ''
      : '\n[ci/example-values.yaml](ci/example-values.yaml) has the least that the chart needs.';
  return `## Install

From the folder above this one, with a file of your own values:

${fetch}    helm install RELEASE ${name} --namespace NAMESPACE --values my-values.yaml

\`helm upgrade\` with the same words takes over what has changed.${needs}`;
}

function sharingText(name: string, { version }: HelmChartProps): string {
  return `## Share by a registry

    helm package ${name}
    helm push ${name}-${version}.tgz oci://REGISTRY/charts
    helm pull oci://REGISTRY/charts/${name} --version ${version}

\`helm install RELEASE oci://REGISTRY/charts/${name} --version ${version}\` needs no copy of the chart.`;
}

function valuesText(values: Values): string | undefined {
  const rows = rowsOf(values, '');
  if (rows.length === 0) return undefined;
  return ['## Values', '', '| Value | Type | Default | Description |', '|---|---|---|---|', ...rows].join('\n');
}

function rowsOf(values: Values, prefix: string): string[] {
  return values._declarations.flatMap((declaration) => {
    const { name, group, item } = declaration;
    const path = `${prefix}${name}`;
    if (group) return rowsOf(group, `${path}.`);
    return [rowOf(path, declaration), ...(item ? rowsOf(item, `${path}[].`) : [])];
  });
}

function rowOf(path: string, declaration: Declaration): string {
  const preset = needText(declaration) ?? presetText(printableJson(JSON.stringify(declaration.defaultValue)));
  return `| ${[code(path), cell(typeText(declaration)), preset, cell(declaration.description)].join(' | ')} |`;
}

const presetText = (json: string): string => (json.length > LONGEST_DEFAULT ? 'see values.yaml' : code(json));

/** Text in a cell as code, in more backticks than it holds in a row. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const blank = runs.length > 0 ? ' ' : '';
  return fence + blank + text.replaceAll('|', '\\|') + blank + fence;
}

/** Text in a cell of a table: one line, and nothing that Markdown or HTML would take for markup. */
const cell = (text: string): string =>
  text
    .replace(/[\\|<>&`*_[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
