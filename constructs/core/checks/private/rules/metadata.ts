import { LABEL, LABEL_VALUE, QUALIFIED_NAME, QUALIFIED_NAME_ANY_CASE } from '../formats';
import type { Step } from '../key';
import { format, formatOfItems, isSet, items, oneOf, range } from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { quoted } from '../words';

/** k8s.io/apimachinery pkg/api/validation: TotalAnnotationSizeLimitB. */
const ANNOTATIONS_MAX_BYTES = 256 * 1024;
/** A UTF-16 unit has at most three bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Keys repeat in every object; only what was seen to be right is remembered, and not without end. */
const CACHE_SIZE = 4096;
const goodLabelKeys = new Set<string>();
const goodAnnotationKeys = new Set<string>();
const remember = (cache: Set<string>, key: string): void => {
  if (cache.size < CACHE_SIZE) cache.add(key);
};

/** Keys and values of labels, wherever labels stand. */
export function checkLabels(labels: Fields | undefined, walk: Walk, ...at: Step[]): void {
  for (const key in labels) {
    const value = labels[key];
    if (value == null) continue;
    if (!goodLabelKeys.has(key)) {
      if (QUALIFIED_NAME.matches(key)) remember(goodLabelKeys, key);
      else walk.error('GPULAB1107', [...at, key], `label key ${quoted(key)} is not ${QUALIFIED_NAME.allowed}`);
    }
    if (!LABEL_VALUE.matches(value))
      walk.error('GPULAB1107', [...at, key], `${quoted(value)} is not ${LABEL_VALUE.allowed}`);
  }
}

export const labels =
  (field: string): Rule =>
  (value, walk) => {
    if (value[field] !== undefined) checkLabels(value[field], walk, field);
  };

function checkAnnotations(annotations: Fields, walk: Walk): void {
  let units = 0;
  for (const key in annotations) {
    const value = annotations[key];
    if (value == null) continue;
    if (!goodAnnotationKeys.has(key)) {
      if (QUALIFIED_NAME_ANY_CASE.matches(key)) remember(goodAnnotationKeys, key);
      else
        walk.error(
          'GPULAB1108',
          ['annotations', key],
          `annotation key ${quoted(key)} is not ${QUALIFIED_NAME.allowed}`,
        );
    }
    units += key.length + value.length;
  }
  if (units * BYTES_PER_UNIT <= ANNOTATIONS_MAX_BYTES) return;
  let bytes = 0;
  for (const key in annotations) {
    if (annotations[key] != null) bytes += Buffer.byteLength(key) + Buffer.byteLength(annotations[key]);
  }
  if (bytes > ANNOTATIONS_MAX_BYTES) {
    const message = `annotations have ${bytes} bytes; ${ANNOTATIONS_MAX_BYTES} are allowed`;
    walk.error('GPULAB1108', 'annotations', message, 'put large data into a ConfigMap');
  }
}

/** Labels and annotations of an object and of a template. */
const metadata: Rule = (meta, walk) => {
  if (meta.labels !== undefined) checkLabels(meta.labels, walk, 'labels');
  if (meta.annotations !== undefined) checkAnnotations(meta.annotations, walk);
};

/** Operators of a selector, and how many values each takes. */
const VALUES_OF: { readonly [operator: string]: { readonly min: number; readonly max: number } } = {
  In: { min: 1, max: Number.POSITIVE_INFINITY },
  NotIn: { min: 1, max: Number.POSITIVE_INFINITY },
  Exists: { min: 0, max: 0 },
  DoesNotExist: { min: 0, max: 0 },
  Gt: { min: 1, max: 1 },
  Lt: { min: 1, max: 1 },
};

export const valuesOfOperator: Rule = (requirement, walk) => {
  const allowed = VALUES_OF[requirement.operator];
  const count = requirement.values?.length ?? 0;
  if (!allowed || (count >= allowed.min && count <= allowed.max)) return;
  const need = allowed.max === 0 ? 'none are' : allowed.max === 1 ? 'exactly one is' : 'at least one is';
  walk.error('GPULAB1211', 'values', `operator ${requirement.operator} has ${count} values; ${need} needed`);
};

const selectorKey: Rule = (requirement, walk) => {
  if (isSet(requirement.key) && !QUALIFIED_NAME.matches(requirement.key))
    walk.error('GPULAB1107', 'key', `label key "${requirement.key}" is not ${QUALIFIED_NAME.allowed}`);
};

const selectorValues: Rule = (requirement, walk) => {
  for (const [index, value] of items(requirement.values)) {
    if (!LABEL_VALUE.matches(value))
      walk.error('GPULAB1107', ['values', index], `${quoted(value)} is not ${LABEL_VALUE.allowed}`);
  }
};

/** The first Kubernetes version that is known to look at the values of a required node affinity. */
const CHECKS_NODE_AFFINITY_VALUES = 35;

const nodeSelectorValues: Rule = (term, walk) => {
  if (walk.minor < CHECKS_NODE_AFFINITY_VALUES) return;
  for (const [index, requirement] of items(term.matchExpressions)) {
    for (const [position, value] of items(requirement.values)) {
      if (!LABEL_VALUE.matches(value)) {
        const at = ['matchExpressions', index, 'values', position];
        walk.error('GPULAB1107', at, `${quoted(value)} is not ${LABEL_VALUE.allowed}`);
      }
    }
  }
};

/** The only field of a node that can be selected by. */
const matchFields: Rule = (term, walk) => {
  for (const [index, requirement] of items(term.matchFields)) {
    const at = ['matchFields', index];
    if (requirement.key !== 'metadata.name')
      walk.error(
        'GPULAB1207',
        [...at, 'key'],
        `"${requirement.key}" is not a field of a node; allowed is metadata.name`,
      );
    if (requirement.operator !== 'In' && requirement.operator !== 'NotIn')
      walk.error(
        'GPULAB1207',
        [...at, 'operator'],
        `"${requirement.operator}" is not allowed for a field; In and NotIn are`,
      );
    else if ((requirement.values?.length ?? 0) > 1)
      walk.error('GPULAB1211', [...at, 'values'], `${requirement.values.length} values; a field takes exactly one`);
  }
};

const MAX_WEIGHT = 100;

export const METADATA_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['meta.v1.ObjectMeta', [metadata]],
  ['meta.v1.LabelSelector', [labels('matchLabels')]],
  [
    'meta.v1.LabelSelectorRequirement',
    [oneOf('operator', 'In', 'NotIn', 'Exists', 'DoesNotExist'), valuesOfOperator, selectorKey, selectorValues],
  ],
  ['core.v1.NodeSelectorRequirement', [valuesOfOperator, selectorKey]],
  ['core.v1.NodeSelectorTerm', [nodeSelectorValues, matchFields]],
  ['core.v1.PreferredSchedulingTerm', [range(1, MAX_WEIGHT, 'weight')]],
  ['core.v1.WeightedPodAffinityTerm', [range(1, MAX_WEIGHT, 'weight')]],
  [
    'core.v1.PodAffinityTerm',
    [
      format(QUALIFIED_NAME, 'topologyKey'),
      formatOfItems(LABEL, 'namespaces'),
      formatOfItems(QUALIFIED_NAME, 'matchLabelKeys', 'mismatchLabelKeys'),
    ],
  ],
];
