import type { Values } from '../values';
import type { Declaration } from './declaration';
import { DEFINITIONS } from './value-schemas';

export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** A JSON Schema of draft 7 with the keywords that we write; `schema-check.ts` knows the same ones. */
export interface JsonSchema {
  readonly $schema?: string;
  /** `#/definitions/NAME` and nothing else. */
  readonly $ref?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly (string | null)[];
  readonly not?: { readonly enum: readonly string[] };
  /** Every one holds: what we ask of any text, beside a pattern of the user's. */
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  /** In characters, not in bytes. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly definitions?: { readonly [name: string]: JsonSchema };
}

const GLOBAL: JsonSchema = {
  type: 'object',
  description: 'Values of Helm for all charts of a release; not read by this chart.',
};

/** The schema of all values of a chart. */
export function schemaOf(values: Values): JsonSchema {
  const { properties, ...rest } = schemaOfFields(values);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...rest,
    properties: { ...properties, global: GLOBAL },
    definitions: DEFINITIONS,
  };
}

/** The schema of a map with this value alone, which may be missing: what a default or an example is held against. */
export function schemaOfOne(declaration: Declaration): JsonSchema {
  return { type: 'object', properties: { [declaration.name]: schemaOfType(declaration) }, definitions: DEFINITIONS };
}

function schemaOfFields(values: Values): JsonSchema {
  const declarations = values._declarations;
  return {
    type: 'object',
    properties: Object.fromEntries(declarations.map((declaration) => [declaration.name, schemaOfField(declaration)])),
    // With a default, too: `name: null` in a user's file takes the default away, and the schema must say so.
    required: declarations.filter(({ optional }) => !optional).map(({ name }) => name),
    additionalProperties: false,
  };
}

function schemaOfField(declaration: Declaration): JsonSchema {
  const { description, defaultValue, optional } = declaration;
  const schema = schemaOfType(declaration);
  return {
    description,
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(optional ? orNull(schema) : schema),
  };
}

function schemaOfType({ schema, group, item }: Declaration): JsonSchema {
  if (group) return schemaOfFields(group);
  return item ? { ...schema, items: schemaOfFields(item) } : schema;
}

/** An optional value may be null: that is how a user's file takes something away. */
function orNull(schema: JsonSchema): JsonSchema {
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (schema.$ref) return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema.type as SchemaType, 'null'], ...(schema.enum && { enum: [...schema.enum, null] }) };
}
