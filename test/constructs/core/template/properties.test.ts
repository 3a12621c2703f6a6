import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BooleanValue, Values } from '../../../../constructs/core';
import { LabChart } from '../../../../constructs/core/lab-chart';
import { compile } from '../../../../constructs/core/template/private/compile';
import { evaluateNode } from '../../../../constructs/core/template/private/evaluate-node';
import { newChart, render, thing } from './charts';

const RUNS = { numRuns: 400 };

const compiled = (json: unknown, values = Values._ofChart()) =>
  compile(json, { values, loops: [], report: (problem) => expect.unreachable(JSON.stringify(problem)) });

describe('a tree without references', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Number.isInteger(x)),
  );
  const treeWith = (names: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
    fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(names, fc.oneof(tie('tree'), fc.constant(undefined)), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).tree;
  const names = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('toString', 'then', '1'));
  const anyNames = fc.oneof(names, fc.constantFrom('__proto__', 'constructor'));
  const withoutUndefined = (json: unknown) => JSON.parse(JSON.stringify(json));

  test('is one literal that says the same', () => {
    fc.assert(
      fc.property(treeWith(anyNames), (json) => {
        const node = compiled(json);
        expect(node.kind).toBe('literal');
        const result = evaluateNode(node, { values: {}, builtIns: {}, items: new Map() });
        expect(JSON.stringify(result)).toBe(JSON.stringify(withoutUndefined(json)));
      }),
      RUNS,
    );
  });

  test('is in a chart with values what it is in one without', () => {
    // cdk8s itself stumbles over members that are called "constructor", and loses "__proto__".
    fc.assert(
      fc.property(treeWith(names), (json) => {
        const [plain, parameterised] = [newChart('wang'), newChart('wang')];
        parameterised.values.boolean('enabled', { description: 'for tests' });
        for (const chart of [plain, parameterised]) thing(chart, json);
        expect(JSON.stringify(render(parameterised))).toBe(JSON.stringify(LabChart.prototype.toJson.call(plain)));
      }),
      RUNS,
    );
  });
});

/** What random trees are filled with. */
interface Given {
  readonly text: string;
  readonly optional?: string | null;
  readonly count: number;
  readonly yes: boolean;
  readonly no: boolean;
  readonly words: string[];
  readonly labels: { [key: string]: string };
  readonly students: { uid: string; tags: string[] }[];
}

/** The given values, and where the loops around are. */
interface Scope extends Given {
  readonly word?: string;
  readonly entry?: readonly [string, string];
  readonly student?: Given['students'][number];
  readonly tag?: string;
}

/** A part of a template, and what it is to become, said once more and without the library. */
interface Part {
  readonly template: any;
  /** None: nothing is there. Several: items of a list. */
  expected(scope: Scope): unknown[];
}

const values = Values._ofChart();
const description = 'for tests';
const students = values.list('students', { description });
const uid = students.item.text('uid', { description, example: 'x' });
const tags = students.item.stringList('tags', { description });
const words = values.stringList('words', { description });
const labels = values.stringMap('labels', { description });
const text = values.text('text', { description, example: 'x' });
const optional = values.text('optional', { description, optional: true });
const count = values.integer('count', { description, minimum: -9, maximum: 9 });
const [yes, no] = ['yesOrNo', 'noOrYes'].map((name) => values.boolean(name, { description }));

const one = (template: any, value: (scope: Scope) => unknown): Part => ({
  template,
  expected: (scope) => [value(scope)],
});
const utf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const conditions: [BooleanValue, (scope: Scope) => boolean][] = [
  [yes, (s) => s.yes],
  [no, (s) => s.no],
  [yes.both(no.negate()), (s) => s.yes && !s.no],
  [text.notEmpty(), (s) => s.text !== ''],
  [optional.isSet(), (s) => s.optional != null],
  [count.greaterThan(3), (s) => s.count > 3],
];

/** Loops that may stand around a part. */
type Loops = 'w' | 'e' | 's' | 't';

function scalars(around: readonly Loops[]): fc.Arbitrary<Part> {
  const references: Part[] = [
    one(text, (s) => s.text),
    one(`${text}/${count}{{ }}`, (s) => `${s.text}/${s.count}{{ }}`),
    one(count.plus(1), (s) => s.count + 1),
    one(yes, (s) => s.yes),
    one(words, (s) => s.words),
    one(labels, (s) => s.labels),
    one(optional.orDefault(`${text}`), (s) => s.optional || s.text),
    { template: optional, expected: (s) => (s.optional == null ? [] : [s.optional]) },
    { template: undefined, expected: () => [] },
  ];
  if (around.includes('w')) references.push(one(`<${words.current}>`, (s) => `<${s.word}>`));
  if (around.includes('e')) references.push(one(`${labels.key}${labels.current}`, (s) => s.entry!.join('')));
  if (around.includes('s'))
    references.push(
      one(uid, (s) => s.student!.uid),
      one(tags, (s) => s.student!.tags),
    );
  if (around.includes('t')) references.push(one(tags.current, (s) => s.tag));
  const literals = fc.oneof(fc.string(), fc.integer(), fc.boolean()).map((literal) => one(literal, () => literal));
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...references) }, literals);
}

const memory = new Map<string, fc.Arbitrary<Part>>();
function parts(depth: number, around: readonly Loops[]): fc.Arbitrary<Part> {
  const key = `${depth} ${around}`;
  const known = memory.get(key);
  if (known) return known;
  const made =
    depth === 0
      ? scalars(around)
      : fc.oneof(scalars(around), choices(parts(depth - 1, around)), lists(depth, around), maps(depth, around));
  memory.set(key, made);
  return made;
}

