import { type CustomKind, customKindsOf } from '../../constructs/core/shapes/custom-kinds';
import { CUSTOM_GROUPS } from '../../constructs/core/shapes/data/groups';
import { groupOf } from '../../constructs/core/shapes/shapes';
import { QUANTITY_PATTERN, Struct, type Type } from '../../constructs/core/shapes/type';

/** Every custom kind that the library knows by itself. */
export const customKinds = (): readonly CustomKind[] => CUSTOM_GROUPS.flatMap(customKindsOf);

/** A part of an OpenAPI v3 schema. */
type Schema = { [keyword: string]: unknown };

const ANYTHING = { 'x-kubernetes-preserve-unknown-fields': true };

/** Fields that a definition must not describe, or describes in one way only. */
const OWN_FIELDS: { readonly [field: string]: Schema } = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
};

function schemaOf(type: Type): Schema {
  switch (type.name) {
    case 'string':
      return type.values ? { type: 'string', enum: [...type.values] } : { type: 'string' };
    case 'boolean':
    case 'number':
      return { type: type.name };
    case 'int32':
    case 'int64':
      return { type: 'integer', format: type.name };
    case 'quantity':
      return { 'x-kubernetes-int-or-string': true, pattern: QUANTITY_PATTERN };
    case 'intOrString':
      return { 'x-kubernetes-int-or-string': true };
    case 'time':
      return { type: 'string', format: 'date-time' };
    case 'bytes':
      return { type: 'string', format: 'byte' };
    case 'any':
      return ANYTHING;
    case 'object':
      return { type: 'object', ...ANYTHING };
    case 'list':
      return { type: 'array', items: schemaOf(type.item!) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(type.item!) };
    case 'struct':
      return schemaOfStruct(type.struct!);
  }
}

function schemaOfStruct({ types, required, open }: Struct): Schema {
  const schema: Schema = { type: 'object', ...(open ? ANYTHING : {}) };
  if (types.size > 0) schema.properties = Object.fromEntries([...types].map(([name, type]) => [name, schemaOf(type)]));
  if (required.length > 0) schema.required = required;
  return schema;
}

/** What a custom kind takes from Kubernetes is its metadata, which a definition leaves to Kubernetes. */
const METADATA = new Struct('meta.v1.ObjectMeta', () => ({ types: new Map(), required: [], open: true }));

/** Of its own domains an API server takes only what somebody answers for, or says that nobody does. */
const NOT_APPROVED = { annotations: { 'api-approved.kubernetes.io': 'unapproved, made of shapes' } };
const isProtected = (group: string): boolean => /(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group);

function versionOf({ apiVersion, hasStatus, type }: CustomKind, stored: boolean): Schema {
  const schema = schemaOfStruct(type(() => METADATA).struct!);
  Object.assign(schema.properties as Schema, OWN_FIELDS);
  return {
    name: apiVersion.slice(apiVersion.indexOf('/') + 1),
    served: true,
    storage: stored,
    schema: { openAPIV3Schema: schema },
    ...(hasStatus ? { subresources: { status: {} } } : {}),
  };
}

/**
 * A CustomResourceDefinition of a kind that the library knows, for an API server that has not got it: a structural schema
 * of all versions, without the rules (patterns, limits, CEL) that the shapes do not hold. Undefined for any other kind.
 *
 * The version asked for is the stored one.
 */
export function crdOf(apiVersion: string, kind: string): { [field: string]: unknown } | undefined {
  const group = groupOf(apiVersion);
  const versions = customKindsOf(group).filter((custom) => custom.kind === kind);
  const asked = versions.find((custom) => custom.apiVersion === apiVersion);
  if (!asked) return undefined;
  const { plural, namespaced } = asked;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...(isProtected(group) ? NOT_APPROVED : {}) },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: versions.map((custom) => versionOf(custom, custom === asked)),
    },
  };
}
