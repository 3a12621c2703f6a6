import type { HelmChart, Site, StudentWorkloadChart } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../cli/finding';
import { chartOf } from '../program/charts';

/** The chart that jobs are imported for. */
export interface Target {
  /** The campus that it is for. */
  readonly site: Site;
  readonly helm: HelmChart;
}

const CHART = 'student-workload';

/** The chart of a program, or the command's own. What a program prints goes to stderr. */
export async function targetOf(app: string | undefined): Promise<Target> {
  const helm = await chartOf(CHART, { app, quiet: true });
  const { site } = helm.chart as Partial<StudentWorkloadChart>;
  if (site) return { site, helm };
  const message = `the chart ${CHART} of the program is no StudentWorkloadChart`;
  const hint = 'make it one, or import for the chart of gpulab, without --app';
  throw new FindingsError([commandError('GPULAB4208', message, { hint })]);
}
