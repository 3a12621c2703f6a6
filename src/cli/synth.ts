import { resolve } from 'node:path';
import type { Synthesis } from 'cdk8s-gpulab';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command } from './command';
import { progressLine } from './progress';
import { summaryText } from './summary';

export const command: Command = {
  summary: 'check the program and write its Kubernetes manifests',
  usage: 'gpulab synth [-o DIR] [--stdout] [--app FILE]',
  help: `  -o, --output DIR
                output folder, relative to the working directory; default: "output" of
                cdk8s.yaml, else dist beside it. Only changed files are written, files of an
                earlier run that are not made any more are removed, other files are left alone
  --stdout      print all manifests instead of writing files
${APP_HELP}`,
  options: { ...APP_OPTION, output: { type: 'string', short: 'o' }, stdout: { type: 'boolean' } },
  positionals: 0,
  async run(options) {
    // Before the program runs: it changes the working directory.
    const output = options.output === undefined ? undefined : resolve(options.output as string);
    const text = options.stdout === true;
    const app = await runProgram(options.app as string | undefined, { quiet: text || options.json === true });
    const outdir = output ?? resolve(app.outdir);
    const { findings, ...result } = app._synthesize({ outdir, text }, progressLine());
    if (text) return { findings, result, text: result.text };
    const failed = findings.some((finding) => finding.level === 'error');
    return { findings, result: { output: outdir, ...result }, text: failed ? undefined : reportOf(result, outdir) };
  },
};

function reportOf({ summary, written, unchanged, removed }: Omit<Synthesis, 'findings'>, outdir: string): string {
  const files = `${written.length} written, ${unchanged} unchanged, ${removed.length} removed`;
  return summaryText([...summary, { label: 'files', value: files }, { label: 'output', value: outdir }]);
}
