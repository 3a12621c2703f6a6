import type { Codes } from '../core/catalogue';

/** Codes of writing the output: 30xx. */
export const OUTPUT_CODES: Codes = {
  GPULAB3001: {
    title: 'the output folder holds files of others',
    cause:
      'The folder is not empty and has no apply-order.txt, the list by which an earlier run of ours is known. Files there could ' +
      'be lost, and kubectl would apply them together with ours.',
    remedy: 'Choose an empty or a new folder, or empty this one. Hidden files such as .git may stay.',
  },
  GPULAB3002: {
    title: 'something of another kind is in the way',
    cause:
      'There is a file where a folder must be, a folder where a file must be, or a symbolic link that leads nowhere.',
    remedy: 'Move it away, or choose another output folder.',
  },
  GPULAB3003: {
    title: 'two sources for one file',
    cause:
      'Two charts (or two objects, with one file per object) would be written to the same file, and one would be lost.',
    remedy: 'Give one of the charts another id, or choose the output type with one folder per chart.',
  },
  GPULAB3004: {
    title: 'a file of somebody else has the name of ours',
    cause:
      'The file is not in apply-order.txt, so no earlier run of ours made it, and its content is not what we would write.',
    remedy: 'Move the file away, or delete it if nobody needs it.',
  },
  GPULAB3005: {
    title: 'not permitted',
    cause: 'The user who runs this may not read or write there, or the file system is read-only. Nothing was changed.',
    remedy: 'Mend the permissions, or choose another output folder.',
  },
  GPULAB3006: {
    title: 'the disk is full',
    cause:
      'New files are complete before the old ones are touched, so the output folder is still that of the run before.',
    remedy: 'Make room on the file system of the output folder, or raise the quota.',
  },
  GPULAB3007: {
    title: 'the file system failed',
    cause: 'The operating system reported an error that has nothing to do with the program or its input.',
    remedy: 'The message is that of the operating system; look after the disk or the network mount.',
  },
  GPULAB3008: {
    title: 'another run writes the same folder',
    cause: 'The output folder changed between the beginning and the end of this run, so two outputs would be mixed.',
    remedy: 'Run again when the other is done, or give each its own output folder.',
  },
  GPULAB3009: {
    title: 'not a name for an output file',
    cause:
      'A name must be a relative path without "." and "..", backslashes and control characters: it becomes a line of ' +
      'apply-order.txt.',
    remedy: 'Give the chart another id.',
  },
};
