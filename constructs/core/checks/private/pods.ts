import type { Manifest } from '../check';
import type { Step } from './key';
import { type Fields, isFields } from './walk';

const TEMPLATE: readonly Step[] = ['spec', 'template', 'spec'];

/** Where the kinds that make pods have their pod. */
const POD_SPECS: { readonly [kind: string]: readonly Step[] } = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  Deployment: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The groups of those kinds: a Job of Volcano is something else. */
const GROUPS = new Set(['v1', 'apps/v1', 'batch/v1']);

/** The pod inside an object, if it makes pods. */
export function podSpecOf(manifest: Manifest): { readonly spec: Fields; readonly at: readonly Step[] } | undefined {
  const at = POD_SPECS[manifest.kind];
  if (at === undefined || !GROUPS.has(manifest.apiVersion)) return undefined;
  let spec: unknown = manifest;
  for (const step of at) {
    if (!isFields(spec)) return undefined;
    spec = spec[step];
  }
  return isFields(spec) ? { spec, at } : undefined;
}
