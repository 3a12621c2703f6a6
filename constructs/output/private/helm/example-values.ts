import type { Values } from '../../../core/values/values';
import { documentOf } from '../yaml';

/** What a values file must have at least. */
export type Examples = { readonly [name: string]: unknown };

/** Examples of the values that a user has to give; undefined when the defaults are enough. */
export function requiredExamplesOf(values: Values): Examples | undefined {
  const entries = values._declarations
    .map(({ name, group, optional, defaultValue, example }): [string, unknown] => [
      name,
      group ? requiredExamplesOf(group) : optional || defaultValue !== undefined ? undefined : example,
    ])
    .filter(([, example]) => example !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A values file as a chart's test tools look for it, in ci/. */
export function exampleValuesYaml(examples: Examples): string {
  return `# What the chart has no default for.\n${documentOf(examples, { sortKeys: false })}\n`;
}
