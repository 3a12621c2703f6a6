import type { Mapping } from '../../../core/private/mapping';
import type { HamiSlicedWorkloadProps, SlicedContainer } from '../workload-options';
import { SECCOMP } from './security';

const DEFAULT_CPU = '4';
const DEFAULT_MEMORY = '16Gi';

/** Volume of `/dev/shm`. */
const SHARED_MEMORY = 'shared-memory';

/** The names of containers, in their order: those given, else "main", "main-2" and so on. */
export const namesOf = (containers: readonly SlicedContainer[], base: string): string[] =>
  containers.map(({ name }, i) => name ?? (i === 0 ? base : `${base}-${i + 1}`));

/** A pod as its workload describes it, not yet sliced. */
export function podTemplateOf(props: HamiSlicedWorkloadProps, labels: { [key: string]: string }): Mapping {
  const { containers, initContainers = [], nodeSelector, runAsUser, runAsGroup, sharedMemory, volumes = [] } = props;
  const [names, initNames] = [namesOf(containers, 'main'), namesOf(initContainers, 'init')];
  const made = (container: SlicedContainer, name: string) => containerOf(container, name, sharedMemory !== undefined);
  const shared = { name: SHARED_MEMORY, emptyDir: { medium: 'Memory', sizeLimit: sharedMemory } };
  const all = sharedMemory === undefined ? volumes : [...volumes, shared];
  return {
    metadata: { labels },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsUser, runAsGroup, seccompProfile: SECCOMP },
      nodeSelector,
      initContainers:
        initContainers.length === 0 ? undefined : initContainers.map((container, i) => made(container, initNames[i])),
      containers: containers.map((container, i) => made(container, names[i])),
      volumes: all.length === 0 ? undefined : all,
    },
  };
}

function containerOf(container: SlicedContainer, name: string, hasSharedMemory: boolean): Mapping {
  const {
    image,
    command,
    args,
    env = {},
    cpu = DEFAULT_CPU,
    memory = DEFAULT_MEMORY,
    ports,
    volumeMounts = [],
  } = container;
  const mounts = hasSharedMemory ? [...volumeMounts, { name: SHARED_MEMORY, mountPath: '/dev/shm' }] : volumeMounts;
  const variables = Object.entries(env).map(([variable, value]) => ({ name: variable, value }));
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command,
    args,
    env: variables.length === 0 ? undefined : variables,
    ports: ports?.map((containerPort) => ({ containerPort })),
    resources: { limits: { cpu, memory } },
    securityContext: container.securityContext,
    volumeMounts: mounts.length === 0 ? undefined : mounts,
  };
}
