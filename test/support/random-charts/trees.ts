import fc from 'fast-check';
import { type StringValue, Values } from '../../../constructs/core';
import { PLACES } from './declared';
import { literalInside, literalText, someBoolean, someInteger, someText, writableIn } from './expressions';
import {
  type LoopName,
  made,
  oneOf,
  plain,
  type Recipe,
  type Recipes,
  remembered,
  type Scope,
  several,
} from './recipe';

/** A member of a manifest: whatever can stand there. */
const someNode = remembered(
  (depth: number, scope: Scope): Recipes<unknown> =>
    depth === 0
      ? someScalar(scope)
      : fc.oneof(
          { arbitrary: someScalar(scope), weight: 2 },
          { arbitrary: someMap(depth - 1, scope), weight: 3 },
          { arbitrary: someList(depth - 1, scope), weight: 3 },
        ),
);

const scalars = remembered((_depth: number, scope: Scope): Recipes<unknown> => {
  const references = oneOf<unknown>(...writableIn(scope));
  return fc.oneof(
    { arbitrary: someText(2, scope), weight: 2 },
    { arbitrary: mixedText(scope), weight: 2 },
    { arbitrary: references, weight: 3 },
    someInteger(2, scope),
    someBoolean(2, scope),
    plain<unknown>(literalText),
    plain(linesOfText),
    plain(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.boolean(), inexactNumber, fc.constantFrom([], {}))),
  );
});
const someScalar = (scope: Scope): Recipes<unknown> => scalars(0, scope);

const inexactNumber = fc
  .double({ noNaN: true, min: -1e300, max: 1e300 })
  .filter((value) => !Number.isInteger(value) || (Number.isSafeInteger(value) && value !== 0));

/** What a template literal makes. */
function mixedText(scope: Scope): Recipes<string> {
  const values: Recipe<string>[] = [
    ({ share }) => `${share.text}`,
    ({ enabled }) => enabled.text,
    ({ port }) => port.text,
    ({ extra }) => extra.text,
    ({ words }) => words.text,
  ];
  const part = fc.oneof(
    plain(literalInside),
    made((text) => `${text}`, someText(1, scope)),
    made((integer) => integer.text, someInteger(1, scope)),
    oneOf(...values),
  );
  return made((parts) => parts.join(''), several(part, { maxLength: 4 }));
}

const line = fc.oneof(
  literalText,
  fc.constantFrom('line', '  indented', '{{ $labels.gpu }}', '{{- end }}', '# x', '', 'key: value'),
);
const linesOfText = fc.array(line, { minLength: 2, maxLength: 5 }).map((lines) => lines.join('\n'));

/** Content of a field or list item, which may depend on conditions in conditions. */
const someContent = remembered((depth: number, scope: Scope): Recipes<unknown> => {
  const node = someNode(depth, scope);
  const then = depth === 0 ? node : fc.oneof(node, someContent(depth - 1, scope));
  const condition = someBoolean(1, scope);
  return fc.oneof(
    { arbitrary: node, weight: 3 },
    made((decision, one) => Values.when(decision, one), condition, then),
    made((decision, one, other) => Values.when(decision, one, other), condition, then, node),
  );
});

const someList = (depth: number, scope: Scope): Recipes<unknown[]> => several(someItem(depth, scope), { maxLength: 4 });

/** An item of a list, or a loop that makes many. */
const someItem = remembered((depth: number, scope: Scope): Recipes<unknown> => {
  const content = someContent(depth, scope);
  const loops =
    depth === 0 ? [] : LOOPS.filter(({ name, within }) => !scope.includes(name) && (!within || scope.includes(within)));
  return fc.oneof(
    { arbitrary: content, weight: 3 },
    ...loops.map(({ name, each }) => {
      const template = someItem(depth - 1, [...scope, name]);
      return template.map(
        (recipe): Recipe<unknown> =>
          (values) =>
            each(recipe(values))(values),
      );
    }),
  );
});

interface LoopOf {
  readonly name: LoopName;
  /** The loop whose items have the list. */
  readonly within?: LoopName;
  each(template: unknown): Recipe<unknown>;
}

const LOOPS: readonly LoopOf[] = [
  { name: 'students', each: (template) => (values) => Values.eachItem(values.students, template) },
  {
    name: 'tags',
    within: 'students',
    each:
      (template) =>
      ({ student }) =>
        Values.eachItem(student.tags, template),
  },
  { name: 'words', each: (template) => (values) => Values.eachItem(values.words, template) },
  { name: 'labels', each: (template) => (values) => Values.eachEntry(values.labels, template) },
  { name: 'extra', each: (template) => (values) => Values.eachEntry(values.extra, template) },
];

/** cdk8s loses the first and stumbles over the second. */
const key = fc
  .oneof(
    fc.constantFrom('a', 'b', 'k', 'yes', 'apps/v1', '{{x}}', '1', 'true', '<no value>', 'x y', 'e8', ...PLACES),
    literalText,
  )
  .filter((text) => text !== '__proto__' && text !== 'constructor');

/** A computed key that is often one of the fixed ones. */
const place = oneOf<StringValue>((values) => values.place);

type Fields = { [key: string]: unknown };

/** A map with fixed and computed keys, entries of a map value, and fields that depend on conditions. */
export const someMap = remembered((depth: number, scope: Scope): Recipes<Fields> => {
  const content = someContent(depth, scope);
  const conditional = fc
    .dictionary(fc.constantFrom('p1', 'p2', 'p-3'), someContent(0, scope), { noNullPrototype: true })
    .map(
      (fields): Recipe<Fields> =>
        (values) =>
          Object.fromEntries(Object.entries(fields).map(([name, recipe]) => [name, recipe(values)])),
    );
  return made(
    (fixed, computed, spread, decided) => ({ ...Object.fromEntries(fixed), ...computed, ...spread, ...decided }),
    fields(fc.uniqueArray(fc.tuple(key, content), { maxLength: 4, selector: ([name]) => name })),
    perhaps(made((name, one) => ({ [`${name}`]: one }), fc.oneof(place, someText(1, scope)), content)),
    someSpread(scope),
    perhaps(
      made(
        (decision, one, other) => Values.when(decision, one, other),
        someBoolean(1, scope),
        conditional,
        conditional,
      ),
    ),
  );
});

const fields = (pairs: fc.Arbitrary<[string, Recipe<unknown>][]>): Recipes<[string, unknown][]> =>
  pairs.map((all) => (values) => all.map(([name, recipe]) => [name, recipe(values)]));

const perhaps = (recipes: Recipes<Fields>): Recipes<Fields> =>
  fc.oneof({ arbitrary: plain(fc.constant({})), weight: 2 }, recipes);

/** The entries of a map of texts, or none. */
export const someTexts = (scope: Scope): Recipes<Fields> => oneOf(...textsIn(scope));

const textsIn = (scope: Scope): Recipe<Fields>[] => [
  () => ({}),
  ...(scope.includes('labels') ? [] : [((values) => values.labels.spread()) as Recipe<Fields>]),
  ...(scope.includes('students') ? [(({ student }) => student.marks.spread()) as Recipe<Fields>] : []),
];

/** The entries of a map value, or none. */
const someSpread = (scope: Scope): Recipes<Fields> =>
  scope.includes('extra')
    ? someTexts(scope)
    : fc.oneof(
        someTexts(scope),
        oneOf<Fields>((values) => values.extra.spread()),
      );
