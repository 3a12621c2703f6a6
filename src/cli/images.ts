import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command, MIRROR_HELP, MIRROR_OPTIONS, mirrorOf } from './command';
import { commandError, FindingsError, isError, usageError } from './finding';
import { FORMATS } from './image-formats';

export const command: Command = {
  summary: 'list every image of the program, and how to copy them to a mirror',
  usage:
    'gpulab images [--mirror HOST/PREFIX] [--layout path|flat] [--format text|skopeo|docker|json] [-o FILE] [--app FILE]',
  help: `  --format text
                each image with where it is used (default)
  --format skopeo
                with a mirror one skopeo copy for each image, else a file for skopeo sync
  --format docker
                a shell script: "save" pulls all images into one file, "push" brings them
                from it to the mirror
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
    const { findings, images } = app._images(mirror);
    const result = { images };
    if (findings.some(isError)) return { findings, result };
    const text = FORMATS[format](images);
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
    throw new FindingsError([commandError('GPULAB4401', message, { file })]);
  }
}
