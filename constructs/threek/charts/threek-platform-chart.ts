import type { Construct } from 'constructs';
import { External } from '../../core/external';
import { LabChart } from '../../core/lab-chart';
import { withinOurs } from '../../core/private/place';
import { HelmChart } from '../../output/helm-chart';
import { CPodOperator } from '../operator/cpod-operator';
import { make } from '../private/make';
import { NAMESPACE } from '../private/operator/info';
import { TrainingOperator } from '../training/training-operator';
import { ACCESS_KEY_SECRET, operatorValues } from './private/operator-values';
import type { ThreeKChartProps } from './threek-chart-props';

/**
 * The chart of what the platform makes itself: training and MPI operator and the CPod operator, with their namespaces but that of
 * the release, `cpod-system`. Charts of others (GPU operator, monitoring, storage) are releases of their own.
 */
export class ThreeKPlatformChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { version }: ThreeKChartProps) {
    super(scope, id);
    External.of(this).secret(NAMESPACE, ACCESS_KEY_SECRET);
    const props = operatorValues(this.values);
    const names = ['cpod', 'public', 'training-operator', 'mpi-operator'];
    make(
      this,
      names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
    withinOurs(() => {
      new TrainingOperator(this, 'training');
      new CPodOperator(this, 'operator', props);
    });
    this.helm = new HelmChart(this, {
      version,
      description: 'The 3K platform: training operators and the CPod operator',
    });
  }
}
