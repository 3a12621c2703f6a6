import { CATALOGUE } from 'cdk8s-gpulab/lib/catalogue';
import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';
import { GENERATE_CODES } from '../generate/codes';
import { HEALTH_CODES } from '../health/codes';
import { APPLY_CODES } from '../hosts/apply/codes';
import { AUTHORITY_CODES } from '../hosts/authority/codes';
import { HOSTS_CODES } from '../hosts/codes';
import { IMPORT_CODES } from '../import/codes';
import { PROBE_CODES } from '../provider/codes';
import { VALUES_CODES } from '../values-file/codes';

/** Codes of the command line and of running a program: 40xx. */
const PROGRAM_CODES: Codes = {
  GPULAB4000: {
    title: 'the command crashed',
    cause: 'An exception that nobody foresaw: a bug of gpulab, told with its stack.',
    remedy: 'Report it, with the stack and, if you can, the program.',
  },
  GPULAB4001: {
    title: 'the command line is wrong',
    cause: 'An unknown command or option, or an option without its value.',
    remedy: 'See `gpulab --help`, or `gpulab COMMAND --help`.',
  },
  GPULAB4002: {
    title: 'there is no program to run',
    cause:
      'Without --app the command looks for main.ts beside the nearest cdk8s.yaml, from the working directory upwards.',
    remedy: 'Change into the folder of your program, or name it: --app path/to/main.ts.',
  },
  GPULAB4003: {
    title: 'the program cannot be bundled',
    cause: 'It has a syntax error, or imports something that is not there.',
    remedy: 'Mend the line that is named; install what is missing with npm.',
  },
  GPULAB4004: {
    title: 'the program threw',
    cause: 'An exception ended the program before its tree was complete. Nothing was written.',
    remedy: 'The place is the line of your program that threw; the message is that of the exception.',
  },
  GPULAB4005: {
    title: 'the program ended without app.synth()',
    cause:
      'The command gets the tree from `new LabApp()` ... `app.synth()`. A plain cdk8s App writes its files by itself, unchecked.',
    remedy: 'End the program with app.synth(), where app is a LabApp.',
  },
  GPULAB4006: {
    title: 'the program calls synth() more than once',
    cause: 'Two apps would write to one output folder, and each would take the files of the other for stale.',
    remedy: 'Make one LabApp with several charts, or several programs, and call synth() once, at the end.',
  },
  GPULAB4007: {
    title: 'there is no such code',
    cause: 'The code is misspelt, or belongs to another version.',
    remedy: 'Codes look like GPULAB1101; `gpulab explain` without a code lists them all.',
  },
  GPULAB4008: {
    title: 'the list of images cannot be written',
    cause: 'The folder of the file is not there, or may not be written to.',
    remedy: 'Give another file with -o, or leave it out for stdout.',
  },
};

/** Every code of the command. */
export const COMMAND_CODES: Codes = {
  ...PROGRAM_CODES,
  ...VALUES_CODES,
  ...IMPORT_CODES,
  ...GENERATE_CODES,
  ...HEALTH_CODES,
  ...PROBE_CODES,
  ...APPLY_CODES,
  ...AUTHORITY_CODES,
  ...HOSTS_CODES,
};

/** Every code of the command and of the library. */
export const ALL_CODES: Codes = { ...CATALOGUE, ...COMMAND_CODES };
