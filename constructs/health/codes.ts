import type { Codes } from '../core/catalogue';

/** Health of Docker endpoints: 232x. */
export const HEALTH_CODES: Codes = {
  GPULAB2321: {
    title: 'several servers have no database in common',
    cause: 'The embedded database is a folder that one process may open. Two servers would look at each node twice.',
    remedy: 'Give HealthDatabase.postgres(...), or one replica.',
  },
  GPULAB2322: {
    title: 'certificates of the inventory are not in the cluster',
    cause: 'The inventory names files or variables of the machine that it was written on. A pod has none of them.',
    remedy:
      'Put them into a Secret, each under the base name of its file or the name of its variable, and name it as certificates.',
  },
  GPULAB2323: {
    title: 'a certificate of the inventory has no key in a Secret',
    cause:
      'Keys are letters, digits, "-", "_" and ".". Files of one name in two folders would have the same key, and one would be lost.',
    remedy: 'Rename the file.',
  },
  GPULAB2324: {
    title: 'a Docker endpoint that no pod can reach',
    cause: 'A path of a socket is one on the machine itself.',
    remedy: 'Let dockerd listen on tcp:// with mutual TLS, or check this machine with gpulab health on it.',
  },
};
