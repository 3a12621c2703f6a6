import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Committed, OutputFolder } from '../../../constructs/output/private/folder';

/** Files by name; an empty folder has a name that ends with a slash. */
export type Files = { readonly [name: string]: string };

/** Everything in a folder, hidden or not; undefined where there is none. */
export function contentsOf(folder: string): Files | undefined {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return undefined;
  const files: { [name: string]: string } = {};
  const visit = (prefix: string) => {
    const entries = readdirSync(join(folder, prefix), { withFileTypes: true });
    if (entries.length === 0 && prefix !== '') files[prefix] = '';
    for (const entry of entries) {
      const name = prefix + entry.name;
      if (entry.isDirectory()) visit(`${name}/`);
      else if (entry.isSymbolicLink()) files[name] = `-> ${readlinkSync(join(folder, name))}`;
      else files[name] = readFileSync(join(folder, name), 'utf8');
    }
  };
  visit('');
  return files;
}

/** Puts files where others would put theirs. */
export function place(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(folder, name), text);
  }
}

/** One run that writes these files. */
export function run(folder: string, files: Files): Committed {
  const output = new OutputFolder(folder);
  for (const [name, text] of Object.entries(files)) output.write(name, text);
  return output.commit();
}

/** The files and the listing that belongs to them. */
export const withListing = (files: Files): Files => ({
  ...files,
  'apply-order.txt': Object.keys(files)
    .map((name) => `${name}\n`)
    .join(''),
});
