import { isMapping, type Mapping } from '../../../core/values/private/coalesce';
import { documentOf, EXPLICIT_NULL } from '../yaml';

/** Values of a release as the text of a values file; null, which takes a default away, stays. */
export const valuesText = (values: Mapping): string =>
  `${documentOf(withNulls(values) as object, { sortKeys: false })}\n`;

function withNulls(value: unknown): unknown {
  if (value === null) return EXPLICIT_NULL;
  if (Array.isArray(value)) return value.map(withNulls);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNulls(member)]));
}
