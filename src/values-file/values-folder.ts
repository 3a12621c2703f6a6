import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** How names of values files end. */
export const YAML_EXTENSION = /\.ya?ml$/i;

/** Names of all YAML files below a folder, with slashes and in order. Hidden files and folders, such as .git, belong to tools. */
export function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => YAML_EXTENSION.test(entry.name) && !isFolder(entry))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.')))
    .map((parts) => parts.join('/'))
    .sort();
}

/** A link that leads nowhere is a file that cannot be read, and told as such. */
const isFolder = (entry: Dirent): boolean =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() &&
    statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.isDirectory() === true);

/** A folder with one file of this name stands for the file. */
const STANDARD_NAME = 'values';

/**
 * What a release is named after, by the name of its file below a folder: `lab1.yaml` -> `lab1`, `zhang3/train.yaml` -> `zhang3`
 * and `train`, `zhang3/values.yaml` -> `zhang3`.
 */
export function namePartsOf(name: string): readonly string[] {
  const parts = name.replace(YAML_EXTENSION, '').split('/');
  return parts.length > 1 && parts.at(-1) === STANDARD_NAME ? parts.slice(0, -1) : parts;
}

/** The release of a file of a folder. */
export const releaseOf = (name: string): string => namePartsOf(name).join('-');
