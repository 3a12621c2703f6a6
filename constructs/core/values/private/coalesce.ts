import { isMapping, type Mapping } from '../../private/mapping';

/**
 * The values that a chart renders with: what was given over its defaults. Mappings merge to the bottom, null takes a default
 * away (and stays where there is none), all else replaces. Neither argument is changed; the result shares their parts.
 *
 * Source: `CoalesceValues` of Helm 3.22.0 and 4.3.1, for a chart whose defaults hold no null.
 */
export function coalesce(defaults: Mapping, given: Mapping): Mapping {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(given, key)) entries.push([key, defaults[key]]);
    else if (given[key] !== null) entries.push([key, together(coalesce, defaults[key], given[key])]);
  }
  return withNewKeys(entries, defaults, given);
}

/**
 * A later values file over an earlier one. As `coalesce`, but null stays: it is still to take away a default.
 *
 * Source: `mergeMaps` of Helm 3.22.0 (pkg/cli/values), `MergeMaps` of Helm 4.3.1 (pkg/chart/v2/loader).
 */
export function merge(earlier: Mapping, later: Mapping): Mapping {
  const entries = Object.keys(earlier).map((key): [string, unknown] => [
    key,
    Object.hasOwn(later, key) ? together(merge, earlier[key], later[key]) : earlier[key],
  ]);
  return withNewKeys(entries, earlier, later);
}

const together = (how: typeof merge, lower: unknown, upper: unknown): unknown =>
  isMapping(lower) && isMapping(upper) ? how(lower, upper) : upper;

/** `fromEntries` defines members: a key `__proto__` stays a key. */
const withNewKeys = (entries: [string, unknown][], lower: Mapping, upper: Mapping): Mapping =>
  Object.fromEntries([...entries, ...Object.entries(upper).filter(([key]) => !Object.hasOwn(lower, key))]);
