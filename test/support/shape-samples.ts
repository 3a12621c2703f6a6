import type { CustomKind } from '../../constructs/core/shapes/custom-kinds';
import { Shapes } from '../../constructs/core/shapes/shapes';
import type { Struct, Type } from '../../constructs/core/shapes/type';

/** Keys and indices from an object to a value in it. */
export type Path = readonly (string | number)[];

/** A value of a type with every field that it can have. Shapes of custom kinds have an end, so this has one. */
export function sampleOf(type: Type): unknown {
  switch (type.name) {
    case 'string':
      return type.values ? [...type.values][0] : 'text';
    case 'boolean':
      return true;
    case 'int32':
    case 'int64':
      return 1;
    case 'number':
      return 0.5;
    case 'quantity':
      return '1Gi';
    case 'intOrString':
      return '10%';
    case 'time':
      return '2026-08-01T00:00:00Z';
    case 'bytes':
      return 'bGFi';
    case 'any':
    case 'object':
      return { anything: 'goes' };
    case 'list':
      return [sampleOf(type.item!)];
    case 'map':
      return { key: sampleOf(type.item!) };
    case 'struct':
      return fieldsOf(type.struct!);
  }
}

const fieldsOf = ({ types }: Struct): object =>
  Object.fromEntries([...types].map(([field, type]) => [field, sampleOf(type)]));

/** A part of a sample, and the type that it is a sample of. */
export interface Place {
  readonly type: Type;
  readonly value: any;
  /** What the value is in, and under which key. */
  readonly parent: any;
  readonly step: string | number;
  readonly path: Path;
}

/** Every part of a sample, the whole of it first. */
export function* placesIn(type: Type, value: any, path: Path = [], parent?: any): Generator<Place> {
  yield { type, value, parent, step: path.at(-1)!, path };
  if (type.name === 'list') yield* placesIn(type.item!, value[0], [...path, 0], value);
  if (type.name === 'map') yield* placesIn(type.item!, value.key, [...path, 'key'], value);
  for (const [field, of] of type.struct?.types ?? []) yield* placesIn(of, value[field], [...path, field], value);
}

/** Fields whose types are those of Kubernetes. */
const COMMON = new Set(['apiVersion', 'kind', 'metadata']);
/** Nobody writes it, so the shapes know nothing of what is in it. */
const STATUS = 'status';

/** An object and its parts. */
export interface Sample {
  readonly manifest: any;
  readonly places: Place[];
}

/** An object of a custom kind that has every field, and the parts of it that are the kind's own. */
export function sampleObject({ apiVersion, kind, namespaced }: CustomKind, namespace: string): Sample {
  const { struct } = Shapes.for('1.28').kind(apiVersion, kind)!;
  const metadata = { name: `sample-${apiVersion.replace('/', '-')}`, ...(namespaced ? { namespace } : {}) };
  const manifest: any = { ...fieldsOf(struct), apiVersion, kind, metadata };
  delete manifest[STATUS];
  const own = [...struct.types].filter(([field]) => !COMMON.has(field) && field !== STATUS);
  const places = own.flatMap(([field, type]) => [...placesIn(type, manifest[field], [field], manifest)]);
  return { manifest, places };
}

/** Puts a field where there is none, wherever fields are known. Returns where. */
export function addTypos({ places }: Sample): Path[] {
  const structs = places.filter(({ type }) => type.struct && !type.struct.open);
  for (const { value } of structs) value.tpyo = 1;
  return structs.map(({ path }) => [...path, 'tpyo']);
}

/**
 * Puts an object where a scalar is wanted, and a list where an object of anything is. Returns where. (An API server takes an empty
 * list for a text with a format.)
 */
export function spoilTypes({ places }: Sample): Path[] {
  const leaves = places.filter(({ type }) => !type.struct && !type.item && type.name !== 'any');
  for (const { parent, step, type } of leaves) parent[step] = type.name === 'object' ? [] : {};
  return leaves.map(({ path }) => path);
}

/** Puts a value of the right type where it is not among those that are allowed. Returns the code of our finding, and where. */
export function spoilValues({ places }: Sample): { code: string; path: Path }[] {
  return places.flatMap(({ type, parent, step, path }) => {
    const spoilt = beyond(type);
    if (!spoilt) return [];
    parent[step] = spoilt.value;
    return [{ code: spoilt.code, path }];
  });
}

function beyond({ name, values }: Type): { value: unknown; code: string } | undefined {
  if (name === 'quantity') return { value: '1 Gi', code: 'GPULAB1208' };
  if (name === 'time') return { value: 'today', code: 'GPULAB1209' };
  if (name === 'bytes') return { value: '%', code: 'GPULAB1209' };
  if (values) return { value: values.has('') ? 'none of them' : '', code: 'GPULAB1207' };
  return undefined;
}
