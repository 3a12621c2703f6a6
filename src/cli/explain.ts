import { ALL_CODES } from './codes';
import type { Command } from './command';
import { commandError, FindingsError } from './finding';

export const command: Command = {
  summary: 'explain a code: what it means, why it is reported, what to do',
  usage: 'gpulab explain [CODE]',
  help: '  CODE          as GPULAB1101, or 1101; without it all codes are listed',
  options: {},
  positionals: 1,
  isReader: true,
  async run(_options, [code]) {
    if (code === undefined) {
      const lines = Object.keys(ALL_CODES)
        .sort()
        .map((known) => `${known}  ${ALL_CODES[known].title}`);
      return { findings: [], result: ALL_CODES, text: `${lines.join('\n')}\n` };
    }
    const wanted = /^\d+$/.test(code) ? `GPULAB${code}` : code.toUpperCase();
    if (!Object.hasOwn(ALL_CODES, wanted)) {
      const hint = 'gpulab explain without a code lists them all';
      throw new FindingsError([commandError('GPULAB4007', `there is no code "${code}"`, { hint })]);
    }
    const entry = ALL_CODES[wanted];
    return {
      findings: [],
      result: { code: wanted, ...entry },
      text: `${wanted} ${entry.title}\n\n${entry.cause}\n\nWhat to do: ${entry.remedy}\n`,
    };
  },
};
