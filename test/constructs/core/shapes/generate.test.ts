import { describe, expect, test } from 'vitest';
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
