import { type ApiObject, App } from 'cdk8s';
import type { Manifest, Subject } from '../checks/check';
import { LabChart } from '../lab-chart';
import {
  type ChartTemplate,
  chartTemplate,
  manifestsOf,
  type TemplateDocument,
} from '../template/private/chart-template';
import type { Environment } from '../values/private/expression';
import { pathOfRow, type RowChart } from './row-charts';

/** A manifest of a row, and who it is of. */
export interface RowManifest {
  readonly manifest: Manifest;
  readonly subject: Subject;
}

/** A chart built once with value references, outside of the program's tree, to be filled in for each row. */
export class RowTemplate {
  readonly chart: LabChart;
  private template: ChartTemplate | undefined;

  /** @param id of the chart, for findings: that of the construct which the rows are in, for a user's own */
  constructor(id: string) {
    this.chart = new LabChart(new App(), id);
  }

  /** The objects of the chart. From the first look on, nothing can be added to it. */
  get compiled(): ChartTemplate {
    if (!this.template) {
      this.template = chartTemplate(this.chart);
      // What came later would be in the charts of some students, and not of others.
      this.chart.node.lock();
    }
    return this.template;
  }

  environmentOf({ values }: RowChart): Environment {
    return { values, builtIns: NOTHING, items: NO_LOOPS };
  }

  /** The manifests of a row in the order they must be applied. */
  fill(chart: RowChart): RowManifest[] {
    return manifestsOf(this.compiled, this.environmentOf(chart)).map(({ manifest, document }) => ({
      manifest,
      subject: subjectOfRow(chart, document, manifest.metadata.name ?? ''),
    }));
  }
}

const NOTHING = {};
const NO_LOOPS: Environment['items'] = new Map();

/** An object of a row, for findings. */
export const subjectOfRow = (chart: RowChart, { object }: TemplateDocument, name: string): Subject =>
  new RowObject(chart, object, name);

/** Its path is that of the object which the row's chart would have. */
class RowObject implements Subject {
  constructor(
    private readonly chart: RowChart,
    readonly object: ApiObject,
    readonly name: string,
  ) {}

  get node(): { readonly path: string } {
    const { path } = this.object.node;
    return { path: pathOfRow(this.chart) + path.slice(path.indexOf('/')) };
  }
}

/** The object that was built: that of the tree, or that of the row's template. */
export const builtObject = (subject: Subject): ApiObject =>
  subject instanceof RowObject ? subject.object : (subject as ApiObject);

/** Does the object belong to a chart that is described by a row? */
export const isOfRow = (subject: object): boolean => subject instanceof RowObject;
