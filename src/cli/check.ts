import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command } from './command';
import { summaryText } from './summary';

export const command: Command = {
  summary: 'check the program offline; write nothing',
  usage: 'gpulab check [--app FILE]',
  help: APP_HELP,
  options: APP_OPTION,
  positionals: 0,
  async run(options) {
    const app = await runProgram(options.app as string | undefined, { quiet: options.json === true });
    const { findings, summary, objects } = app._synthesize({ checkOnly: true });
    const failed = findings.some((finding) => finding.level === 'error');
    return { findings, result: { objects, summary }, text: failed ? undefined : summaryText(summary) };
  },
};
