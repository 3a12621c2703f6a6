import fc from 'fast-check';
import type { BooleanValue, IntegerValue, StringValue, Value } from '../../../constructs/core';
import { hostileText } from '../../constructs/output/hostile';
import { validText } from '../values-arbitrary';
import { made, oneOf, plain, type Recipe, type Recipes, remembered, type Scope } from './recipe';

/** A literal that a program can hold: half a character cannot be written anywhere. */
export const literalText = hostileText.filter((text) => (text as any).isWellFormed());

/** A literal beside a value: Helm writes it as it writes values. */
export const literalInside = validText;

/** Texts of every function of the grammar. */
export const someText = remembered((depth: number, scope: Scope): Recipes<StringValue> => {
  const known = oneOf(...textsIn(scope));
  if (depth === 0) return known;
  const text = someText(depth - 1, scope);
  const length = plain(fc.integer({ min: 1, max: 70 }));
  const literal = plain(literalInside);
  return fc.oneof(
    { arbitrary: known, weight: 3 },
    made((one) => one.lower(), text),
    made((one, most) => one.truncate(most), text, length),
    made((one, most) => one.dnsLabel(most), text, length),
    made((one, suffix) => one.trimSuffix(suffix), text, literal),
    made((one, prefix) => one.trimPrefix(`${prefix}`), text, text),
    made(
      (one, from, to) => one.replaceAll(from, `${to}`),
      text,
      plain(literalInside.filter((found) => found !== '')),
      text,
    ),
    made((one, to) => one.replaceAll('a', to), text, literal),
    made((one) => one.base64(), text),
    made((one) => one.sha256(), text),
    made((one, other) => one.orDefault(`${other}`), text, text),
    made((condition, one, other) => condition.pickText(`${one}`, other), someBoolean(depth - 1, scope), text, literal),
  );
});

function textsIn(scope: Scope): Recipe<StringValue>[] {
  const everywhere: Recipe<StringValue>[] = [
    (values) => values.title,
    (values) => values.dashed,
    (values) => values.place,
    (values) => values.size,
    (values) => values.nested,
    (values) => values.one,
    (values) => values.two,
    (values) => values.label,
    (values) => values.builtIn.name,
    (values) => values.builtIn.namespace,
    (values) => values.builtIn.version,
    (values) => values.note.orDefault('{{x}}'),
    (values) => values.room.orDefault('1Gi'),
    (values) => values.things.jsonText(),
    (values) => values.extra.jsonText(),
    (values) => values.command.jsonText(),
    (values) => values.words.join(', {{'),
  ];
  const student: Recipe<StringValue>[] = [
    ({ student: { name } }) => name,
    ({ student: { home } }) => home,
    ({ student: { quota } }) => quota,
    ({ student: { comment } }) => comment.orDefault('none'),
    ({ student: { tags } }) => tags.join('\n'),
    ({ student: { marks } }) => marks.jsonText(),
  ];
  return [
    ...everywhere,
    ...(scope.includes('students') ? student : []),
    ...(scope.includes('tags') ? [(({ student }) => student.tags.current) as Recipe<StringValue>] : []),
    ...(scope.includes('words') ? [((values) => values.words.current) as Recipe<StringValue>] : []),
    ...(scope.includes('extra') ? [((values) => values.extra.key) as Recipe<StringValue>] : []),
    ...(scope.includes('labels')
      ? [
          ((values) => values.labels.key) as Recipe<StringValue>,
          ((values) => values.labels.current) as Recipe<StringValue>,
        ]
      : []),
  ];
}

/** Integers of every function of the grammar. */
export const someInteger = remembered((depth: number, scope: Scope): Recipes<IntegerValue> => {
  const small = oneOf(...smallIntegersIn(scope));
  const known = fc.oneof(
    small,
    oneOf<IntegerValue>(
      (values) => values.count,
      (values) => values.limit.orDefault(7),
    ),
  );
  if (depth === 0) return known;
  const integer = someInteger(depth - 1, scope);
  const literal = plain(fc.integer());
  return fc.oneof(
    known,
    // Only of small ones can it be proved that the result is exact.
    made((one, other) => one.plus(other), small, fc.oneof(small, literal)),
    made((one, other) => one.times(other), small, small),
    made((one, other) => one.atLeast(other), integer, literal),
    made((one, other) => one.atMost(other), integer, integer),
    made((condition, one, other) => condition.pickInteger(one, other), someBoolean(depth - 1, scope), integer, literal),
  );
});

