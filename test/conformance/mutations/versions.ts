import { NAMESPACE } from './bases';
import { accepted, type Mutation, refused } from './mutation';

const OLDER = { versions: ['1.28'] };

export const versionMutations: readonly Mutation[] = [
  refused(
    'ClusterRole',
    'an API of a newer version',
    'GPULAB1201',
    (o) => Object.assign(o, { apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', rules: undefined, spec: {} }),
    OLDER,
  ),
  refused(
    'ConfigMap',
    'claims of devices',
    'GPULAB1201',
    (o) =>
      Object.assign(o, {
        apiVersion: 'resource.k8s.io/v1',
        kind: 'ResourceClaim',
        data: undefined,
        binaryData: undefined,
        immutable: undefined,
        spec: {},
      }),
    OLDER,
  ),
  accepted(
    'PriorityClass',
    'flow control of an older version',
    (o) => {
      Object.assign(o, {
        apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
        kind: 'PriorityLevelConfiguration',
        spec: { type: 'Exempt', exempt: {} },
      });
      for (const field of ['value', 'preemptionPolicy', 'description']) delete o[field];
      o.metadata.name = 'exempt';
    },
    OLDER,
  ),
  refused('PodDisruptionBudget', 'an API that was retired', 'GPULAB1202', (o) => (o.apiVersion = 'policy/v1beta1'), {
    collection: `/apis/policy/v1beta1/namespaces/${NAMESPACE}/poddisruptionbudgets`,
  }),
  refused('Ingress', 'an API that was moved', 'GPULAB1202', (o) => (o.apiVersion = 'extensions/v1beta1'), {
    collection: `/apis/extensions/v1beta1/namespaces/${NAMESPACE}/ingresses`,
  }),
  refused('CronJob', 'a beta API', 'GPULAB1202', (o) => (o.apiVersion = 'batch/v1beta1'), {
    collection: `/apis/batch/v1beta1/namespaces/${NAMESPACE}/cronjobs`,
  }),
  refused('Deployment', 'the API group forgotten', 'GPULAB1202', (o) => (o.apiVersion = 'v1'), {
    collection: `/api/v1/namespaces/${NAMESPACE}/deployments`,
  }),
  refused('Deployment', 'the API group misspelt', 'GPULAB1202', (o) => (o.apiVersion = 'app/v1'), {
    collection: `/apis/app/v1/namespaces/${NAMESPACE}/deployments`,
  }),
  refused('Pod', 'a kind in capitals', 'GPULAB1202', (o) => (o.kind = 'POD'), {
    collection: `/api/v1/namespaces/${NAMESPACE}/pods`,
  }),
];
