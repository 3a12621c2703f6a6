import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of bringing machines into their state: 4550 to 4559. */
export const APPLY_CODES: Codes = {
  GPULAB4550: {
    title: 'a host.json has another form than wanted',
    cause: 'It was changed by hand, or by another version of the library than the command is of.',
    remedy: 'Make the output folder anew with gpulab synth.',
  },
  GPULAB4551: {
    title: 'a secret of a file on a host cannot be had',
    cause:
      'The environment variable is not set, the file is not there, or its text has a line break where one line is wanted.',
    remedy: 'Set it where the command runs. Files of secrets are relative to the folder of the inventory.',
  },
  GPULAB4552: {
    title: 'a host cannot be looked at',
    cause: 'The connection broke, or no POSIX shell ran: what it said is in the message.',
    remedy: 'Try ssh to that host by hand.',
  },
  GPULAB4553: {
    title: 'a host lacks what its state needs',
    cause: 'Files of the system need root, units need systemd, packages need dpkg.',
    remedy: 'Reach it as root or by sudo without a password, or take those parts away from the host.',
  },
  GPULAB4554: {
    title: 'another apply is at work on a host',
    cause: 'Two at once would change the same files.',
    remedy: 'Wait until the other one is done. A lock of an apply that was killed is gone with it.',
  },
  GPULAB4555: {
    title: 'a change of a host failed',
    cause:
      'A package cannot be installed, a new file was refused by the program that reads it, or a unit does not start. A file that is refused takes no place, nor does any other of that apply.',
    remedy: 'Mend what the message says and apply again. What was done is kept, what is left is done.',
  },
  GPULAB4556: {
    title: 'an apply was cut off',
    cause: 'The connection broke, or the machine went down, before all was done.',
    remedy: 'Apply again. Restarts that are left are kept on the host, and made then.',
  },
  GPULAB4557: {
    title: 'a file of the output for a host cannot be read',
    cause: 'The output folder is incomplete, or may not be read by this user.',
    remedy: 'Make it anew with gpulab synth.',
  },
};
