import type { Problem } from '../../../core/checks/check';
import { FindingLevel } from '../../../core/finding';
import { LabError } from '../../../core/lab-error';
import type { TemplateDocument } from '../../../core/template/private/chart-template';
import { compile } from '../../../core/template/private/compile';
import type { TemplateNode } from '../../../core/template/private/node';
import type { HelmChart } from '../../helm-chart';
import { type Examples, requiredExamplesOf } from './example-values';
import { fileOf } from './file-names';
import { type Image, imagesIn } from './images';
import { valuesKey } from './schema-json';

/** The release that `helm lint` takes. */
const LINT_RELEASE = { name: 'test-release', namespace: 'default' };

/** What a look at the whole chart gives. */
export interface Examined {
  /** Values that a user has to give. */
  readonly examples?: Examples;

  /** What the chart runs with these and the defaults. */
  readonly images: readonly Image[];

  readonly notes?: TemplateNode;
}

/** Throws a LabError with everything that is wrong with the chart as a whole. */
export function examined(chart: HelmChart): Examined {
  const { _renderer: renderer, _props: props } = chart;
  const { values, documents } = renderer.template;
  const problems: Problem[] = [...takenKeys(chart), ...takenFiles(chart, documents)];
  const report = (problem: Problem) => problems.push({ ...problem, key: 'notes' });
  const notes = props.notes === undefined ? undefined : compile(props.notes, { values, loops: [], report });
  const examples = requiredExamplesOf(values);
  const all = renderer.merged(examples ?? {});
  for (const { message, ...rest } of renderer.problemsOf(all, LINT_RELEASE)) {
    problems.push({ ...rest, code: 'GPULAB3108', message: `the chart's own defaults and examples: ${message}` });
  }
  if (problems.length > 0) throw new LabError(problems.map((found) => ({ ...found, path: chart.chart.node.path })));
  return { examples, images: imagesIn(renderer.manifests(all, LINT_RELEASE)), notes };
}

/** Values below the name of a dependency are that chart's. */
function takenKeys({ _props: { dependencies = [] }, chart }: HelmChart): Problem[] {
  const declared = new Set(chart.values._declarations.map(({ name }) => name));
  return dependencies
    .filter((dependency) => declared.has(valuesKey(dependency)))
    .map((dependency) => ({
      level: FindingLevel.ERROR,
      code: 'GPULAB3103',
      message: `the value ${valuesKey(dependency)} has the name of a dependency, whose values Helm looks for there`,
      hint: 'rename the value, or give the dependency an alias',
    }));
}

function takenFiles(chart: HelmChart, documents: readonly TemplateDocument[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const document of documents) {
    const file = fileOf(chart, document);
    const path = document.object.node.path;
    const owner = owners.get(file);
    if (owner === undefined) owners.set(file, path);
    else {
      const message = `two sources for the file ${file}: ${owner} and ${path}`;
      problems.push({ level: FindingLevel.ERROR, code: 'GPULAB3003', message, hint: 'give one of them another id' });
    }
  }
  return problems;
}
