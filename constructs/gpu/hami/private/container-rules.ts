import type { Problem } from '../../../core/checks/check';
import { isMapping, type Mapping, mappingOf, mappingsOf } from '../../../core/private/mapping';
import { error, quoted } from '../../../core/rules/problem';
import type { HamiNames } from '../hami-names';

/**
 * Variables that HAMi's device plugin or its webhook write, and those of HAMi-core that undo a limit
 * (facts: HAMi v2.10.0, pkg/device-plugin; HAMi-core, src/multiprocess). A number of a card may follow the limits.
 */
const VARIABLES = [
  'ACTIVE_OOM_KILLER',
  'CUDA_DEVICE_MEMORY_LIMIT',
  'CUDA_DEVICE_MEMORY_SHARED_CACHE',
  'CUDA_DEVICE_SM_LIMIT',
  'CUDA_DISABLE_CONTROL',
  'CUDA_OVERSUBSCRIBE',
  'CUDA_REDIRECT',
  'CUDA_TASK_PRIORITY',
  'CUDA_VISIBLE_DEVICES',
  'GPU_CORE_UTILIZATION_POLICY',
  'LD_PRELOAD',
  'LIBCUDA_LOG_LEVEL',
  'NVIDIA_VISIBLE_DEVICES',
  'RECORD_KERNEL_INTERVAL',
];
const NUMBERED = /^(CUDA_DEVICE_(?:MEMORY|SM)_LIMIT)_\d+$/;

/** Options that take the place of a variable. */
const OPTIONS: { readonly [variable: string]: string } = {
  CUDA_DEVICE_MEMORY_LIMIT: 'slice',
  CUDA_DEVICE_SM_LIMIT: 'slice',
  CUDA_TASK_PRIORITY: 'priority',
  GPU_CORE_UTILIZATION_POLICY: 'corePolicy',
  LIBCUDA_LOG_LEVEL: 'logLevel',
};

/** Where HAMi mounts its library, its account and its lock. */
const MOUNTS = ['/usr/local/vgpu', '/etc/ld.so.preload', '/tmp/vgpulock'];

/** What in a container would lift the limits of its slice, or be refused because of it. */
export function containerProblems(container: Mapping, key: string, names: HamiNames): Problem[] {
  return [
    ...privileged(container, key),
    ...variables(container, key),
    ...mounts(container, key),
    ...resources(container, key, names),
  ];
}

function privileged({ name, securityContext }: Mapping, key: string): Problem[] {
  if (!isMapping(securityContext) || securityContext.privileged !== true) return [];
  const message = `container ${quoted(name)} is privileged: it sees every card of the node, and HAMi's webhook denies the pod`;
  return [error('GPULAB2706', message, `${key}.securityContext.privileged`, 'add the capabilities that it needs')];
}

function variables({ name, env }: Mapping, key: string): Problem[] {
  return mappingsOf(env).flatMap((variable, i): Problem[] => {
    const own = typeof variable.name === 'string' ? variable.name : '';
    const base = NUMBERED.exec(own)?.[1] ?? own;
    if (!VARIABLES.includes(base)) return [];
    const option = Object.hasOwn(OPTIONS, base) ? `use ${OPTIONS[base]} instead` : 'leave it out';
    const message = `container ${quoted(name)} sets ${own}, which belongs to HAMi`;
    return [error('GPULAB2705', message, `${key}.env[${i}]`, option)];
  });
}

function mounts({ name, volumeMounts }: Mapping, key: string): Problem[] {
  return mappingsOf(volumeMounts).flatMap(({ mountPath }, i): Problem[] => {
    const path = String(mountPath).replace(/\/+$/, '');
    if (!MOUNTS.some((own) => path === own || path.startsWith(`${own}/`))) return [];
    const message = `container ${quoted(name)} mounts something at ${quoted(mountPath)}, which belongs to HAMi`;
    return [error('GPULAB2705', message, `${key}.volumeMounts[${i}].mountPath`, 'mount it elsewhere')];
  });
}

function resources(container: Mapping, key: string, names: HamiNames): Problem[] {
  const given = mappingOf(container.resources);
  return (['limits', 'requests'] as const).flatMap((list) => {
    const own = Object.keys(mappingOf(given[list]));
    return own
      .filter((resource) => names.resources.includes(resource))
      .map((resource) => {
        const message = `container ${quoted(container.name)} asks for ${resource} by hand`;
        return error('GPULAB2707', message, `${key}.resources.${list}`, 'leave it out: the slice writes it');
      });
  });
}
