import { nanosOf } from '../../../private/quantity';
import { PATH_WITHOUT_BACKSTEP, QUALIFIED_NAME, QUALIFIED_NAME_ANY_CASE, SUBDOMAIN } from '../formats';
import { format, isSet, items, missing, notEmpty, oneOf, required, unique } from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { VOLUME_SOURCES } from './volumes';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const accessModes: Rule = (spec, walk) => {
  const modes: readonly string[] = spec.accessModes ?? [];
  if (modes.length === 0) missing(walk, 'accessModes', `one of ${ACCESS_MODES.join(', ')}`);
  for (const [index, mode] of items(modes)) {
    if (!ACCESS_MODES.includes(mode))
      walk.error(
        'GPULAB1207',
        ['accessModes', index],
        `"${mode}" is not an access mode; allowed are ${ACCESS_MODES.join(', ')}`,
      );
  }
  if (modes.includes('ReadWriteOncePod') && modes.length > 1)
    walk.error('GPULAB1211', 'accessModes', 'ReadWriteOncePod excludes every other access mode');
};

const storageRequest: Rule = (spec, walk) => {
  const at = ['resources', 'requests', 'storage'];
  const size = spec.resources?.requests?.storage;
  if (size == null) missing(walk, at);
  else checkSize(size, walk, at);
};

function checkSize(size: string | number, walk: Walk, at: readonly string[]): void {
  const nanos = nanosOf(size);
  if (nanos !== undefined && nanos <= 0n)
    walk.error('GPULAB1213', at, `storage is ${size}; it must be more than nothing`);
}

const capacity: Rule = (spec: Fields, walk) => {
  const { capacity: amounts } = spec;
  const names = Object.keys(amounts ?? {}).filter((name) => amounts[name] != null);
  if (!names.includes('storage')) missing(walk, ['capacity', 'storage']);
  for (const name of names) {
    if (name !== 'storage')
      walk.error('GPULAB1207', ['capacity', name], `"${name}" is not allowed in a capacity; only storage is`);
    else checkSize(amounts[name], walk, ['capacity', name]);
  }
};

const PERSISTENT_SOURCES = VOLUME_SOURCES.filter(
  (source) =>
    ![
      'configMap',
      'downwardAPI',
      'emptyDir',
      'ephemeral',
      'image',
      'persistentVolumeClaim',
      'projected',
      'secret',
    ].includes(source),
);

const persistentSource: Rule = (spec, walk) => {
  const given = PERSISTENT_SOURCES.filter((source) => spec[source] != null);
  if (given.length === 0)
    walk.error('GPULAB1211', [], 'the volume has no source, as nfs, hostPath, local or csi; one is needed');
  for (const source of given.slice(1))
    walk.error('GPULAB1211', source, `the volume has both ${given[0]} and ${source}; one is allowed`);
  if (spec.local != null && spec.nodeAffinity?.required == null)
    missing(walk, ['nodeAffinity', 'required'], 'a local volume needs it');
  if (spec.persistentVolumeReclaimPolicy === 'Recycle' && spec.hostPath?.path === '/')
    walk.error('GPULAB1215', 'persistentVolumeReclaimPolicy', 'Recycle would empty the root of the node');
};

const reclaimPolicy: Rule = oneOf('reclaimPolicy', 'Delete', 'Retain');

/** Terms without expressions are all the same. */
const topologies: Rule = (object, walk) => {
  for (const [index, term] of items(object.allowedTopologies)) {
    if (!isSet(term.matchLabelExpressions)) missing(walk, ['allowedTopologies', index, 'matchLabelExpressions']);
  }
};

export const STORAGE_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.PersistentVolumeClaim', [required('spec')]],
  [
    'core.v1.PersistentVolumeClaimSpec',
    [accessModes, storageRequest, format(SUBDOMAIN, 'storageClassName'), notEmpty('volumeMode')],
  ],
  ['core.v1.PersistentVolume', [required('spec')]],
  ['core.v1.LocalVolumeSource', [format(PATH_WITHOUT_BACKSTEP, 'path')]],
  [
    'core.v1.PersistentVolumeSpec',
    [accessModes, capacity, persistentSource, format(SUBDOMAIN, 'storageClassName'), notEmpty('volumeMode')],
  ],
  [
    'storage.v1.StorageClass',
    [format(QUALIFIED_NAME_ANY_CASE, 'provisioner'), reclaimPolicy, topologies, notEmpty('volumeBindingMode')],
  ],
  ['core.v1.TopologySelectorTerm', [unique('matchLabelExpressions', 'key')]],
  ['core.v1.TopologySelectorLabelRequirement', [format(QUALIFIED_NAME, 'key'), unique('values')]],
];
