import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { Text } from '../../output/private/text';
import type { ChartOutput } from './chart-output';
import type { Render } from './row-text';

/** A file to write: its name below the output folder, and its text, which is put together when it is asked for. */
export interface OutputFile {
  readonly name: string;
  /** To be used before another file is asked for its text. */
  text(): Text;
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

/** The files of an app: what they hold is put together when they are written, not before. */
export function outputFiles(
  charts: readonly ChartOutput[],
  type: YamlOutputType,
  extension: string,
  render: Render,
): OutputFile[] {
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0
        ? []
        : [{ name: `app${extension}`, text: () => render(charts.flatMap((output) => output.manifests())) }];
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap((output) => perResource(output, '', extension, render));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap((output) => perResource(output, `${output.fileName}/`, extension, render));
    default:
      return charts.map((output) => new ChartFile(output, extension, render));
  }
}

/** A class, because there are as many as there are students. */
class ChartFile implements OutputFile {
  constructor(
    private readonly output: ChartOutput,
    private readonly extension: string,
    private readonly render: Render,
  ) {}

  get name(): string {
    return this.output.fileName + this.extension;
  }

  text(): Text {
    const { output, extension, render } = this;
    return (isJson(extension) ? undefined : output.text?.(render)) ?? render(output.manifests());
  }
}

/** Are the files of an app JSON instead of YAML? */
export const isJson = (extension: string): boolean => extension.endsWith('.json');

function perResource(output: ChartOutput, folder: string, extension: string, render: Render): OutputFile[] {
  return output.manifests().map((manifest) => {
    const base = `${manifest.kind}.${manifest.metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
    return { name: folder + base + extension, text: () => render([manifest]) };
  });
}
