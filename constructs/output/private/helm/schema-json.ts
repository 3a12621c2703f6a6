import { type JsonSchema, schemaOf } from '../../../core/values/private/schema';
import type { Values } from '../../../core/values/values';
import type { ChartDependency } from '../../chart-dependency';
import { printableJson } from '../quoting';

/** The schema of a chart's values: its own, and whatever its dependencies take below their names. */
export function chartSchema(values: Values, dependencies: readonly ChartDependency[]): JsonSchema {
  const schema = schemaOf(values);
  const properties = dependencies.map((dependency): [string, JsonSchema] => [
    valuesKey(dependency),
    { type: 'object', description: `Values of ${dependency.name}.` },
  ]);
  return { ...schema, properties: { ...Object.fromEntries(properties), ...schema.properties } };
}

/** Where the values of a dependency stand. */
export const valuesKey = ({ name, alias }: ChartDependency): string => alias ?? name;

/** values.schema.json, the text of a schema. */
export function schemaText(schema: JsonSchema): string {
  return `${printableJson(JSON.stringify(schema, undefined, 2))}\n`;
}
