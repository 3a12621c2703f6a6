import type { Construct } from 'constructs';
import { External } from '../../core/external';
import { LabChart } from '../../core/lab-chart';
import { withinOurs } from '../../core/private/place';
import { Scope } from '../../core/scope';
import { HelmChart } from '../../output/helm-chart';
import { CPodOperator } from '../operator/cpod-operator';
import { NAMESPACE } from '../private/operator/info';
import { ACCESS_KEY_SECRET, operatorValues } from './private/operator-values';
import type { ThreeKChartProps } from './threek-chart-props';

/** The chart of a `CPodOperator`, for release namespace `cpod-system`: whoever installs it makes the namespace and the Secret. */
export class CPodOperatorChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { version }: ThreeKChartProps) {
    super(scope, id);
    const external = External.of(this);
    external.secret(NAMESPACE, ACCESS_KEY_SECRET);
    external.customKind('kubeflow.org/v2beta1', 'MPIJob', Scope.NAMESPACED);
    const props = operatorValues(this.values);
    withinOurs(() => new CPodOperator(this, 'operator', props));
    this.helm = new HelmChart(this, {
      version,
      description: 'Operator that makes a cluster a CPod of the 3K platform, without rights of an administrator',
    });
  }
}
