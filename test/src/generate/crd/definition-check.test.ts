import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { definitionProblems } from '../../../../src/generate/crd/definition-check';
import { DefinitionFile } from '../../../../src/generate/crd/definitions';

/** A definition that nothing is wrong with, as plain data. */
const good = (): any => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Namespaced',
    versions: [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: {} } } },
      { name: 'v1alpha1', served: false },
    ],
  },
});
const schemaOf = (crd: any): any => crd.spec.versions[0].schema.openAPIV3Schema;

const problems = (change: (crd: any) => void) => {
  const crd = good();
  change(crd);
  const [definition] = DefinitionFile.read(stringify(crd), 'crds.yaml').definitions;
  return definitionProblems(definition);
};
const said = (change: (crd: any) => void): string[] =>
  problems(change).map(({ key, message, hint }) => [key, message, hint].filter(Boolean).join(' | '));
const ROOT = 'spec.versions[0].schema.openAPIV3Schema';

test('nothing is wrong with a good one', () => {
  expect(said(() => {})).toEqual([]);
});

describe('the definition', () => {
  test.each<[string, (crd: any) => void, string[]]>([
    [
      'of an old form',
      (crd) => (crd.apiVersion = 'apiextensions.k8s.io/v1beta1'),
      [
        'apiVersion | apiVersion is "apiextensions.k8s.io/v1beta1"; allowed is apiextensions.k8s.io/v1 | take the definition from a newer version of the project; v1beta1 ended with Kubernetes 1.22',
      ],
    ],
    ['without spec', (crd) => delete crd.spec, ['spec | spec is missing; it is a mapping']],
    ['without names', (crd) => (crd.spec.names = []), ['spec.names | names is a list; wanted is a mapping']],
    [
      'with names that are none',
      (crd) => (crd.spec.names = { kind: '*/', plural: 'Widgets' }),
      [
        'spec.names.kind | kind is "*/"; wanted is letters, digits and "-"',
        'spec.names.plural | plural is "Widgets"; wanted is small letters, digits and "-"',
      ],
    ],
    [
      'of no group',
      (crd) => (crd.spec.group = '../x'),
      ['spec.group | group is "../x"; wanted is a domain, as example.com'],
    ],
    [
      'of a group of one word',
      (crd) => (crd.spec.group = 'apps'),
      ['spec.group | group is "apps"; wanted is a domain, as example.com'],
    ],
    [
      'of no scope',
      (crd) => (crd.spec.scope = 'cluster'),
      ['spec.scope | scope is "cluster"; allowed are Namespaced, Cluster'],
    ],
    ['without versions', (crd) => delete crd.spec.versions, ['spec.versions | versions is missing; it is a list']],
    [
      'whose versions are not served',
      (crd) => (crd.spec.versions[0].served = false),
      ['spec.versions | no version is served, so there are no objects of this kind | set served: true'],
    ],
    [
      'with a version that is there twice',
      (crd) => crd.spec.versions.push({ name: 'v1' }),
      ['spec.versions[2].name | version "v1" is there twice'],
    ],
    [
      'with a version that is none',
      (crd) => crd.spec.versions.push(7),
      ['spec.versions[2] | versions[2] is 7; wanted is a mapping'],
    ],
    [
      'without a schema',
      (crd) => delete crd.spec.versions[0].schema,
      ['spec.versions[0].schema | schema is missing; it is a mapping'],
    ],
    [
      'whose objects are none',
      (crd) => (schemaOf(crd).type = 'array'),
      [`${ROOT}.type | type is "array"; wanted is "object"`],
    ],
  ])('%s', (_, change, expected) => {
    expect(said(change)).toEqual(expected);
  });
});

describe('a schema', () => {
  test.each<[unknown, string, string]>([
    [5, '', 'a is 5; wanted is a mapping'],
    [
      {},
      '',
      'the schema has no type | allowed are object, array, string, integer, number, boolean; or x-kubernetes-preserve-unknown-fields: true',
    ],
    [{ type: 'strnig' }, '.type', 'type is "strnig" | did you mean "string"?'],
    [
      { type: ['string', 'null'] },
      '.type',
      'type is ["string","null"] | known: object, array, string, integer, number, boolean',
    ],
    [
      { $ref: '#/definitions/x' },
      '["$ref"]',
      '$ref is not allowed: the API server follows no references | write the schema out',
    ],
    [{ type: 'array' }, '.items', 'items is missing; it is a mapping'],
    [{ type: 'object', properties: [] }, '.properties', 'properties is a list; wanted is a mapping'],
    [{ type: 'object', required: 'a' }, '.required', 'required is "a"; wanted is a list'],
    [{ type: 'string', enum: {} }, '.enum', 'enum is a mapping; wanted is a list'],
    [
      { type: 'object', additionalProperties: { type: 'x' } },
      '.additionalProperties.type',
      'type is "x" | known: object, array, string, integer, number, boolean',
    ],
    [
      { type: 'array', items: { type: 'object', properties: { b: null } } },
      '.items.properties.b',
      'b is null; wanted is a mapping',
    ],
  ])('%j', (schema, path, message) => {
    expect(said((crd) => (schemaOf(crd).properties.a = schema))).toEqual([`${ROOT}.properties.a${path} | ${message}`]);
  });

  test('of any type is allowed when it says so', () => {
    const schemas = { a: { 'x-kubernetes-int-or-string': true }, b: { 'x-kubernetes-preserve-unknown-fields': true } };
    expect(said((crd) => (schemaOf(crd).properties = schemas))).toEqual([]);
  });

  test('of a version that is not served may be anything', () => {
    expect(said((crd) => (crd.spec.versions[1].schema = { openAPIV3Schema: 'left behind' }))).toEqual([]);
  });

  test('every problem is told at once, each with its place', () => {
    const found = problems((crd) => {
      crd.spec.scope = 'x';
      schemaOf(crd).properties = { a: {}, b: {} };
    });
    expect(found).toHaveLength(3);
    expect(new Set(found.map(({ line }) => line)).size).toBe(3);
    for (const finding of found) expect(finding).toMatchObject({ code: 'GPULAB4303', file: 'crds.yaml' });
  });
});
