import { commandError } from '../../cli/finding';
import type { Form } from '../crd/generate-crd';
import type { Generated } from '../generated';
import { readChart, type SourceChart } from './chart';
import { ChartFiles } from './chart-files';
import { keyTreeText } from './key-tree-text';
import { classNameOf, moduleText } from './module-text';
import { type ChartKey, valueKeys } from './value-keys';

/** What the files of a chart do not tell. */
export interface Origin {
  /** `https://...` of a chart repository, or `oci://...` of the folder that the chart is in. */
  readonly repository: string;

  /** @default - the name of the chart */
  readonly namespace?: string;
}

/** The module of one chart, a folder or a .tgz; or its keys alone, which other languages hand over as they are. */
export function generateChart(path: string, { repository, namespace }: Origin, form: Form): Generated {
  const files = ChartFiles.at(path);
  const chart = readChart(files);
  const root = valueKeys(chart);
  const { name, version } = chart;
  const keys = `# ${name} ${version}\n${keyTreeText(root)}`;
  const facts = { name, version, repository, namespace: namespace ?? name, keys };
  const file =
    form === 'text' ? { name: `${name}.txt`, text: keys } : { name: `${name}.ts`, text: moduleText({ facts, root }) };
  const told = form === 'text' ? '' : `class ${classNameOf(name)}, `;
  return {
    findings: missingSubcharts(chart, files.nameOf('Chart.yaml')),
    files: [file],
    summary: [{ label: file.name, value: `${told}${countOf(root)} keys of ${name} ${version}` }],
  };
}

function missingSubcharts({ dependencies, subcharts }: SourceChart, file: string) {
  const missing = dependencies.filter(({ name }) => !subcharts.some((chart) => chart.name === name));
  return missing.map(({ name, key }) => {
    const message = `the chart ${name} is not in the folder charts: values below ${key} are not checked`;
    const hint = 'run helm dependency build first, or give the .tgz of a release';
    return commandError('GPULAB4313', message, { level: 'warning' as never, file, key: 'dependencies', hint });
  });
}

const countOf = ({ keys }: ChartKey): number => [...keys.values()].reduce((sum, key) => sum + 1 + countOf(key), 0);
