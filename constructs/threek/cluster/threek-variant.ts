import { KubeKeyVersion } from '../kubekey/kubekey-version';

/**
 * The platform as of one time. Versions of a variant were made for each other: the newest monitoring does not run on the Kubernetes of
 * the guide (facts: threek.md 3.1).
 */
export class ThreeKVariant {
  /** Versions of the guide of 2023: Kubernetes 1.24 by KubeKey 3.0. */
  public static readonly GUIDE = new ThreeKVariant('guide', KubeKeyVersion.V3_0, {
    kubernetes: 'v1.24.3',
    nodeFeatureDiscovery: '0.14.1',
    gpuOperator: 'v23.6.1',
    networkOperator: '23.7.0',
    monitoring: '51.4.0',
    rook: 'v1.12.5',
  });

  /** The versions that the library pins: Kubernetes 1.33 by KubeKey 3.1. */
  public static readonly CURRENT = new ThreeKVariant('current', KubeKeyVersion.V3_1, { kubernetes: 'v1.33.4' });

  private constructor(
    /** `guide` or `current`. */
    public readonly name: string,
    /** Line of KubeKey that makes the cluster. */
    public readonly kubeKey: KubeKeyVersion,
    /** @internal */
    public readonly _versions: {
      readonly kubernetes: string;
      readonly nodeFeatureDiscovery?: string;
      readonly gpuOperator?: string;
      readonly networkOperator?: string;
      readonly monitoring?: string;
      readonly rook?: string;
    },
  ) {}
}
