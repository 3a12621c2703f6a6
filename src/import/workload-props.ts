import type { StudentWorkloadProps } from 'cdk8s-gpulab';
import type { WorkloadValues } from './translation';
import { WORKLOAD_KEYS, type WorkloadKey } from './workload-keys';

/** What a `StudentWorkload` is given by a file; the site comes from the program. */
export type WorkloadProps = Omit<StudentWorkloadProps, 'site'>;

/** Size of `/dev/shm` without ShmSize (iiisthu/ailab user/userchart). */
const DEFAULT_SHARED_MEMORY = '8Gi';

/** The props that stand for these values, in the order of the keys. */
export function propsOf(values: WorkloadValues): WorkloadProps {
  const props: { [option: string]: unknown } = {};
  for (const rule of WORKLOAD_KEYS) {
    if (!values.has(rule.key)) continue;
    const value = propOf(rule, values.get(rule.key));
    if (value !== undefined) props[rule.option] = value;
  }
  return props as unknown as WorkloadProps;
}

function propOf({ key, kind }: WorkloadKey, value: unknown): unknown {
  if (key === 'NoGFS') return !value;
  // ShmSize, which comes behind, takes its place.
  if (key === 'UseShm') return value ? DEFAULT_SHARED_MEMORY : undefined;
  return kind === 'quantity' ? String(value) : value;
}
