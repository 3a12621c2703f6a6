import { chartOf } from '../program/charts';
import { APP_OPTION, CHART_HELP, type Command } from './command';
import { usageError } from './finding';

export const command: Command = {
  summary: 'print the JSON schema of the values of a Helm chart',
  usage: 'gpulab schema CHART [--app FILE]',
  help: CHART_HELP,
  options: APP_OPTION,
  positionals: 1,
  isReader: true,
  async run(options, [name]) {
    if (name === undefined) throw usageError('which chart?', 'gpulab schema CHART');
    const { _renderer: renderer } = await chartOf(name, { app: options.app as string | undefined, quiet: true });
    return { findings: [], result: renderer.schema, text: renderer.schemaJson() };
  },
};
