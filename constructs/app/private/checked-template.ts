import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import type { LabChart } from '../../core/lab-chart';
import { LabError } from '../../core/lab-error';
import {
  type ChartTemplate,
  chartTemplate,
  manifestsOf,
  type TemplateManifest,
} from '../../core/template/private/chart-template';
import { defaultManifestsOf, plainEnvironment } from '../../core/template/private/default-manifests';
import { unreadValues } from '../../core/template/private/unread-values';
import { exampleValuesOf } from '../../core/values/private/declaration';
import { helmChartsOf } from '../../output/private/helm/registry';
import type { ChartOutput } from './chart-output';
import { chartName } from './file-names';
import type { Images } from './image-ledger';
import type { Inspection } from './inspection';

/** A chart that declares values. Its manifests are those of the defaults. */
export class CheckedTemplate implements ChartOutput {
  private made: readonly TemplateManifest[] = [];

  /** @param withExamples may examples stand for required values? Then nothing is written but the chart's Helm form. */
  constructor(
    private readonly chart: LabChart,
    private readonly objects: readonly ApiObject[],
    private readonly withExamples: boolean,
    private readonly images?: Images,
  ) {}

  get fileName(): string {
    return chartName(this.chart);
  }

  manifests(): Manifest[] {
    return this.made.map(({ manifest }) => manifest);
  }

  check(inspection: Inspection): number {
    try {
      const template = chartTemplate(this.chart, this.objects);
      for (const problem of unreadValues(template, this.notes())) inspection.collector.add(this.chart, problem);
      this.made = this.manifestsOf(template);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      inspection.addFindings(error.findings);
    }
    this.made = this.made.map((made) => {
      const { object } = made.document;
      if (!inspection.isWritable(made.manifest, object)) return made;
      const manifest = this.images?.manifest(made.manifest, object) ?? made.manifest;
      inspection.visit(object, manifest);
      return manifest === made.manifest ? made : { ...made, manifest };
    });
    return this.made.length;
  }

  private manifestsOf(template: ChartTemplate): TemplateManifest[] {
    const { chart, values } = template;
    if (!this.withExamples) return defaultManifestsOf(template);
    return manifestsOf(template, plainEnvironment(chart, exampleValuesOf(values)));
  }

  /** Helm prints them after an installation: what they read is of use. */
  private notes(): string[] {
    const charts = helmChartsOf(this.chart.node.root).filter(({ chart }) => chart === this.chart);
    return charts.flatMap(({ _props: { notes } }) => notes ?? []);
  }
}
