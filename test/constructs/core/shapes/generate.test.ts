import { describe, expect, test } from 'vitest';
import { readCustomKinds } from '../../../../constructs/core/shapes/custom-kinds';
import { crdLines } from '../../../../src/generate/crd/shapes';
import { kubernetesLines } from '../../../../tools/shapes/kubernetes';

const reference = (name: string) => ({ $ref: `#/definitions/io.k8s.api.lab.v1.${name}` });

/** A document of an API server that has one kind. */
const document = (spec: object, required: string[] = []) => ({
  paths: {
    '/apis/lab/v1/namespaces/{namespace}/labs': {
      post: {
        'x-kubernetes-group-version-kind': { group: 'lab', version: 'v1', kind: 'Lab' },
        parameters: [{ in: 'body', schema: reference('Lab') }],
      },
    },
    '/apis/lab/v1/namespaces/{namespace}/labs/{name}/scale': {
      post: { 'x-kubernetes-group-version-kind': { group: 'lab', version: 'v1', kind: 'Scale' } },
    },
    '/apis/lab/v1/labs': { get: {} },
  },
  definitions: {
    'io.k8s.api.lab.v1.Lab': { properties: { status: reference('Unused'), spec: reference('LabSpec') } },
    'io.k8s.api.lab.v1.LabSpec': { required, properties: spec },
    'io.k8s.api.lab.v1.Unused': { properties: { gone: { type: 'string' } } },
    'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
  },
});

describe('documents of Kubernetes', () => {
  test('what two versions share is one line, with a bit for each', () => {
    const lines = kubernetesLines([document({ a: { type: 'string' } }), document({ a: { type: 'boolean' } })]);
    expect(lines).toEqual({
      kinds: ['3 lab/v1 Lab labs N lab.v1.Lab'],
      definitions: ['3 lab.v1.Lab spec:@lab.v1.LabSpec,status:A', '2 lab.v1.LabSpec a:b', '1 lab.v1.LabSpec a:s'],
    });
  });

  test.each([
    [{ type: 'string' }, 's'],
    [{ type: 'string', enum: ['b', 'a', 'b'] }, 's=a|b'],
    [{ type: 'string', format: 'byte' }, 'y'],
    [{ type: 'integer', format: 'int32' }, 'i'],
    [{ type: 'integer', format: 'int64' }, 'l'],
    [{ type: 'number' }, 'n'],
    [{ type: 'array', items: { type: 'boolean' } }, '[b'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, '{s'],
    [{ type: 'object' }, 'A'],
    [{ $ref: '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity' }, 'q'],
  ])('%j', (schema, text) => {
    expect(kubernetesLines([document({ x: schema }, ['x'])]).definitions).toContain(`1 lab.v1.LabSpec x!:${text}`);
  });
});

describe('definitions of custom kinds', () => {
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
});
