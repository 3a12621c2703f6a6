import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { External } from './external';
import { withoutInheritedNamespace } from './private/manifests';
import { order } from './private/order';
import { recordCall } from './private/place';
import { walk } from './private/tree';

/** Options of a `LabChart`: those of a cdk8s chart. */
export interface LabChartProps extends ChartProps {}

/** A cdk8s Chart whose objects know the line of the program that made them. One file of the output. */
export class LabChart extends Chart {
  constructor(scope: Construct, id: string, props: LabChartProps = {}) {
    super(scope, id, props);
    recordCall(this, new.target);
  }

  /**
   * The manifests of this chart in the order they must be applied, as cdk8s makes them.
   * Looks at this chart only; cdk8s prepares and validates the whole app for each chart, which makes an app quadratic.
   */
  public override toJson(): any[] {
    const tree = walk(this);
    if (tree.invalid.length > 0) {
      const lines = tree.invalid.map(({ construct, message }) => `[${construct.node.path}] ${message}`);
      throw new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`);
    }
    const scopes = External.of(this)._scopes;
    return order(tree)
      .objects.get(this)!
      .map((object) => withoutInheritedNamespace(object, object.toJson(), scopes));
  }
}
