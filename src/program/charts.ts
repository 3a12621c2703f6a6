import type { HelmChart, LabApp } from 'cdk8s-gpulab';
import { suggestion } from 'cdk8s-gpulab/lib/core/private/nearest';
import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';
import { commandError, FindingsError, findingsOf } from '../cli/finding';
import { HOST, runProgram } from './run';

/** Where a chart is looked for. */
export interface ChartSource {
  /** A program. Without it: the command's own charts, then the program of the working directory. */
  readonly app?: string;

  /** Does what the program prints go to stderr? */
  readonly quiet: boolean;
}

/** A Helm chart by its name. The command's own need no program. Throws what is wrong with the program that it is in. */
export async function chartOf(name: string, { app, quiet }: ChartSource): Promise<HelmChart> {
  const isMeant = ({ chartName }: HelmChart): boolean => chartName === name;
  const own = app === undefined ? ownCharts() : [];
  const chart = own.find(isMeant);
  if (chart) return chart;
  const charts = [...own, ...(await programCharts(app, quiet))];
  return charts.find(isMeant) ?? unknown(name, charts);
}

function unknown(name: string, charts: readonly HelmChart[]): never {
  const names = charts.map(({ chartName }) => chartName);
  const hint = suggestion(name, names);
  throw new FindingsError([commandError('GPULAB4111', `there is no chart ${quoted(name)}`, { hint })]);
}

/** Those of the program in `lib/charts.js`, which is bundled when the command is compiled. */
function ownCharts(): readonly HelmChart[] {
  let own: LabApp | undefined;
  (globalThis as any)[HOST] = (app: LabApp) => {
    own = app;
  };
  require('../charts.js');
  return own!._helmCharts;
}

/** Those of the user's program. Only the one of the working directory need not be there. */
async function programCharts(file: string | undefined, quiet: boolean): Promise<readonly HelmChart[]> {
  let app: LabApp;
  try {
    app = await runProgram(file, { quiet });
  } catch (error) {
    if (file === undefined && findingsOf(error)?.[0].code === 'GPULAB4002') return [];
    throw error;
  }
  const { findings } = app._synthesize({ checkOnly: true, helm: true });
  if (findings.some(({ level }) => level === 'error')) throw new FindingsError(findings);
  return app._helmCharts;
}
