import type { CephDaemonResources } from '../ceph-resources';

/** Memory is promised and bounded alike; a bound on cores would only slow down a daemon that all wait for. */
export const daemonResources = <T>(given: CephDaemonResources | undefined, otherwise: T): object | T =>
  given === undefined
    ? otherwise
    : { limits: { memory: given.memory }, requests: { cpu: given.cpu, memory: given.memory } };
