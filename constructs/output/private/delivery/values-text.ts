import { isMapping, type Mapping } from '../../../core/private/mapping';
import { documentOf, EXPLICIT_NULL } from '../yaml';
import type { ReleaseStep } from './plan';

/** Values of a release as the text of a values file; null, which takes a default away, stays. */
export const valuesText = (values: Mapping): string =>
  `${documentOf(withNulls(values) as object, { sortKeys: false })}\n`;

/** The values file of a release, which several forms share. */
export const valuesFileOf = ({ name }: ReleaseStep): string => `values/${name}.yaml`;

/** That file with its text, as an entry of files. */
export const valuesEntry = (step: ReleaseStep): [string, string] => [valuesFileOf(step), valuesText(step.values)];

function withNulls(value: unknown): unknown {
  if (value === null) return EXPLICIT_NULL;
  if (Array.isArray(value)) return value.map(withNulls);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNulls(member)]));
}
