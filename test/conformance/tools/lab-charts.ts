import type { LabApp } from '../../../constructs/app';
import type { HelmChart } from '../../../constructs/output';
import { HOST } from '../../../src/program/run';

/** The charts that stand in charts-out, made anew by the program that wrote them there. */
export async function labCharts(): Promise<{ readonly [name: string]: HelmChart }> {
  let made: LabApp | undefined;
  const host = globalThis as { [HOST]?: (app: LabApp) => void };
  host[HOST] = (app) => {
    made = app;
  };
  try {
    await import('../../../examples/ailab/charts');
  } finally {
    delete host[HOST];
  }
  return Object.fromEntries(made!._helmCharts.map((chart) => [chart.chartName, chart]));
}
