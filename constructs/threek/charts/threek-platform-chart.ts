import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { make } from '../../core/private/make';
import { withinOurs } from '../../core/private/place';
import { HelmChart } from '../../output/helm-chart';
import { TrainingOperator } from '../training/training-operator';
import { keepNamespaces } from './private/keep';
import type { ThreeKChartProps } from './threek-chart-props';

const NAMESPACES = ['cpod', 'cpod-system', 'public', 'training-operator', 'mpi-operator'];

/**
 * The chart of what a platform has under its CPod operator: namespaces, and the operators of training jobs. Charts of others (GPU
 * operator, monitoring, storage) are releases of their own; the CPod operator is a `CPodOperatorChart`, to be installed after this one.
 */
export class ThreeKPlatformChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { version }: ThreeKChartProps) {
    super(scope, id);
    const images = this.values.group('images', { description: 'Images.' });
    const image = (name: string, description: string, defaultValue: string): string =>
      images.text(name, { description, defaultValue, pattern: '^[A-Za-z0-9][-A-Za-z0-9._:/@+]*$' }).text;
    make(
      this,
      NAMESPACES.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
    withinOurs(
      () =>
        new TrainingOperator(this, 'training', {
          image: image('training', 'Training operator.', 'ghcr.io/kubeflow/training-v1/training-operator:v1-93c5489'),
          pytorchInitImage: image(
            'pytorchInit',
            'Makes workers of PyTorch wait for their master.',
            'docker.io/library/alpine:3.10',
          ),
          mpiImage: image('mpi', 'MPI operator.', 'docker.io/mpioperator/mpi-operator:0.8.0'),
        }),
    );
    keepNamespaces(this);
    this.helm = new HelmChart(this, {
      version,
      description: 'Namespaces and training operators of the 3K platform, under its CPod operator',
    });
  }
}
