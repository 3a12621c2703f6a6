import { documentOf, fileOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import type { WorkloadValues } from './translation';
import { WORKLOAD_KEYS } from './workload-keys';

/** Values as the mapping that a values file holds, in the order of the keys. */
export function mappingOf(values: WorkloadValues): { [name: string]: any } {
  const root: { [name: string]: any } = {};
  for (const { key } of WORKLOAD_KEYS) {
    if (!values.has(key)) continue;
    const [name, below] = key.split('.');
    if (below === undefined) root[name] = values.get(key);
    else {
      root[name] ??= {};
      root[name][below] = values.get(key);
    }
  }
  return root;
}

/** Values as a values.yaml for the chart `student-workload`. */
export const valuesText = (values: WorkloadValues): string =>
  fileOf([documentOf(mappingOf(values), { sortKeys: false })]);
