/** What YAML calls a mapping and JSON an object. */
export type Mapping = { readonly [key: string]: unknown };

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path such as `driver.repository`; undefined when nothing does, or anything on the way is no mapping. */
export function valueAt(values: Mapping, path: string): unknown {
  let at: unknown = values;
  for (const key of path.split('.')) at = isMapping(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** The mapping; an empty one of anything else. */
export const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : {});

/** The mappings in a list; none of anything else. */
export const mappingsOf = (value: unknown): readonly Mapping[] => (Array.isArray(value) ? value.filter(isMapping) : []);
