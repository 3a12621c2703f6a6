import fc from 'fast-check';
import type { Mapping } from '../../constructs/core/private/mapping';
import { goPattern } from '../../constructs/core/values/private/go-pattern';
import type { JsonSchema } from '../../constructs/core/values/private/schema';
import {
  ANY_LIST,
  ANY_MAP,
  DEFINITIONS,
  TEXT,
  TEXT_MAP,
  TEXT_PATTERN,
} from '../../constructs/core/values/private/value-schemas';
import { hostileText } from '../constructs/output/hostile';

/** Values that a schema of ours accepts, as users write them: what has a default may be left out, what is optional may be null. */
export function validValues(schema: JsonSchema): fc.Arbitrary<Mapping> {
  return asRead(arbitraryOf(schema)) as fc.Arbitrary<Mapping>;
}

type Of = (schema: JsonSchema, inItem?: boolean) => fc.Arbitrary<unknown>;

function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { definitions = {} } = schema;
  // Free-form values hold themselves.
  return fc.letrec<{ [name: string]: unknown }>((tie) => {
    const of: Of = (part, inItem = false) => {
      if (part.$ref) return tie(part.$ref.slice('#/definitions/'.length));
      if (part.enum) return fc.constantFrom(...part.enum);
      if (part.anyOf)
        return fc.oneof({ maxDepth: 3, depthSize: 'small' }, ...part.anyOf.map((each) => of(each, inItem)));
      const types = [part.type].flat();
      return types.length === 1
        ? ofType[types[0]!](part, of, inItem)
        : fc.oneof(...types.map((type) => of({ ...part, type }, inItem)));
    };
    const parts = Object.entries(definitions).map(([name, part]) => [name, of(part)]);
    return { ...Object.fromEntries(parts), whole: of(schema) };
  }).whole;
}

const ofType: { readonly [type: string]: (schema: JsonSchema, of: Of, inItem: boolean) => fc.Arbitrary<unknown> } = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  string: textOf,
  integer: ({ minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }) =>
    fc.oneof(
      fc.integer({ min: Math.max(minimum, -1000), max: Math.min(maximum, 1000) }),
      // The last two are where numbers get an exponent, and where Go's default format does.
      fc
        .oneof(fc.maxSafeInteger(), fc.constantFrom(0, 2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53, 999_999, 1_000_000))
        .map((value) => Math.min(Math.max(value, minimum), maximum)),
    ),
  number: ({ minimum: min, maximum: max }) =>
    fc.oneof(
      fc.double({ min, max, noNaN: true }),
      fc
        .constantFrom(0, 0.1, 1e6, 1e20, 1e21, 1e-6, 1e-7, 123456789.5, 5e-324)
        .filter((value) => value >= min! && value <= max!),
    ),
  array: ({ items }, of) => fc.array(of(items!, true), { maxLength: 3 }),
  object: ({ properties, required = [], additionalProperties, propertyNames }, of, inItem) =>
    properties
      ? fc.record(
          Object.fromEntries(
            Object.entries(properties)
              .filter(([name]) => name !== 'global')
              .map(([name, property]) => [name, of(property, inItem)]),
          ),
          { requiredKeys: required.filter((name) => inItem || !hasDefault(properties[name])) },
        )
      : fc.dictionary(textOf({ ...propertyNames, maxLength: 40 }), of(additionalProperties as JsonSchema, inItem), {
          maxKeys: 4,
        }),
};

/** A group is there when all that it needs is. */
function hasDefault({ default: value, properties, required = [] }: JsonSchema): boolean {
  return value !== undefined || (properties !== undefined && required.every((name) => hasDefault(properties[name])));
}

function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = Number.MAX_SAFE_INTEGER } = schema;
  const patterns = [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) => pattern ?? []);
  const [special] = patterns.filter((pattern) => pattern !== TEXT_PATTERN);
  const any = fc.oneof(
    { arbitrary: hostileText, weight: 4 },
    {
      arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) }),
      weight: 1,
    },
  );
  const likely =
    special && !schema.enum ? fc.oneof({ arbitrary: fc.stringMatching(goPattern(special)), weight: 8 }, any) : any;
  return likely.filter((text) => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength && patterns.every((pattern) => goPattern(pattern).test(text));
  });
}

/** Valid values with something done to them: most schemas mind most of it. */
export const spoiltValues = (schema: JsonSchema): fc.Arbitrary<Mapping> =>
  fc.tuple(validValues(schema), fc.nat(), spoiling).map(([values, place, spoil]) => {
    const copy = structuredClone(values) as Mapping;
    const places = placesIn(copy);
    const { holder, key } = places[place % places.length];
    spoil(holder, key);
    return copy;
  });

type Holder = { [key: string]: unknown };
interface Place {
  readonly holder: Holder;
  /** A member of the holder; undefined in an empty one. */
  readonly key: string | undefined;
}

/** Every place in a tree of plain data; at least that of the tree itself. */
function placesIn(holder: unknown): Place[] {
  if (typeof holder !== 'object' || holder === null) return [];
  const own = Object.keys(holder).map((key) => ({ holder: holder as Holder, key }));
  return [{ holder: holder as Holder, key: undefined }, ...own, ...Object.values(holder).flatMap(placesIn)];
}

/** What stands where something else should. */
const wrongThing = fc.oneof(
  fc.constantFrom(null, '', ' ', '1', 'true', true, false, 0, -1, 0.5, 1e6, 1e300, 1.5e300, 2 ** 53, -(2 ** 60), 1e21),
  fc.constantFrom(
    'a\u0000b',
    '\u0085',
    '\ufeff',
    '\uffff',
    'a\u009bb',
    '\u2028',
    '-5Gi',
    '16G i',
    '["a',
    '[1]',
    '["\\u0000"]',
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    [null],
    [1],
    ['a', 1],
    { a: 1 },
    { a: null },
    { '<': 'a' },
    { ['k'.repeat(501)]: 'a' },
    { '\n': 'a' },
  ),
  hostileText,
);

type Spoil = (holder: Holder, key?: string) => void;

const replace =
  (thing: unknown): Spoil =>
  (holder, key = newKey(holder)) =>
    put(holder, key, thing);
const add =
  (thing: unknown): Spoil =>
  (holder) =>
    put(holder, newKey(holder), thing);

const spoiling: fc.Arbitrary<Spoil> = fc.oneof(
  wrongThing.map(replace),
  wrongThing.map(add),
  fc.constant(replace(null)),
);

const newKey = (holder: Holder): string => (Array.isArray(holder) ? String(holder.length) : 'nogfs');

/** Also where the key is one that assignment takes for something else. */
function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** As a reader gives it: ordinary objects, no -0. */
function asRead(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return values.map((value) => JSON.parse(JSON.stringify(value)));
}

/** A text that a values file can hold. */
export const validText = arbitraryOf(TEXT) as fc.Arbitrary<string>;
export const validTextMap = asRead(arbitraryOf(TEXT_MAP)) as fc.Arbitrary<{ [key: string]: string }>;

/** Whatever free-form values can be. */
export const validList = asRead(arbitraryOf({ ...ANY_LIST, definitions: DEFINITIONS })) as fc.Arbitrary<any[]>;
export const validMap = asRead(arbitraryOf({ ...ANY_MAP, definitions: DEFINITIONS })) as fc.Arbitrary<{
  [key: string]: any;
}>;
