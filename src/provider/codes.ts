import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of `gpulab probe`: 4601 to 4619. */
export const PROBE_CODES: Codes = {
  GPULAB4601: {
    title: 'a part of the provider failed',
    cause: 'It was asked as tasks and the orchestrator ask it, and something is wrong: the message says what was met.',
    remedy: 'See the hint of the finding, and docs/provider.md, which has what each reason means.',
  },
  GPULAB4602: {
    title: 'a part of the provider could not be asked',
    cause: 'What is needed for it was not given, or is not installed here: nothing is known of the part.',
    remedy: 'Give the option that the message names, or run the command where kubectl is.',
  },
  GPULAB4603: {
    title: 'a part of the provider is not quite well',
    cause: 'It works, but something will go wrong, or is open that should not be.',
    remedy: 'Do what the message says: renew the certificate, set a password, ask for a login.',
  },
  GPULAB4604: {
    title: 'a file of authorities cannot be read',
    cause: 'The file that --ca or --registry-ca names does not exist, or may not be read.',
    remedy: 'Mend the path or its rights.',
  },
};
