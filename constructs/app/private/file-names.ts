import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import type { ChartOutput } from './chart-output';

/** A file to write: its name below the output folder and what it holds. */
export interface OutputFile {
  readonly name: string;
  manifests(): Manifest[];

  /** The text, if it is known without the manifests. */
  text?(render: (manifests: Manifest[]) => string): string;
}

const SIMPLE_PATH = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/;
const LONGEST_NAME = 100;

/**
 * The path of the chart with dashes. cdk8s adds a hash below the first level, which nobody can type; two charts that
 * would share a name are refused when files are written. A path that is no plain name is left to cdk8s.
 */
export function chartName(chart: Chart): string {
  return nameOfPath(chart.node.path) ?? Names.toDnsLabel(chart);
}

/** Undefined when the path is no plain name. */
export function nameOfPath(path: string): string | undefined {
  return SIMPLE_PATH.test(path) && path.length <= LONGEST_NAME ? path.replace(/\//g, '-') : undefined;
}

/** The files of an app, lazily: a manifest is put together when its file is written, not before. */
export function outputFiles(charts: readonly ChartOutput[], type: YamlOutputType, extension: string): OutputFile[] {
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0
        ? []
        : [{ name: `app${extension}`, manifests: () => charts.flatMap((output) => output.manifests()) }];
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap((output) => perResource(output, '', extension));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap((output) => perResource(output, `${output.fileName}/`, extension));
    default:
      return charts.map((output) => ({
        name: output.fileName + extension,
        manifests: () => output.manifests(),
        text: output.text && !extension.endsWith('.json') ? (render) => output.text!(render) : undefined,
      }));
  }
}

function perResource(output: ChartOutput, folder: string, extension: string): OutputFile[] {
  return output.manifests().map((manifest) => {
    const base = `${manifest.kind}.${manifest.metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
    return { name: folder + base + extension, manifests: () => [manifest] };
  });
}
