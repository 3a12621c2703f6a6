/**
 * The file that says in which order to apply the others, one name per line; what stands behind "# " is ours and not to be applied.
 * Not a name that `kubectl apply -f DIR` reads.
 */
export const APPLY_ORDER = 'apply-order.txt';

/** The same for a folder of Helm charts, of which nothing is applied: neither may take the files of the other for stale. */
export const CHART_FILES = 'chart-files.txt';

/** The same for what is imported, which is input of other commands. */
export const IMPORTED_FILES = 'imported-files.txt';

/** The same for what is generated, which programs import. */
export const GENERATED_FILES = 'generated-files.txt';

/** The file of an output folder that says which of the others are ours. */
export type Listing = typeof APPLY_ORDER | typeof CHART_FILES | typeof IMPORTED_FILES | typeof GENERATED_FILES;
const LISTINGS: ReadonlySet<string> = new Set([APPLY_ORDER, CHART_FILES, IMPORTED_FILES, GENERATED_FILES]);

export const isListing = (name: string): boolean => LISTINGS.has(name);

/** Nearly all names; for them one question is enough. */
const SIMPLE_NAME = /^[\w-][\w.-]*$/;

/** A relative path that stays below the folder: the only kind that is written, and trusted when it is read. */
export function isSafeName(name: string): boolean {
  if (SIMPLE_NAME.test(name)) return true;
  if (!name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')) return false;
  // A backslash is a separator on some systems; a line break or another control character breaks the listing.
  return !/[\\\p{Cc}]/u.test(name);
}

const NOT_APPLIED = '# ';

/** @param notApplied those of the names that are no manifests */
export function listingOf(names: Iterable<string>, notApplied: ReadonlySet<string>): string {
  let text = '';
  for (const name of names) text += `${notApplied.has(name) ? NOT_APPLIED : ''}${name}\n`;
  return text;
}

/** The files of the run before. A line that is no safe name was not written by us, and nothing is deleted for its sake. */
export function namesIn(listing: string): Set<string> {
  const names = listing
    .split('\n')
    .map((line) => (line.startsWith(NOT_APPLIED) ? line.slice(NOT_APPLIED.length) : line));
  return new Set(names.filter((name) => !isListing(name) && isSafeName(name)));
}

/** The folders on the way to a file, from the nearest outwards: `a/b`, `a` for `a/b/c`. */
export function foldersOf(name: string): string[] {
  const folders: string[] = [];
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    folders.push(name.slice(0, slash));
  }
  return folders;
}
