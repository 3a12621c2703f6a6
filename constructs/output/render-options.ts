/** One release of a chart to be rendered. */
export interface RenderOptions {
  /**
   * What a values file would say.
   * @default - the defaults of the chart
   */
  readonly values?: { [name: string]: any };

  /** Name of the release: at most 53 lower case letters, digits, "-" and ".". */
  readonly releaseName: string;

  /**
   * Namespace of the release.
   * @default "default"
   */
  readonly releaseNamespace?: string;
}
