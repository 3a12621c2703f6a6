import type { App } from 'cdk8s';
import { type Finding, FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import type { HelmChart } from '../../output/helm-chart';
import { type Committed, OutputFolder } from '../../output/private/folder';
import { helmChartsOf } from '../../output/private/helm/registry';
import { CHART_FILES } from '../../output/private/listing';
import { Collector } from './collector';

type Files = { readonly [path: string]: string };

/** Writes every Helm chart of an app, each to a folder with its name. Throws a LabError with the problems of all of them. */
export function writeHelmCharts(app: App, outdir: string): Committed {
  const charts = helmChartsOf(app);
  const collector = new Collector(app);
  for (const finding of nameProblems(charts)) collector.addFinding(finding);
  const folders = charts.map((chart) => ({ name: chart.chartName, files: filesOf(chart, collector) }));
  const findings = collector.finish([]);
  if (findings.length > 0) throw new LabError(findings);
  const folder = new OutputFolder(outdir, CHART_FILES);
  try {
    for (const { name, files } of folders) {
      for (const [path, text] of Object.entries(files)) folder.write(`${name}/${path}`, text);
    }
    return folder.commit();
  } catch (error) {
    folder.abort();
    throw error;
  }
}

function nameProblems(charts: readonly HelmChart[]): Finding[] {
  if (charts.length === 0) {
    const hint = 'add new HelmChart(chart, { version }) for each LabChart that is to become one';
    return [{ level: FindingLevel.ERROR, code: 'GPULAB3105', message: 'the program has no Helm charts', hint }];
  }
  return charts
    .filter(({ chartName }, index) => charts.findIndex((other) => other.chartName === chartName) < index)
    .map(({ chartName, chart }) => ({
      level: FindingLevel.ERROR,
      code: 'GPULAB3104',
      message: `there is another Helm chart with the name ${chartName}`,
      path: chart.node.path,
      hint: 'give one of them another chartName',
    }));
}

function filesOf(chart: HelmChart, collector: Collector): Files {
  try {
    return chart.renderFiles();
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    for (const finding of error.findings) collector.addFinding(finding);
    return {};
  }
}
