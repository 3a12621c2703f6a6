import type { Site } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';

/** A volume in a container. */
export interface Mount {
  readonly name: string;
  readonly mountPath: string;
}

/** Amounts of a workload that says nothing (iiisthu/ailab user/userchart). */
export const DEFAULT_CPU = '8';
export const DEFAULT_MEMORY = '16Gi';

/** The volume of `/dev/shm`. */
export const SHARED_MEMORY_VOLUME = 'dshm';

/** Keeps the container alive for its student to log in. */
const SLEEP: Program = { command: ['bash', '-c', '--'], args: ['while true; do sleep 30; done;'] };

const GPU_RESOURCE = 'nvidia.com/gpu';

/** RDMA registers memory, which must not be swapped out. */
const RDMA_SECURITY = { capabilities: { add: ['IPC_LOCK'] } };

/** The container of a workload; it is the same in every namespace. */
export function containerOf(
  site: Site,
  options: StudentWorkloadOptions,
  name: string,
  mounts: readonly Mount[],
): object {
  const sharedMemory = { name: SHARED_MEMORY_VOLUME, mountPath: '/dev/shm' };
  const rdma = options.infiniband ? site.infiniband?.resource : undefined;
  return {
    name,
    image: options.image ?? site.defaultImage,
    imagePullPolicy: 'IfNotPresent',
    ...programOf(options),
    resources: resourcesOf(options, rdma),
    securityContext: rdma === undefined ? undefined : RDMA_SECURITY,
    volumeMounts: options.sharedMemory === undefined ? mounts : [...mounts, sharedMemory],
  };
}

interface Program {
  readonly command?: string[];
  readonly args?: string[];
}

function programOf({ command, args }: StudentWorkloadOptions): Program {
  if (command === undefined) return SLEEP;
  return { command: filled(command), args: filled(args) };
}

/** A copy, since what is shared by students is frozen and the list is the user's; nothing for an empty list. */
const filled = (list: string[] = []): string[] | undefined => (list.length === 0 ? undefined : [...list]);

/** Requests default to limits, so only what must be equal is said twice. No GPU is no entry: HAMi would seize a zero. */
function resourcesOf({ cpu, memory, gpus }: StudentWorkloadOptions, rdma: string | undefined): object {
  const devices = rdma === undefined ? undefined : { [rdma]: '1' };
  const gpu = gpus ? { [GPU_RESOURCE]: String(gpus) } : undefined;
  return {
    limits: { cpu: cpu ?? DEFAULT_CPU, memory: memory ?? DEFAULT_MEMORY, ...gpu, ...devices },
    requests: devices,
  };
}
