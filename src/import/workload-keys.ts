import type { StudentWorkloadProps } from 'cdk8s-gpulab';

/** How the value of a key is read. */
export type Kind = 'text' | 'image' | 'integer' | 'quantity' | 'switch' | 'words';

/** A key of the values of a student's job, and the prop of `StudentWorkload` that it is. */
export interface WorkloadKey {
  /** Path in the file, with dots. */
  readonly key: string;
  readonly kind: Kind;
  readonly option: keyof StudentWorkloadProps;

  /** What the old charts took for 0; undefined where 0 is 0. */
  readonly zero?: string | number;

  /** Key without which the old charts did not read this one. */
  readonly needs?: string;
}

/** For `zero`: as if the key were not there. */
export const NOT_GIVEN = '';

/** Values of iiisthu/ailab user/userchart at 37c964d, with the defaults of its templates, in the order they are written. */
export const WORKLOAD_KEYS: readonly WorkloadKey[] = [
  { key: 'NameSpace', kind: 'text', option: 'namespace' },
  { key: 'BaseName', kind: 'text', option: 'baseName' },
  { key: 'DeployName', kind: 'text', option: 'deployName' },
  { key: 'Label', kind: 'text', option: 'label' },
  { key: 'ContainerName', kind: 'text', option: 'containerName' },
  { key: 'ContainerImage', kind: 'image', option: 'image' },
  { key: 'GPU', kind: 'text', option: 'gpuModel' },
  { key: 'UID', kind: 'integer', option: 'runAsUser' },
  { key: 'GID', kind: 'integer', option: 'runAsGroup' },
  { key: 'Limits.CPU', kind: 'quantity', option: 'cpu', zero: 8 },
  { key: 'Limits.memory', kind: 'quantity', option: 'memory', zero: '16Gi' },
  { key: 'Limits.GPU', kind: 'integer', option: 'gpus' },
  { key: 'NVMEStorage', kind: 'quantity', option: 'scratchSize', zero: '100Gi' },
  { key: 'NoGFS', kind: 'switch', option: 'sharedStorage' },
  { key: 'ExtraPort', kind: 'integer', option: 'extraPort', zero: NOT_GIVEN },
  { key: 'IngressHost', kind: 'text', option: 'ingressHost' },
  { key: 'UseShm', kind: 'switch', option: 'sharedMemory' },
  { key: 'ShmSize', kind: 'quantity', option: 'sharedMemory', zero: '8Gi', needs: 'UseShm' },
  { key: 'Command', kind: 'words', option: 'command' },
  { key: 'Args', kind: 'words', option: 'args', needs: 'Command' },
  { key: 'UseIB', kind: 'switch', option: 'infiniband' },
  { key: 'Replicas', kind: 'integer', option: 'replicas', zero: 1 },
];

/** The one mapping among the values. */
export const LIMITS = 'Limits';
