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
