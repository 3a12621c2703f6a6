import type { Rule, Rules } from '../walk';
import { ACCESS_RULES } from './access';
import { BATCH_RULES } from './batch';
import { CONTAINER_RULES } from './container';
import { DATA_RULES } from './data';
import { METADATA_RULES } from './metadata';
import { NAMESPACE_RULES } from './namespaces';
import { NETWORK_POLICY_RULES } from './network-policies';
import { POD_RULES } from './pod';
import { QUOTA_RULES } from './quotas';
import { SCALING_RULES } from './scaling';
import { SERVICE_RULES } from './services';
import { STORAGE_RULES } from './storage';
import { VOLUME_RULES } from './volumes';
import { WORKLOAD_RULES } from './workloads';

const TABLES = [
  METADATA_RULES,
  NAMESPACE_RULES,
  POD_RULES,
  CONTAINER_RULES,
  VOLUME_RULES,
  WORKLOAD_RULES,
  BATCH_RULES,
  SERVICE_RULES,
  NETWORK_POLICY_RULES,
  STORAGE_RULES,
  QUOTA_RULES,
  ACCESS_RULES,
  DATA_RULES,
  SCALING_RULES,
];

function merged(): Rules {
  const rules = new Map<string, Rule[]>();
  for (const [struct, more] of TABLES.flat()) rules.set(struct, [...(rules.get(struct) ?? []), ...more]);
  return rules;
}

/** Every rule beyond the shape, by the name that the API's document gives the struct. */
export const RULES: Rules = merged();
