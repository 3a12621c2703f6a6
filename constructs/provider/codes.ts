import type { Codes } from '../core/catalogue';

/** Codes of the cluster that a computing provider works in: 2901 to 2949. */
export const PROVIDER_CODES: Codes = {
  GPULAB2901: {
    title: 'this is no version of the computing provider',
    cause: 'Its files, rights and the exporter that it reads go by the version; before 0.3.0 they are not known.',
    remedy: 'Write the tag of the project, as "0.3.0" or "1.1.5".',
  },
};
