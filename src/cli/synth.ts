import { resolve } from 'node:path';
import type { Synthesis } from 'cdk8s-gpulab';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command, MIRROR_HELP, MIRROR_OPTIONS, mirrorOf } from './command';
import { isError, usageError } from './finding';
import { progressLine } from './progress';
import { countOf, summaryText } from './summary';

/** Beside the program, as dist is. */
const HELM_FOLDER = 'charts';

export const command: Command = {
  summary: 'check the program and write its Kubernetes manifests or Helm charts',
  usage:
    'gpulab synth [-o DIR] [--helm | --stdout] [--mirror HOST/PREFIX] [--layout path|flat]\n    [--chart-mirror oci://HOST/FOLDER] [--app FILE]',
  help: `  -o, --output DIR
                output folder, relative to the working directory; default: "output" of
                cdk8s.yaml, else dist beside it. Only changed files are written, files of an
                earlier run that are not made any more are removed, other files are left alone
  --helm        write every HelmChart of the program, each to a folder with its name;
                default folder: charts
  --stdout      print all manifests instead of writing files
${MIRROR_HELP}
${APP_HELP}`,
  options: {
    ...APP_OPTION,
    ...MIRROR_OPTIONS,
    output: { type: 'string', short: 'o' },
    helm: { type: 'boolean' },
    stdout: { type: 'boolean' },
  },
  positionals: 0,
  async run(options) {
    // Before the program runs: it changes the working directory.
    const output = options.output === undefined ? undefined : resolve(options.output as string);
    const text = options.stdout === true;
    const helm = options.helm === true;
    if (text && helm) throw usageError('--helm and --stdout do not go together', 'leave out one of them');
    const mirror = mirrorOf(options);
    const app = await runProgram(options.app as string | undefined, { quiet: text || options.json === true });
    const outdir = output ?? resolve(helm ? HELM_FOLDER : app.outdir);
    const { findings, ...result } = app._synthesize({ outdir, text, helm, ...mirror }, progressLine());
    if (text) return { findings, result, text: result.text };
    const failed = findings.some(isError);
    return { findings, result: { output: outdir, ...result }, text: failed ? undefined : reportOf(result, outdir) };
  },
};

const reportOf = (result: Omit<Synthesis, 'findings'>, outdir: string): string =>
  summaryText([
    ...result.summary,
    { label: 'files', value: countOf(result) },
    { label: 'output', value: outdir },
    ...(result.next === undefined ? [] : [{ label: 'next', value: result.next }]),
  ]);
