import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command } from './command';
import { isError } from './finding';
import { summaryText } from './summary';

export const command: Command = {
  summary: 'check the program offline; write nothing',
  usage: 'gpulab check [--helm] [--app FILE]',
  help: `  --helm        check what synth --helm would write: examples stand for required values
${APP_HELP}`,
  options: { ...APP_OPTION, helm: { type: 'boolean' } },
  positionals: 0,
  async run(options) {
    const app = await runProgram(options.app as string | undefined, { quiet: options.json === true });
    const { findings, summary, objects } = app._synthesize({ checkOnly: true, helm: options.helm === true });
    const failed = findings.some(isError);
    return { findings, result: { objects, summary }, text: failed ? undefined : summaryText(summary) };
  },
};
