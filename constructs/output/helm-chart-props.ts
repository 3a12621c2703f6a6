import type { ChartDependency } from './chart-dependency';

/** What a Helm chart says of itself. */
export interface HelmChartProps {
  /** Version of the chart as SemVer 2, such as `1.4.0`. A registry keeps what it has, so each change needs a new one. */
  readonly version: string;

  /**
   * Name of the chart and its folder: lower case letters, digits and "-", at most 63.
   * @default - the id of the LabChart
   */
  readonly chartName?: string;

  /**
   * Version of what the chart installs, in whatever form that has one.
   * @default - none
   */
  readonly appVersion?: string;

  /**
   * What the chart is for, in one sentence.
   * @default - none
   */
  readonly description?: string;

  /**
   * What `helm install` says at the end. Values can stand in it, as in any text.
   * @default - nothing
   */
  readonly notes?: string;

  /**
   * Versions of Kubernetes that it can be installed on, as a constraint of Helm.
   * @default - from the version of the LabApp on, such as `>=1.28.0-0`; any version in another App
   */
  readonly kubeVersion?: string;

  /**
   * Charts that are installed with this one.
   * @default - none
   */
  readonly dependencies?: ChartDependency[];

  /**
   * Annotations of Chart.yaml, beside the list of images.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Words by which it is found.
   * @default - none
   */
  readonly keywords?: string[];

  /**
   * Address of the project's page.
   * @default - none
   */
  readonly home?: string;

  /**
   * Address of a picture; `helm lint` asks for one.
   * @default - none
   */
  readonly icon?: string;
}
