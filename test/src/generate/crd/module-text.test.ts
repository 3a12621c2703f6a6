import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { moduleText } from '../../../../src/generate/crd/module-text';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

const crd = (spec: object, kind = 'Widget', versions: object[] = [{ name: 'v1', served: true, storage: true }]) => ({
  spec: {
    group: 'example.com',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    versions: versions.map((version) => ({
      ...version,
      schema: { openAPIV3Schema: object({ spec }, { required: ['spec'] }) },
    })),
  },
});
const moduleOf = (...crds: object[]): string => moduleText('example.com', crds, '# shapes\n', 'widgets.yaml');
/** The type that a field of the spec gets. */
const typeOf = (schema: object): string =>
  / {2}readonly field\?: (.*);\n/.exec(moduleOf(crd(object({ field: schema }))))![1];

test('a module of one kind', () => {
  const size = { type: 'integer', description: 'How large.', default: 3 };
  const spec = object(
    { size, colour: { ...text, enum: ['red', 'blue'] } },
    { required: ['size', 'colour'], description: 'What is wanted.' },
  );
  expect(moduleOf(crd(spec))).toBe(`// Written by gpulab generate crd from widgets.yaml. Do not edit: generate it again.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import { External, type IntegerValue } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';

/**
 * What objects of example.com look like. The classes below hand it over; for objects that are made without them:
 * \`External.of(app).customKinds(KINDS)\`.
 */
export const KINDS = \`
# shapes
\`;

/** Widget of example.com/v1. */
export class Widget extends ApiObject {
  /** API version and kind. */
  static readonly GVK: GroupVersionKind = { apiVersion: 'example.com/v1', kind: 'Widget' };

  constructor(scope: Construct, id: string, props: WidgetProps) {
    External.of(scope).customKinds(KINDS);
    super(scope, id, { ...Widget.GVK, ...props });
  }
}

/** What a \`Widget\` is made of. */
export interface WidgetProps {
  /** Name, namespace, labels and annotations. */
  readonly metadata?: ApiObjectMetadata;

  /** What is wanted. */
  readonly spec: WidgetSpec;
}

/** What is wanted. */
export interface WidgetSpec {
  /**
   * How large.
   * @default 3
   */
  readonly size?: number | IntegerValue;

  readonly colour: 'red' | 'blue';
}
`);
});

describe('types', () => {
  test.each([
    [text, 'string'],
    [{ type: 'boolean' }, 'boolean | BooleanValue'],
    [{ type: 'number' }, 'number | NumberValue'],
    [{ type: 'integer', enum: [4, 6] }, '4 | 6'],
    [{ ...text, enum: ["it's", null] }, '"it\'s"'],
    [{ 'x-kubernetes-int-or-string': true }, 'number | string | IntOrStringValue'],
    [{ 'x-kubernetes-preserve-unknown-fields': true }, 'any'],
    [{ type: 'array', items: text }, 'readonly string[]'],
    [{ type: 'array', items: { type: 'boolean' } }, 'readonly (boolean | BooleanValue)[]'],
    [{ type: 'array', items: { type: 'array', items: text } }, 'readonly (readonly string[])[]'],
    [{ type: 'object', additionalProperties: text }, '{ readonly [key: string]: string }'],
    [{ type: 'object', additionalProperties: true }, '{ readonly [key: string]: any }'],
    [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, '{ readonly [key: string]: any }'],
    [{ type: 'object', 'x-kubernetes-embedded-resource': true, properties: {} }, '{ readonly [key: string]: any }'],
    [{ type: 'object' }, '{ readonly [key: string]: never }'],
    [object({ a: text }), 'WidgetSpecField'],
    [{ type: 'array', items: object({ a: text }) }, 'readonly WidgetSpecField[]'],
  ])('%j is %s', (schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  test('a struct that keeps other fields says so', () => {
    expect(moduleOf(crd(object({}, { 'x-kubernetes-preserve-unknown-fields': true })))).toContain(
      'export interface WidgetSpec {\n\n  /** Other fields are kept as they are. */\n  readonly [key: string]: any;\n}\n',
    );
  });

  test('the same schema in two places is one interface', () => {
    const inner = object({ a: text });
    const module = moduleOf(crd(object({ one: inner, two: { type: 'array', items: inner } })));
    expect(module).toContain('readonly one?: WidgetSpecOne;');
    expect(module).toContain('readonly two?: readonly WidgetSpecOne[];');
  });
});

describe('names', () => {
  const classesIn = (module: string): string[] => [...module.matchAll(/export class (\w+)/g)].map(([, name]) => name);
  const served = (name: string, storage = false) => ({ name, served: true, storage });

  test('the stored version has that of the kind; versions that are not served have none', () => {
    const versions = [served('v1beta1'), served('v2', true), { name: 'v1', served: false }];
    expect(classesIn(moduleOf(crd(object({}), 'Widget', versions)))).toEqual(['Widget', 'WidgetV1Beta1']);
  });

  test('kinds in the order of their names, whatever the order of the files', () => {
    const [a, b] = [crd(object({}), 'Gadget'), crd(object({}), 'Widget')];
    expect(moduleOf(a, b)).toBe(moduleOf(b, a));
    expect(classesIn(moduleOf(b, a))).toEqual(['Gadget', 'Widget']);
  });

  test('a kind that is called as something of ours, or as the spec of another', () => {
    const module = moduleOf(crd(object({})), crd(object({}), 'External'), crd(object({}), 'WidgetSpec'));
    expect(classesIn(module)).toEqual(['External2', 'Widget', 'WidgetSpec']);
    expect(module).toContain("kind: 'External' }");
    expect(module).toContain('readonly spec: WidgetSpec2;');
  });

  test('fields whose names leave nothing for a type', () => {
    const module = moduleOf(crd(object({ 配置: object({ a: text }), '-': object({ b: text }) })));
    expect(module).toContain("readonly '配置'?: WidgetSpec2;");
    expect(module).toContain("readonly '-'?: WidgetSpec3;");
  });
});

describe('whatever the definitions say, the module is TypeScript', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('*/', '`', '\\', "'", '\n', '__proto__', 'constructor'),
  );
  const { schema } = fc.letrec<{ schema: any }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.record(
        { type: fc.constant('string'), description: word, enum: fc.array(word, { maxLength: 3 }), default: word },
        { requiredKeys: ['type'] },
      ),
      fc.record({ type: fc.constantFrom('integer', 'boolean'), description: word }, { requiredKeys: ['type'] }),
      fc.record({ type: fc.constant('array'), items: tie('schema') }),
      fc.record({
        type: fc.constant('object'),
        properties: fc.dictionary(word, tie('schema'), { maxKeys: 4 }),
        description: word,
      }),
      fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    ),
  }));

  test('random schemas', () => {
    fc.assert(
      fc.property(schema, fc.constantFrom('a`b\\', 'x.yaml'), (spec, source) => {
        const module = moduleText('example.com', [crd(spec)], `# ${source}\n`, source);
        const { diagnostics, outputText } = ts.transpileModule(module, {
          reportDiagnostics: true,
          compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
        });
        expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
        const exported: any = {};
        new Function('exports', 'require', outputText)(exported, () => ({ ApiObject: Object }));
        expect(Object.keys(exported).sort()).toEqual(['KINDS', 'Widget']);
        expect(exported.KINDS).toBe(`\n# ${source}\n`);
      }),
      { numRuns: 200 },
    );
  });
});
