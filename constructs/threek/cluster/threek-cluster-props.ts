import type { GpuMonitoringProps } from '../../gpu/gpu-monitoring';
import type { GpuOperatorStackProps } from '../../gpu/gpu-operator-stack';
import type { KubeKeyClusterProps } from '../kubekey/kubekey-cluster-props';
import type { CPodOperatorProps } from '../operator/cpod-operator-props';
import type { TrainingOperatorProps } from '../training/training-operator-props';
import type { ThreeKStorage } from './threek-storage';
import type { ThreeKVariant } from './threek-variant';

/** Properties of a `ThreeKCluster`. */
export interface ThreeKClusterProps {
  /** The platform of which time. */
  readonly variant: ThreeKVariant;

  /** Where models, data sets and checkpoints are. */
  readonly storage: ThreeKStorage;

  /** The CPod operator. Its storage class is that of `storage`, unless another is given. */
  readonly operator: CPodOperatorProps;

  /**
   * Hosts that KubeKey makes the cluster of. Those that Ceph is on get its label.
   * @default - the cluster is there
   */
  readonly kubeKey?: KubeKeyClusterProps;

  /**
   * Archive of `kk artifact export` on the machine of the installation, for a closed network: an absolute path.
   * @default - images and packages come from the internet
   */
  readonly artifact?: string;

  /**
   * GPUs and InfiniBand.
   * @default - the GPU operator and, for InfiniBand, the network operator with a driver for cards of Mellanox
   */
  readonly gpu?: GpuOperatorStackProps;

  /**
   * Prometheus and Grafana.
   * @default - with Grafana's login in the Secret `grafana-admin` of namespace `kube-prometheus-stack`
   */
  readonly monitoring?: GpuMonitoringProps;

  /**
   * Training jobs. With `gangScheduling` Volcano is installed, too.
   * @default - PyTorch, TensorFlow, XGBoost and MPI, without gang scheduling
   */
  readonly training?: TrainingOperatorProps;
}
