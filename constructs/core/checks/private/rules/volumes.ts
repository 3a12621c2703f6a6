import { nanosOf } from '../../../private/quantity';
import { ABSOLUTE_PATH, LABEL, PATH_WITHOUT_BACKSTEP, VOLUME_FILE } from '../formats';
import { atMostOne, exactlyOne, format, isSet, items, missing, range, required } from '../rule';
import type { Rule } from '../walk';
import { volumeFieldReference } from './container';

/** Permission bits of a file. */
const MAX_MODE = 0o777;

/** Every way to fill a volume; the API server makes an empty directory when there is none. */
export const VOLUME_SOURCES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'image',
  'iscsi',
  'local',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
];

const sizeLimit: Rule = (source, walk) => {
  const limit = source.sizeLimit;
  if (isSet(limit) && (nanosOf(limit) ?? 0n) < 0n)
    walk.error('GPULAB1213', 'sizeLimit', `sizeLimit is ${limit}; it must not be negative`);
};

/** Kinds of memory a directory can lie in; HugePages may name a size. */
const medium: Rule = (source, walk) => {
  if (isSet(source.medium) && source.medium !== 'Memory' && !/^HugePages(?:-.+)?$/.test(source.medium))
    walk.warning(
      'GPULAB1217',
      'medium',
      `no kubelet knows the medium "${source.medium}"`,
      'allowed are Memory, HugePages and HugePages-SIZE',
    );
};

const mode = range(0, MAX_MODE, 'mode', 'defaultMode');

const projections: Rule = (source, walk) => {
  const paths = new Set<string>();
  for (const [index, projection] of items(source.sources)) {
    for (const kind of ['configMap', 'secret', 'downwardAPI']) {
      for (const [position, { path }] of items(projection[kind]?.items)) {
        if (!isSet(path)) continue;
        if (paths.has(path))
          walk.error('GPULAB1210', ['sources', index, kind, 'items', position, 'path'], `${path} is there twice`);
        paths.add(path);
      }
    }
  }
};

/** A token of a service account lives at least ten minutes. */
const MIN_TOKEN_SECONDS = 600;
const MAX_TOKEN_SECONDS = 2 ** 32;

const downwardFile: Rule = (file, walk) => {
  if (file.resourceFieldRef != null && !isSet(file.resourceFieldRef.containerName))
    missing(walk, ['resourceFieldRef', 'containerName']);
};

export const VOLUME_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.Volume', [format(LABEL, 'name'), atMostOne('the volume', ...VOLUME_SOURCES)]],
  ['core.v1.ConfigMapVolumeSource', [required('name'), mode]],
  ['core.v1.SecretVolumeSource', [required('secretName'), mode]],
  ['core.v1.ConfigMapProjection', [required('name')]],
  ['core.v1.SecretProjection', [required('name')]],
  ['core.v1.KeyToPath', [format(VOLUME_FILE, 'path'), mode]],
  ['core.v1.EmptyDirVolumeSource', [sizeLimit, medium]],
  ['core.v1.HostPathVolumeSource', [format(PATH_WITHOUT_BACKSTEP, 'path')]],
  ['core.v1.NFSVolumeSource', [format(ABSOLUTE_PATH, 'path')]],
  ['core.v1.DownwardAPIVolumeSource', [mode]],
  [
    'core.v1.DownwardAPIVolumeFile',
    [
      exactlyOne('the file', 'fieldRef', 'resourceFieldRef'),
      format(VOLUME_FILE, 'path'),
      mode,
      volumeFieldReference,
      downwardFile,
    ],
  ],
  ['core.v1.ProjectedVolumeSource', [mode, projections]],
  [
    'core.v1.VolumeProjection',
    [
      atMostOne(
        'the source',
        'clusterTrustBundle',
        'configMap',
        'downwardAPI',
        'podCertificate',
        'secret',
        'serviceAccountToken',
      ),
    ],
  ],
  [
    'core.v1.ServiceAccountTokenProjection',
    [range(MIN_TOKEN_SECONDS, MAX_TOKEN_SECONDS, 'expirationSeconds'), format(VOLUME_FILE, 'path')],
  ],
  ['core.v1.EphemeralVolumeSource', [required('volumeClaimTemplate')]],
];
