import type { GpuSlice } from './gpu-slice';
import type { HamiNames } from './hami-names';
import type { HamiPlacement } from './hami-policies';

/** What makes the pods. */
export enum HamiWorkloadKind {
  /** Pods that run until they are removed. With cards that nobody shares the old pods end before new ones start. */
  DEPLOYMENT = 'Deployment',
  /** The same, with names that stay, and a Service that names them. */
  STATEFUL_SET = 'StatefulSet',
  /** Pods that run until they have succeeded. */
  JOB = 'Job',
}

/** A container of a sliced workload. */
export interface SlicedContainer {
  /** Image. */
  readonly image: string;

  /**
   * Name.
   * @default - "main"; of init containers "init"; of further ones with their number
   */
  readonly name?: string;

  /**
   * What the container gets of GPUs.
   * @default - the slice of the workload
   */
  readonly slice?: GpuSlice;

  /**
   * Command, in place of the image's entry point.
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * Arguments of the command.
   * @default - the image's own
   */
  readonly args?: string[];

  /**
   * Variables. Those of HAMi are refused.
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Cores, as "8" or "500m"; request and limit.
   * @default "4"
   */
  readonly cpu?: string;

  /**
   * Memory of the machine; request and limit.
   * @default "16Gi"
   */
  readonly memory?: string;

  /**
   * Ports that the container listens on.
   * @default - none
   */
  readonly ports?: number[];

  /**
   * Mounts of volumes, as in a pod.
   * @default - none
   */
  readonly volumeMounts?: any[];

  /**
   * Security context, as in a pod, over what is secure: `allowPrivilegeEscalation: false`, all capabilities dropped.
   * @default - that alone
   */
  readonly securityContext?: any;
}

/** Properties of a `HamiSlicedWorkload`. */
export interface HamiSlicedWorkloadProps extends HamiPlacement {
  /** Namespace. */
  readonly namespace: string;

  /** What each container gets of GPUs that has no slice of its own; init containers, too. */
  readonly slice: GpuSlice;

  /** Containers, all running at once. */
  readonly containers: SlicedContainer[];

  /**
   * Containers that run before, one after the other. They have a slice, too: without one HAMi drops the booking of the pod when
   * they end.
   * @default - none
   */
  readonly initContainers?: SlicedContainer[];

  /**
   * Names of containers that get no card, such as a sidecar. Not of init containers: HAMi would drop the booking of the pod.
   * @default - none
   */
  readonly without?: string[];

  /**
   * Name of the objects, and value of the label `app.kubernetes.io/name`.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * What makes the pods.
   * @default HamiWorkloadKind.DEPLOYMENT
   */
  readonly kind?: HamiWorkloadKind;

  /**
   * Number of pods; of a Job, pods that must succeed.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Labels of the node.
   * @default - any node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * User that containers run as.
   * @default - that of the image
   */
  readonly runAsUser?: number;

  /**
   * Group that containers run as.
   * @default - that of the image
   */
  readonly runAsGroup?: number;

  /**
   * Size of `/dev/shm` of each container, which data loaders of several processes and vLLM on several cards need. It counts as
   * memory of the container.
   * @default - what the container runtime gives (64Mi)
   */
  readonly sharedMemory?: string;

  /**
   * Volumes, as in a pod.
   * @default - none
   */
  readonly volumes?: any[];

  /**
   * What this HAMi calls its resources.
   * @default - as the HamiStack of the program says, which must be made before; without one HamiNames.DEFAULT
   */
  readonly names?: HamiNames;
}
