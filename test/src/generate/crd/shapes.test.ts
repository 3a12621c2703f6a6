import { expect, test } from 'vitest';
import { readCustomKinds } from '../../../../constructs/core/shapes/custom-kinds';
import { QUANTITY_PATTERN } from '../../../../constructs/core/shapes/type';
import { crdLines } from '../../../../src/generate/crd/shapes';

const KEEPS = 'x-kubernetes-preserve-unknown-fields';

const crd = (spec: object, rest: object = {}) => ({
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        schema: { openAPIV3Schema: { type: 'object', required: ['spec'], properties: { spec } } },
        ...rest,
      },
    ],
  },
});
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });

test('a kind and its scope; versions that are not served are left out', () => {
  expect(crdLines([crd(object({ a: { type: 'string' } }), { subresources: { status: {} } })])).toEqual([
    'example.com/v1 Widget widgets Ns (apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:(a:s),status:A)',
  ]);
  expect(crdLines([crd(object({}), { served: false })])).toEqual([]);
});

test.each([
  [
    'a default makes a field optional',
    object({ a: { type: 'string', default: 'x' }, b: { type: 'string' } }, { required: ['a', 'b'] }),
    '(a:s,b!:s)',
  ],
  ['int-or-string', { 'x-kubernetes-int-or-string': true }, 'o'],
  ['a quantity', { 'x-kubernetes-int-or-string': true, pattern: QUANTITY_PATTERN }, 'q'],
  [
    'an integer that says that it may be text, which its type forbids',
    { type: 'integer', 'x-kubernetes-int-or-string': true },
    'l',
  ],
  ['an integer of 32 bits, of which nobody cares', { type: 'integer', format: 'int32' }, 'l'],
  ['an enum of a text that may be null', { type: 'string', nullable: true, enum: ['a', null] }, 's=a'],
  ['an enum of nothing', { type: 'string', enum: [] }, 's'],
  [
    'a map, whose keys are all known even if it says that it keeps others',
    { type: 'object', additionalProperties: { type: 'string' }, [KEEPS]: true },
    '{s',
  ],
  [
    'a list that keeps what its items do not know',
    { type: 'array', items: object({ a: object({}) }), [KEEPS]: true },
    '[(*,a:())',
  ],
  [
    'an object of which nothing is said but that there may be more',
    { type: 'object', additionalProperties: true },
    'A',
  ],
  ['a name that is half a character', object({ 'a\ud800': { type: 'string' } }), '(a%EF%BF%BD:s)'],
  ['an object that keeps anything', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, 'A'],
  [
    'a struct that keeps more',
    object({ a: { type: 'integer' } }, { 'x-kubernetes-preserve-unknown-fields': true }),
    '(*,a:l)',
  ],
  ['a value of any type', { 'x-kubernetes-preserve-unknown-fields': true }, 'a'],
  ['an object of nothing', { type: 'object' }, '()'],
  ['an object of another kind', { type: 'object', properties: {}, 'x-kubernetes-embedded-resource': true }, 'A'],
  ['words with signs of the grammar in them', { type: 'string', enum: ['a|b', 'c,d'] }, 's=a%7Cb|c%2Cd'],
])('%s', (_, schema, text) => {
  expect(crdLines([crd(schema)])[0]).toContain(`spec!:${text})`);
});

test('a struct that is there twice is written once, and reads back the same', () => {
  const inner = object(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`field${i}`, { type: 'string' }])));
  const lines = crdLines([crd(object({ a: inner, b: { type: 'array', items: inner } }))]);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('spec!:(a:&1;,b:[&1;)');
  const [kind] = readCustomKinds(lines.join('\n'));
  const spec = kind.type(() => undefined as never).struct!.types.get('spec')!.struct!;
  expect([...spec.types.get('a')!.struct!.types.keys()]).toHaveLength(12);
  expect(spec.types.get('b')!.item!.struct).toBe(spec.types.get('a')!.struct);
});

test('the order of the files does not matter', () => {
  const [one, two] = [crd(object({})), crd(object({}))];
  two.spec.names = { kind: 'Gadget', plural: 'gadgets' };
  expect(crdLines([one, two])).toEqual(crdLines([two, one]));
});
