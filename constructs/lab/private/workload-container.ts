import { share } from '../../core/private/plain';
import { BooleanValue, ListValue, Values } from '../../core/values';
import type { Site } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { isGiven } from './given';

/** Amounts of a workload that says nothing (iiisthu/ailab user/userchart). */
export const DEFAULT_CPU = '8';
export const DEFAULT_MEMORY = '16Gi';

/** Keeps the container alive for its student to log in. */
const SLEEP = { command: ['bash', '-c', '--'], args: ['while true; do sleep 30; done;'] };

const GPU_RESOURCE = 'nvidia.com/gpu';

/** RDMA registers memory, which must not be swapped out. */
const RDMA_SECURITY = { capabilities: { add: ['IPC_LOCK'] } };

/** The container of a workload; it is the same in every namespace. */
export function containerOf(
  site: Site,
  options: StudentWorkloadOptions,
  name: string,
  volumeMounts: readonly unknown[],
): object {
  const { command, args } = options;
  const infiniband = BooleanValue._from(options.infiniband ?? false);
  return share({
    name,
    image: options.image ?? site.defaultImage,
    imagePullPolicy: 'IfNotPresent',
    command: Values.when(isGiven(command), Array.isArray(command) ? filled(command) : command, SLEEP.command),
    args: Values.when(isGiven(command), filled(args), SLEEP.args),
    resources: resourcesOf(site, options, infiniband),
    securityContext: Values.when(infiniband, RDMA_SECURITY),
    volumeMounts,
  });
}

/** Nothing for an empty list. A literal is copied: what students share is frozen, and the list is the user's. */
function filled(list: readonly string[] | ListValue = []): unknown {
  if (list instanceof ListValue) return Values.when(list.notEmpty(), list);
  return list.length === 0 ? undefined : [...list];
}

/** Requests default to limits, so only what must be equal is said twice. No GPU is no entry: HAMi would seize a zero. */
function resourcesOf(site: Site, options: StudentWorkloadOptions, infiniband: BooleanValue): object {
  const { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY, gpus = 0 } = options;
  const device = site.infiniband && { [site.infiniband.resource]: '1' };
  return {
    limits: { cpu, memory, [GPU_RESOURCE]: Values.when(isGiven(gpus), `${gpus}`), ...Values.when(infiniband, device) },
    requests: Values.when(infiniband, device),
  };
}
