import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import type { LabChart } from '../../core/lab-chart';
import { LabError } from '../../core/lab-error';
import { chartTemplate, manifestsOf, type TemplateManifest } from '../../core/template/private/chart-template';
import { defaultManifestsOf, plainEnvironment } from '../../core/template/private/default-manifests';
import { exampleValuesOf } from '../../core/values/private/declaration';
import type { ChartOutput } from './chart-output';
import { chartName } from './file-names';
import type { Inspection } from './inspection';

/** A chart that declares values. Its manifests are those of the defaults. */
export class CheckedTemplate implements ChartOutput {
  private made: readonly TemplateManifest[] = [];

  /** @param withExamples may examples stand for required values? Then nothing is written but the chart's Helm form. */
  constructor(
    private readonly chart: LabChart,
    private readonly objects: readonly ApiObject[],
    private readonly withExamples: boolean,
  ) {}

  get fileName(): string {
    return chartName(this.chart);
  }

  manifests(): Manifest[] {
    return this.made.map(({ manifest }) => manifest);
  }

  check(inspection: Inspection): number {
    try {
      this.made = this.make();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      inspection.addFindings(error.findings);
    }
    for (const { manifest, document } of this.made) {
      if (inspection.isWritable(manifest, document.object)) inspection.visit(document.object, manifest);
    }
    return this.made.length;
  }

  private make(): TemplateManifest[] {
    const { chart, objects } = this;
    if (!this.withExamples) return defaultManifestsOf(chart, objects);
    return manifestsOf(chartTemplate(chart, objects), plainEnvironment(chart, exampleValuesOf(chart.values)));
  }
}
