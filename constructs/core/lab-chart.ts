import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { recordCall } from './private/place';

/** Options of a `LabChart`: those of a cdk8s chart. */
export interface LabChartProps extends ChartProps {}

/** A cdk8s Chart whose objects know the line of the program that made them. One file of the output. */
export class LabChart extends Chart {
  constructor(scope: Construct, id: string, props: LabChartProps = {}) {
    super(scope, id, props);
    recordCall(this, new.target);
  }
}
