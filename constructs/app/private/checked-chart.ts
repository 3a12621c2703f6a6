import { type ApiObject, Chart } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import { FindingLevel } from '../../core/finding';
import { LabChart } from '../../core/lab-chart';
import type { Manifests } from '../../core/private/manifests';
import { serialisationProblem } from '../../core/private/serialisation';
import { strayReferences } from '../../core/template/private/stray-references';
import type { ChartOutput } from './chart-output';
import { chartName } from './file-names';
import type { Images } from './image-ledger';
import { guarded, type Inspection } from './inspection';
import { lostPatches } from './lost-patches';

const ERROR = FindingLevel.ERROR;
const stockToJson = Chart.prototype.toJson;
const ourToJson = LabChart.prototype.toJson;

/** What else there is beside a chart. */
export interface ChartSurroundings {
  /** Does another chart declare values, which an object here may name by mistake? */
  readonly hasNeighbours: boolean;

  /** Undefined where nobody asks for images. */
  readonly images?: Images;
}

/** A chart of the tree. */
export class CheckedChart implements ChartOutput {
  /** What a chart with a `toJson` of its own says; cdk8s writes that, whatever objects the chart has. */
  private own: Manifest[] | undefined;

  /** Manifests whose images were looked at. */
  private readonly moved = new Map<ApiObject, Manifest>();

  constructor(
    private readonly chart: Chart,
    private readonly objects: ApiObject[],
    private readonly source: Manifests,
    private readonly around: ChartSurroundings,
  ) {}

  get fileName(): string {
    return chartName(this.chart);
  }

  manifests(): Manifest[] {
    return this.own ?? this.objects.map((object) => this.moved.get(object) ?? this.source.of(object));
  }

  check(inspection: Inspection): number {
    if (this.chart.toJson !== stockToJson && this.chart.toJson !== ourToJson) return this.checkOwn(inspection);
    const { images, hasNeighbours } = this.around;
    for (const object of this.objects) {
      let manifest = this.manifestOf(object, inspection);
      if (!manifest) continue;
      if (images) {
        manifest = images.manifest(manifest, object);
        this.moved.set(object, manifest);
      }
      inspection.visit(object, manifest);
      if (hasNeighbours) inspection.addFindings(strayReferences(object, manifest));
    }
    return this.objects.length;
  }

  private checkOwn(inspection: Inspection): number {
    this.own = guarded(this.chart, inspection.collector, () => this.chart.toJson()) ?? [];
    // The chart stands for its objects: which of them a manifest came from, only the user's toJson knows.
    const stand = this.chart as unknown as ApiObject;
    const { images } = this.around;
    this.own = this.own.map((manifest) => {
      if (!inspection.isWritable(manifest, stand)) return manifest;
      const moved = images?.manifest(manifest, stand) ?? manifest;
      inspection.visit(stand, moved);
      return moved;
    });
    return this.own.length;
  }

  private manifestOf(object: ApiObject, inspection: Inspection): Manifest | undefined {
    const { collector } = inspection;
    try {
      const manifest = this.source.of(object);
      if (!this.source.isResolved(object)) return manifest;
      if (!inspection.isWritable(manifest, object)) return undefined;
      for (const path of lostPatches(object, manifest)) {
        const message = `the value patched to ${path} is not in the manifest: the object's own toJson drops it`;
        const hint = 'give a quantity or an int-or-string as { value: "1" } in the patch, or use a plain ApiObject';
        collector.add(object, { level: ERROR, code: 'GPULAB1004', message, hint });
      }
      return manifest;
    } catch (error) {
      collector.add(object, { level: ERROR, code: 'GPULAB1003', message: serialisationProblem(error as Error) });
      return undefined;
    }
  }
}
