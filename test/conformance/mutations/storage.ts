import { accepted, type Mutation, refused } from './mutation';

export const storageMutations: readonly Mutation[] = [
  refused('PersistentVolumeClaim', 'no access modes', 'GPULAB1204', (o) => delete o.spec.accessModes),
  refused('PersistentVolumeClaim', 'an access mode that is none', 'GPULAB1207', (o) => (o.spec.accessModes = ['RWX'])),
  refused(
    'PersistentVolumeClaim',
    'an access mode as text',
    'GPULAB1205',
    (o) => (o.spec.accessModes = 'ReadWriteMany'),
  ),
  refused('PersistentVolumeClaim', 'ReadWriteOncePod with another', 'GPULAB1211', (o) =>
    o.spec.accessModes.push('ReadWriteOncePod'),
  ),
  accepted(
    'PersistentVolumeClaim',
    'three access modes',
    (o) => (o.spec.accessModes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany']),
  ),
  refused('PersistentVolumeClaim', 'no size', 'GPULAB1204', (o) => delete o.spec.resources),
  refused(
    'PersistentVolumeClaim',
    'a size in the wrong place',
    'GPULAB1204',
    (o) => (o.spec.resources = { limits: { storage: '1Gi' } }),
  ),
  refused('PersistentVolumeClaim', 'size 0', 'GPULAB1213', (o) => (o.spec.resources.requests.storage = '0')),
  refused(
    'PersistentVolumeClaim',
    'a negative size',
    'GPULAB1213',
    (o) => (o.spec.resources.requests.storage = '-1Gi'),
  ),
  refused(
    'PersistentVolumeClaim',
    'a size with a wrong unit',
    'GPULAB1208',
    (o) => (o.spec.resources.requests.storage = '2TB'),
  ),
  accepted(
    'PersistentVolumeClaim',
    'a size as a number',
    (o) => (o.spec.resources.requests.storage = 2_000_000_000_000),
  ),
  accepted('PersistentVolumeClaim', 'a size with a sign', (o) => (o.spec.resources.requests.storage = '+2T')),
  accepted('PersistentVolumeClaim', 'a size with a fraction', (o) => (o.spec.resources.requests.storage = '1.5Ti')),
  refused('PersistentVolumeClaim', 'a class in capitals', 'GPULAB1209', (o) => (o.spec.storageClassName = 'NFS')),
  accepted('PersistentVolumeClaim', 'no class on purpose', (o) => (o.spec.storageClassName = '')),
  accepted('PersistentVolumeClaim', 'a class with a dot', (o) => (o.spec.storageClassName = 'kadalu.gfs')),
  refused('PersistentVolumeClaim', 'a volume mode that is none', 'GPULAB1207', (o) => (o.spec.volumeMode = 'File')),
  refused('PersistentVolumeClaim', 'a misspelt class', 'GPULAB1203', (o) => (o.spec.storageClass = 'nfs')),
  refused('PersistentVolumeClaim', 'no spec', 'GPULAB1204', (o) => delete o.spec),

  refused('PersistentVolume', 'no capacity', 'GPULAB1204', (o) => delete o.spec.capacity),
  refused('PersistentVolume', 'a capacity of memory', 'GPULAB1207', (o) => (o.spec.capacity.memory = '1Gi')),
  refused('PersistentVolume', 'no source', 'GPULAB1211', (o) => delete o.spec.local),
  refused('PersistentVolume', 'two sources', 'GPULAB1211', (o) => (o.spec.hostPath = { path: '/a' })),
  refused('PersistentVolume', 'local without node', 'GPULAB1204', (o) => delete o.spec.nodeAffinity),
  refused(
    'PersistentVolume',
    'a reclaim policy that is none',
    'GPULAB1207',
    (o) => (o.spec.persistentVolumeReclaimPolicy = 'Keep'),
  ),
  refused('PersistentVolume', 'a source of pods only', 'GPULAB1203', (o) => (o.spec.emptyDir = {})),
  refused('PersistentVolume', 'no access modes', 'GPULAB1204', (o) => (o.spec.accessModes = [])),
  accepted('PersistentVolume', 'NFS', (o) => {
    delete o.spec.local;
    o.spec.nfs = { server: 'nfs', path: '/export' };
  }),

  refused('StorageClass', 'no provisioner', 'GPULAB1204', (o) => delete o.provisioner),
  refused('StorageClass', 'a provisioner with a blank', 'GPULAB1209', (o) => (o.provisioner = 'rancher io')),
  accepted('StorageClass', 'a provisioner in capitals', (o) => (o.provisioner = 'Rancher.IO/Local')),
  refused('StorageClass', 'a binding mode that is none', 'GPULAB1207', (o) => (o.volumeBindingMode = 'Later')),
  refused('StorageClass', 'a reclaim policy of volumes only', 'GPULAB1207', (o) => (o.reclaimPolicy = 'Recycle')),
  refused('StorageClass', 'a parameter that is a number', 'GPULAB1205', (o) => (o.parameters = { replicas: 3 })),
  refused('StorageClass', 'a spec, which it does not have', 'GPULAB1203', (o) => (o.spec = {})),
  accepted('StorageClass', 'a provisioner that makes nothing', (o) => (o.provisioner = 'kubernetes.io/no-provisioner')),

  refused(
    'ResourceQuota',
    'a quantity with a wrong unit',
    'GPULAB1208',
    (o) => (o.spec.hard['limits.memory'] = '500GB'),
  ),
  refused('ResourceQuota', 'a negative quantity', 'GPULAB1213', (o) => (o.spec.hard.pods = -1)),
  refused('ResourceQuota', 'half a pod', 'GPULAB1213', (o) => (o.spec.hard.pods = '1.5')),
  refused('ResourceQuota', 'a resource that cannot be limited', 'GPULAB1213', (o) => (o.spec.hard.gpus = '4')),
  refused('ResourceQuota', 'storage without requests.', 'GPULAB1213', (o) => (o.spec.hard.storage = '1T')),
  refused(
    'ResourceQuota',
    'a resource with a blank',
    'GPULAB1213',
    (o) => (o.spec.hard['requests.nvidia com/gpu'] = '4'),
  ),
  accepted('ResourceQuota', 'half a GPU', (o) => (o.spec.hard['requests.nvidia.com/gpu'] = '0.5')),
  accepted(
    'ResourceQuota',
    'objects of a kind that does not exist',
    (o) => (o.spec.hard['count/widgets.example.com'] = '3'),
  ),
  accepted('ResourceQuota', 'nothing allowed', (o) => (o.spec.hard = { pods: 0 })),
  accepted('ResourceQuota', 'no limits at all', (o) => (o.spec = {})),
  accepted('ResourceQuota', 'cpu without requests.', (o) => (o.spec.hard = { cpu: 4, memory: '1Gi' })),
  refused(
    'ResourceQuota',
    'a scope that is none',
    'GPULAB1207',
    (o) => (o.spec = { hard: { pods: 1 }, scopes: ['Best'] }),
  ),
  refused(
    'ResourceQuota',
    'a scope that cannot count it',
    'GPULAB1211',
    (o) => (o.spec = { hard: { 'limits.cpu': 1 }, scopes: ['BestEffort'] }),
  ),
  refused(
    'ResourceQuota',
    'scopes that exclude each other',
    'GPULAB1211',
    (o) => (o.spec = { hard: { pods: 1 }, scopes: ['BestEffort', 'NotBestEffort'] }),
  ),
  accepted(
    'ResourceQuota',
    'a scope by priority',
    (o) =>
      (o.spec = {
        hard: { pods: 1 },
        scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] },
      }),
  ),
  refused(
    'ResourceQuota',
    'a scope by priority without values',
    'GPULAB1211',
    (o) =>
      (o.spec = {
        hard: { pods: 1 },
        scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }] },
      }),
  ),
  refused('ResourceQuota', 'hard misspelt', 'GPULAB1203', (o) => (o.spec.limits = {})),

  refused('LimitRange', 'a type that is none', 'GPULAB1207', (o) => (o.spec.limits[0].type = 'container')),
  refused('LimitRange', 'no type', 'GPULAB1204', (o) => delete o.spec.limits[0].type),
  refused(
    'LimitRange',
    'one type twice',
    'GPULAB1210',
    (o) => (o.spec.limits[1] = { type: 'Container', max: { cpu: '1' } }),
  ),
  refused('LimitRange', 'a minimum above the maximum', 'GPULAB1211', (o) => (o.spec.limits[0].min.cpu = '9')),
  refused('LimitRange', 'a default above the maximum', 'GPULAB1211', (o) => (o.spec.limits[0].default.cpu = '9')),
  refused(
    'LimitRange',
    'a default request above the default',
    'GPULAB1211',
    (o) => (o.spec.limits[0].defaultRequest.memory = '2Gi'),
  ),
  refused(
    'LimitRange',
    'a default of pods',
    'GPULAB1215',
    (o) => (o.spec.limits[0] = { type: 'Pod', default: { cpu: '1' } }),
  ),
  refused(
    'LimitRange',
    'a claim without limit',
    'GPULAB1204',
    (o) => (o.spec.limits[1] = { type: 'PersistentVolumeClaim' }),
  ),
  refused('LimitRange', 'storage of a container', 'GPULAB1213', (o) => (o.spec.limits[0].max.storage = '1Gi')),
  refused(
    'LimitRange',
    'a ratio below 1',
    'GPULAB1206',
    (o) => (o.spec.limits[0].maxLimitRequestRatio = { cpu: '0.5' }),
  ),
  accepted('LimitRange', 'no limits', (o) => (o.spec.limits = [])),
  accepted('LimitRange', 'a GPU as maximum', (o) => (o.spec.limits[0].max['nvidia.com/gpu'] = 2)),
];
