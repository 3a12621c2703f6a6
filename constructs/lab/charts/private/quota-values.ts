import type { IntegerValue, Values } from '../../../core/values';
import { QuotaProfile } from '../../quota-profile';

/** A quota whose amounts are values, with those of `quota` as defaults. What has no ceiling there gets none. */
export function quotaValues(values: Values, quota: QuotaProfile): QuotaProfile {
  const { cpu, memory, gpus, storage, pods, others } = quota._props;
  const amount = (name: string, description: string, defaultValue: string | undefined): string | undefined =>
    defaultValue === undefined ? undefined : values.quantity(name, { description, defaultValue }).text;
  const count = (name: string, description: string, defaultValue: number | IntegerValue | undefined) =>
    typeof defaultValue === 'number' ? values.integer(name, { description, defaultValue, minimum: 0 }) : defaultValue;
  return QuotaProfile.of({
    cpu: amount('cpu', 'Cores of all pods together.', cpu),
    memory: amount('memory', 'Memory of all pods together.', memory),
    gpus: count('gpus', 'GPUs of all pods together.', gpus),
    storage: amount('storage', 'Storage of all claims together.', storage),
    pods: count('pods', 'Number of pods.', pods),
    others,
  });
}
