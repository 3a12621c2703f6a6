import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { External } from './external';
import { LabError } from './lab-error';
import { objectsOf } from './private/chart-objects';
import { withoutInheritedNamespace } from './private/manifests';
import { recordCall, recordChildren } from './private/place';
import type { Wait } from './releases/wait';
import { chartTemplate } from './template/private/chart-template';
import { defaultManifestsOf } from './template/private/default-manifests';
import { strayReferences } from './template/private/stray-references';
import { Values } from './values/values';

/** Options of a `LabChart`: those of a cdk8s chart, and when it is ready. */
export interface LabChartProps extends ChartProps {
  /**
   * When its objects have done their work: what comes after the chart must find this.
   * @default - as soon as they are there
   */
  readonly readyWhen?: Wait[];
}

/** A cdk8s Chart whose objects know the line of the program that made them. One file of the output. */
export class LabChart extends Chart {
  /** @internal */
  public readonly _waits: readonly Wait[];

  private ownValues?: Values;

  constructor(scope: Construct, id: string, props: LabChartProps = {}) {
    super(scope, id, props);
    recordCall(this, new.target);
    recordChildren(this);
    this._waits = props.readyWhen ?? [];
  }

  /** Values that this chart is rendered with, by Helm or by `gpulab render`; made when first used. */
  public get values(): Values {
    this.ownValues ??= Values._ofChart();
    return this.ownValues;
  }

  /**
   * Does the chart declare values? Without making them.
   * @internal
   */
  public get _hasValues(): boolean {
    return this.ownValues !== undefined;
  }

  /** The manifests in the order they must be applied, as cdk8s makes them; with default values, if it has any values. */
  public override toJson(): any[] {
    if (this._hasValues) return defaultManifestsOf(chartTemplate(this)).map(({ manifest }) => manifest);
    const scopes = External.of(this)._scopes;
    const objects = objectsOf(this);
    const manifests = objects.map((object) => withoutInheritedNamespace(object, object.toJson(), scopes));
    const strays = objects.flatMap((object, index) => strayReferences(object, manifests[index]));
    if (strays.length > 0) throw new LabError(strays);
    return manifests;
  }
}
