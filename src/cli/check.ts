import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command, MIRROR_HELP, MIRROR_OPTIONS, mirrorOf } from './command';
import { isError } from './finding';
import { summaryText } from './summary';

export const command: Command = {
  summary: 'check the program offline; write nothing',
  usage:
    'gpulab check [--helm] [--mirror HOST/PREFIX] [--layout path|flat]\n    [--chart-mirror oci://HOST/FOLDER] [--app FILE]',
  help: `  --helm        check what synth --helm would write: examples stand for required values
${MIRROR_HELP}
${APP_HELP}`,
  options: { ...APP_OPTION, ...MIRROR_OPTIONS, helm: { type: 'boolean' } },
  positionals: 0,
  isReader: true,
  async run(options) {
    const mirror = mirrorOf(options);
    const app = await runProgram(options.app as string | undefined, { quiet: options.json === true });
    const { findings, summary, objects } = app._synthesize({ checkOnly: true, helm: options.helm === true, ...mirror });
    const failed = findings.some(isError);
    return { findings, result: { objects, summary }, text: failed ? undefined : summaryText(summary) };
  },
};
