import type { Site } from '../site';

/** Properties of the charts that a lab offers for Helm. */
export interface SiteChartProps {
  /** The campus: its storage, images, GPU models and networks are written into the chart. */
  readonly site: Site;

  /** Version of the chart, as "1.4.0". To be raised with each change that is handed out. */
  readonly version: string;
}