function choices(sub: fc.Arbitrary<Part>): fc.Arbitrary<Part> {
  return fc.tuple(fc.constantFrom(...conditions), sub, fc.option(sub)).map(([[condition, holds], then, otherwise]) => ({
    template:
      isNothing(then) && isNothing(otherwise) ? undefined : Values.when(condition, then.template, otherwise?.template),
    expected: (s) => (holds(s) ? then.expected(s) : (otherwise?.expected(s) ?? [])),
  }));
}

const isNothing = (part: Part | null): boolean => part?.template === undefined;

function lists(depth: number, around: readonly Loops[]): fc.Arbitrary<Part> {
  const items = fc.oneof({ weight: 2, arbitrary: parts(depth - 1, around) }, ...loops(depth - 1, around));
  return fc.array(items, { maxLength: 4 }).map((all) =>
    one(
      all.map(({ template }) => template),
      (s) => all.flatMap((item) => item.expected(s)),
    ),
  );
}

function loops(depth: number, around: readonly Loops[]): fc.Arbitrary<Part>[] {
  const over = (loop: Loops, template: (body: any) => any, inside: (s: Scope) => Scope[]) =>
    fc.oneof(parts(depth, [...around, loop]), choices(parts(depth, [...around, loop]))).map(
      (body): Part => ({
        template: template(body.template),
        expected: (s) => inside(s).flatMap((scope) => body.expected(scope)),
      }),
    );
  const entriesOf = (s: Scope) => Object.entries(s.labels).sort(([a], [b]) => utf8(a, b));
  return [
    over(
      'w',
      (body) => Values.eachItem(words, body),
      (s) => s.words.map((word) => ({ ...s, word })),
    ),
    over(
      'e',
      (body) => Values.eachEntry(labels, body),
      (s) => entriesOf(s).map((entry) => ({ ...s, entry })),
    ),
    over(
      's',
      (body) => Values.eachItem(students, body),
      (s) => s.students.map((student) => ({ ...s, student })),
    ),
    ...(around.includes('s')
      ? [
          over(
            't',
            (body) => Values.eachItem(tags, body),
            (s) => s.student!.tags.map((tag) => ({ ...s, tag })),
          ),
        ]
      : []),
  ];
}

type Fields = [string, Part][];

function maps(depth: number, around: readonly Loops[]): fc.Arbitrary<Part> {
  const sub = fc.oneof(parts(depth - 1, around), choices(parts(depth - 1, around)));
  const fields = (names: string[]): fc.Arbitrary<Fields> =>
    fc.uniqueArray(fc.tuple(fc.constantFrom(...names), sub), { selector: ([name]) => name, maxLength: 3 });
  const branch = fc.option(fc.tuple(fc.constantFrom(...conditions), fields(['p', 'q']), fields(['p', 'q'])));
  return fc
    .tuple(fields(['a', 'b', '1', '__proto__', 'constructor']), fc.option(sub), fc.boolean(), branch)
    .map(([fixed, computed, isSpread, when]): Part => {
      const branches = when ? [when[1], when[2]].map(templateOf) : [];
      const template = Object.fromEntries([
        ...Object.entries(templateOf(fixed)),
        ...(computed ? [[`${text}`, computed.template]] : []),
        ...(isSpread ? Object.entries(labels.spread()) : []),
        ...(when ? Object.entries(Values.when(when[0][0], ...(branches as [object, object]))) : []),
      ]);
      return one(template, (s) => {
        const chosen: Fields = when ? (when[0][1](s) ? when[1] : when[2]) : [];
        const all: Fields = when ? [...when[1], ...when[2]] : [];
        const isThere = ([, part]: Fields[number]) => !isNothing(part);
        const taken = new Set([...fixed, ...all].filter(isThere).map(([name]) => name));
        const entries = [...fixed, ...chosen].flatMap(([name, part]) => part.expected(s).map((value) => [name, value]));
        if (!isNothing(computed) && !taken.has(s.text)) {
          entries.push(...computed!.expected(s).map((value) => [s.text, value]));
        }
        if (!isNothing(computed)) taken.add(s.text);
        if (isSpread) entries.push(...Object.entries(s.labels).filter(([name]) => !taken.has(name)));
        return Object.fromEntries(entries);
      });
    });
}

const templateOf = (fields: Fields): object => Object.fromEntries(fields.map(([name, part]) => [name, part.template]));

describe('a tree with references', () => {
  const names = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom('a', 'p', 'z', '__proto__', '\u{1f600}', '\uffee'),
  );
  const given: fc.Arbitrary<Given> = fc.record(
    {
      text: names,
      optional: fc.option(fc.string()),
      count: fc.integer({ min: -9, max: 9 }),
      yes: fc.boolean(),
      no: fc.boolean(),
      words: fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
      labels: fc.dictionary(names, fc.string({ maxLength: 4 }), { maxKeys: 4, noNullPrototype: true }),
      students: fc.array(
        fc.record({ uid: names, tags: fc.array(names, { maxLength: 2 }) }, { noNullPrototype: true }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['text', 'count', 'yes', 'no', 'words', 'labels', 'students'], noNullPrototype: true },
  );
  const canonical = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(canonical);
    if (typeof json !== 'object' || json === null) return json;
    return Object.entries(json)
      .sort(([a], [b]) => utf8(a, b))
      .map(([key, value]) => [key, canonical(value)]);
  };

  test('becomes what a simple replacement of each reference gives', () => {
    fc.assert(
      fc.property(maps(3, []), given, (part, scope) => {
        const environment = {
          values: { ...scope, yesOrNo: scope.yes, noOrYes: scope.no },
          builtIns: {},
          items: new Map(),
        };
        const result = evaluateNode(compiled(part.template, values), environment);
        expect([canonical(result)]).toEqual(part.expected(scope).map(canonical));
      }),
      RUNS,
    );
  });
});
