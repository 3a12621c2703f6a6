import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { HelmChart } from '../../output/helm-chart';
import { HamiNames } from './hami-names';
import { makeChartObjects } from './private/chart-objects';

/** Properties of a `HamiWorkloadChart`. */
export interface HamiWorkloadChartProps {
  /** Version of the chart, as "1.4.0". To be raised with each change that is handed out. */
  readonly version: string;

  /**
   * What this HAMi calls its resources: `names` of the HamiStack.
   * @default HamiNames.DEFAULT
   */
  readonly names?: HamiNames;
}

/**
 * The chart that takes the place of slices written by hand: a Deployment whose container gets cards, memory and compute by values.
 * What HAMi would ignore, wrap or clamp is refused by the schema of the values.
 */
export class HamiWorkloadChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, props: HamiWorkloadChartProps) {
    super(scope, id);
    makeChartObjects(this, props.names ?? HamiNames.DEFAULT);
    this.helm = new HelmChart(this, {
      version: props.version,
      description: 'A Deployment that shares GPUs by HAMi: cards, memory and compute as values',
    });
  }
}
