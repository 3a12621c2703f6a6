import type { Values } from '../values';
import type { Expression } from './expression';
import type { JsonSchema } from './schema';

/** One declared value: the single source of values.yaml, its schema, its documentation and its typed reference. */
export interface Declaration {
  readonly name: string;
  /** Plain text, perhaps of several lines. */
  readonly description: string;
  /** Without description and default, and without what `group` and `item` say. */
  readonly schema: JsonSchema;
  /** May it be absent or null? Fields of items with a default are, because Helm merges no defaults into items. */
  readonly optional: boolean;
  /** Undefined when there is none. */
  readonly defaultValue?: unknown;
  /** A valid value, for documentation and checks; every required value of a chart has one. */
  readonly example?: unknown;
  /** The values in a group. */
  readonly group?: Values;
  /** The fields of an item in a list of objects. */
  readonly item?: Values;
}

/** A named expression, a text most often: a variable at the top of each template that uses it. */
export interface Computed {
  readonly name: string;
  readonly value: Expression;
}

/** A rule over several values: nothing is rendered, and the message told, unless the condition holds. */
export interface Demand {
  readonly condition: Expression;
  readonly message: string;
}

/** Default values of a chart, as values.yaml has them; values without default are not there. */
export function defaultsOf(values: Values): { [name: string]: unknown } {
  return collect(values, ({ defaultValue }) => defaultValue);
}

/** Values that a chart can be rendered with: defaults, and examples of what is required. */
export function exampleValuesOf(values: Values): { [name: string]: unknown } {
  return collect(values, ({ defaultValue, optional, example }) => defaultValue ?? (optional ? undefined : example));
}

/** Dotted names of the values that have neither a default nor leave to be absent. */
export function requiredOf(values: Values): string[] {
  return values._declarations.flatMap(({ name, group, optional, defaultValue }) => {
    if (group) return requiredOf(group);
    return optional || defaultValue !== undefined ? [] : [[...values._path, name].join('.')];
  });
}

function collect(values: Values, pick: (declaration: Declaration) => unknown): { [name: string]: unknown } {
  const entries = values._declarations.map((declaration): [string, unknown] => [
    declaration.name,
    declaration.group ? collect(declaration.group, pick) : pick(declaration),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
