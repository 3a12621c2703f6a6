import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command, MIRROR_HELP, MIRROR_OPTIONS, mirrorOf } from './command';
import { commandError, FindingsError, isError, usageError } from './finding';
import { FORMATS, needsOf } from './image-formats';

export const command: Command = {
  summary: 'list every image and chart of the program, and how to copy them to a mirror',
  usage:
    'gpulab images [--mirror HOST/PREFIX] [--layout path|flat] [--chart-mirror oci://HOST/FOLDER]\n    [--format text|skopeo|skopeo-sync|docker|helm|json] [-o FILE] [--app FILE]',
  help: `  --format text
                each image and each chart with where it is used (default)
  --format skopeo
                a shell script: one skopeo copy for each image that the mirror is to have
  --format skopeo-sync
                a file for skopeo sync, for a mirror that nobody has named yet
  --format docker
                a shell script: "save" pulls all images into one file, "push" brings them
                from it to the mirror
  --format helm
                a shell script for the charts: "save" pulls all of them into the folder
                charts, "push" brings them from it to the chart mirror
  --format json
                the list as data
  -o, --output FILE
                write to a file instead of stdout
${MIRROR_HELP}
${APP_HELP}`,
  options: {
    ...APP_OPTION,
    ...MIRROR_OPTIONS,
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  positionals: 0,
  isReader: true,
  async run(options) {
    const format = (options.format as string | undefined) ?? 'text';
    if (!Object.hasOwn(FORMATS, format)) {
      throw usageError(`there is no format "${format}"`, `one of ${Object.keys(FORMATS).join(', ')}`);
    }
    const mirror = mirrorOf(options);
    // Before the program runs: it changes the working directory.
    const output = options.output === undefined ? undefined : resolve(options.output as string);
    const app = await runProgram(options.app as string | undefined, { quiet: true });
    const { findings, ...result } = app._images(mirror);
    if (findings.some(isError)) return { findings, result };
    const missing = needsOf(format, result);
    if (missing) throw usageError(`--format ${format} copies to a mirror, and there is none`, missing);
    const text = FORMATS[format](result);
    if (output === undefined) return { findings, result, text };
    write(output, text);
    return { findings, result: { ...result, output } };
  },
};

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = `cannot write the list: ${(error as Error).message}`;
    throw new FindingsError([commandError('GPULAB4008', message, { file })]);
  }
}
