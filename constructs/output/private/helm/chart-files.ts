import type { TemplateDocument } from '../../../core/template/private/chart-template';
import type { LiteralNode } from '../../../core/template/private/node';
import type { Values } from '../../../core/values/values';
import type { HelmChart } from '../../helm-chart';
import { documentOf } from '../yaml';
import { examined } from './chart-checks';
import { chartYaml } from './chart-yaml';
import { demandsTemplate } from './demands-template';
import { exampleValuesYaml } from './example-values';
import { fileOf, isDefinition } from './file-names';
import { notesText } from './notes';
import { objectTemplate } from './object-template';
import { readme } from './readme';
import { valuesYaml } from './values-yaml';

/** What editors and systems leave, and packages of this chart; those of dependencies are in charts/. */
const HELM_IGNORE = '.git/\n.gitignore\n.DS_Store\n*.swp\n*~\n/*.tgz\n';

/** All files of a chart: text by path. Throws a LabError with everything for which Helm would refuse the chart. */
export function chartFiles(chart: HelmChart): { [path: string]: string } {
  const { chartName, _props: props, _renderer: renderer } = chart;
  const { documents, demands, values } = renderer.template;
  const { examples, images, notes } = examined(chart);
  const files: { [path: string]: string } = {
    'Chart.yaml': chartYaml(chartName, props, images),
    'values.yaml': valuesYaml(values),
    'values.schema.json': renderer.schemaJson(),
    'README.md': readme(chart),
    '.helmignore': HELM_IGNORE,
  };
  if (examples) files['ci/example-values.yaml'] = exampleValuesYaml(examples);
  if (demands.length > 0) files['templates/demands.yaml'] = demandsTemplate(values, demands);
  if (notes) files['templates/NOTES.txt'] = notesText(values, notes);
  for (const document of documents) files[fileOf(chart, document)] = textOf(values, document);
  return files;
}

function textOf(values: Values, document: TemplateDocument): string {
  if (!isDefinition(document)) return objectTemplate(values, document);
  return `${documentOf((document.node as LiteralNode).value as object, { sortKeys: false })}\n`;
}
