/** Properties of the charts that the platform offers for Helm. */
export interface ThreeKChartProps {
  /** Version of the chart, as "1.4.0". To be raised with each change that is handed out. */
  readonly version: string;
}
