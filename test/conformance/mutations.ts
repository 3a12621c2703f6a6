/**
 * Objects that are wrong in one way, and objects that look wrong and are legal, with what a real API server does with each.
 * The unit tests hold our checks to this table, the conformance tests hold the table to real API servers.
 *
 * They live in the namespace `mutations`, which needs a service account `default` before pods are taken.
 */
import { accessMutations } from './mutations/access';
import { containerMutations } from './mutations/containers';
import { dataMutations } from './mutations/data';
import { metadataMutations } from './mutations/metadata';
import type { Mutation } from './mutations/mutation';
import { podMutations } from './mutations/pods';
import { serviceMutations } from './mutations/services';
import { storageMutations } from './mutations/storage';
import { versionMutations } from './mutations/versions';
import { workloadMutations } from './mutations/workloads';

export { NAMESPACE } from './mutations/bases';
export { type Mutation, pathOf, type Verdict, verdictFor } from './mutations/mutation';

export const mutations: readonly Mutation[] = [
  ...metadataMutations,
  ...podMutations,
  ...containerMutations,
  ...workloadMutations,
  ...serviceMutations,
  ...storageMutations,
  ...accessMutations,
  ...dataMutations,
  ...versionMutations,
];