const smallIntegersIn = (scope: Scope): Recipe<IntegerValue>[] => [
  (values) => values.offset,
  (values) => values.title.byteLength(),
  (values) => values.title._countMatches('[^a]'),
  (values) => values.words.count(),
  (values) => values.labels.count(),
  (values) => values.things.count(),
  ...(scope.includes('students') ? [((values) => values.student.age) as Recipe<IntegerValue>] : []),
];

/** Conditions of every function of the grammar. */
export const someBoolean = remembered((depth: number, scope: Scope): Recipes<BooleanValue> => {
  const known = oneOf(...booleansIn(scope));
  if (depth === 0) return known;
  const boolean = someBoolean(depth - 1, scope);
  const text = someText(depth - 1, scope);
  const integer = someInteger(depth - 1, scope);
  const number = plain(fc.oneof(fc.integer(), fc.integer({ min: -3, max: 25 })));
  return fc.oneof(
    { arbitrary: known, weight: 2 },
    made((one) => one.negate(), boolean),
    made((one, other) => one.both(other), boolean, boolean),
    made((one, other) => one.either(other), boolean, boolean),
    made((one, other) => one.equalTo(other), text, plain(literalInside)),
    made((one, other) => one.equalTo(`${other}`), text, text),
    made((one) => one.notEmpty(), text),
    made((one, other) => one.lessThan(other), integer, number),
    made((one, other) => one.greaterThan(other), integer, integer),
    made((one, other) => one.equalTo(other), integer, fc.oneof(number, integer)),
    text.map(
      (one): Recipe<BooleanValue> =>
        (values) =>
          values.words.has(`${one(values)}`),
    ),
  );
});

function booleansIn(scope: Scope): Recipe<BooleanValue>[] {
  const everywhere: Recipe<BooleanValue>[] = [
    (values) => values.enabled,
    (values) => values.strict,
    (values) => values.maybe.orDefault(true),
    (values) => values.note.isSet(),
    (values) => values.limit.isSet(),
    (values) => values.room.isSet(),
    (values) => values.moreWords.isSet(),
    (values) => values.words.notEmpty(),
    (values) => values.labels.notEmpty(),
    (values) => values.things.notEmpty(),
    (values) => values.students.notEmpty(),
    ({ guests, guest }) => guests._hasDistinct(guest),
    (values) => values.words.has('no'),
    (values) => values.place.equalTo('here'),
  ];
  const student: Recipe<BooleanValue>[] = [
    ({ student: { active } }) => active,
    ({ student: { comment } }) => comment.isSet(),
    ({ student: { free } }) => free.isSet(),
    ({ student: { tags } }) => tags.notEmpty(),
    ({ student: { age } }) => age.greaterThan(21),
  ];
  return [...everywhere, ...(scope.includes('students') ? student : [])];
}

/** Values that can only be written, and not computed with; some may be absent. */
export function writableIn(scope: Scope): Recipe<Value>[] {
  const everywhere: Recipe<Value>[] = [
    (values) => values.share,
    (values) => values.port,
    (values) => values.words,
    (values) => values.labels,
    (values) => values.things,
    (values) => values.extra,
    (values) => values.command,
    ...optional,
  ];
  const student: Recipe<Value>[] = [
    ({ student: { tags } }) => tags,
    ({ student: { marks } }) => marks,
    ({ student: { free } }) => free,
    ({ student: { comment } }) => comment,
  ];
  return [...everywhere, ...(scope.includes('students') ? student : [])];
}

const optional: Recipe<Value>[] = [
  (values) => values.note,
  (values) => values.room,
  (values) => values.limit,
  (values) => values.ratio,
  (values) => values.door,
  (values) => values.maybe,
  (values) => values.moreWords,
  (values) => values.moreExtra,
];
