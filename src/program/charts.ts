import type { HelmChart, LabApp } from 'cdk8s-gpulab';
import { suggestion } from 'cdk8s-gpulab/lib/core/private/nearest';
import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';
import { commandError, FindingsError, findingsOf, isError } from '../cli/finding';
import { HOST, runProgram } from './run';

/** Where a chart is looked for. */
export interface ChartSource {
  /** A program. Without it: the program of the working directory, if there is one, then the command's own charts. */
  readonly app?: string;

  /** Does what the program prints go to stderr? */
  readonly quiet: boolean;
}

/** A Helm chart by its name. Throws what is wrong with the program that it is in. */
export async function chartOf(name: string, { app: file, quiet }: ChartSource): Promise<HelmChart> {
  const app = await programOf(file, quiet);
  const theirs = app?._helmCharts ?? [];
  const isMeant = ({ chartName }: HelmChart): boolean => chartName === name;
  const own = file === undefined && !theirs.some(isMeant) ? ownCharts() : [];
  const charts = [...theirs, ...own];
  const chart = charts.find(isMeant) ?? unknown(name, charts);
  if (app && theirs.includes(chart)) refuseErrors(app);
  return chart;
}

function refuseErrors(app: LabApp): void {
  const { findings } = app._synthesize({ checkOnly: true, helm: true });
  if (findings.some(isError)) throw new FindingsError(findings);
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

/** Only the program of the working directory need not be there. */
async function programOf(file: string | undefined, quiet: boolean): Promise<LabApp | undefined> {
  try {
    return await runProgram(file, { quiet });
  } catch (error) {
    if (file === undefined && findingsOf(error)?.[0].code === 'GPULAB4002') return undefined;
    throw error;
  }
}
