import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../cli/finding';

/** A values file to be read. */
export interface Input {
  /** Absolute path. */
  readonly file: string;

  /** Path as the user gave it. */
  readonly path: string;

  /** Name below the folder that was given, with slashes: that of what is written. */
  readonly name: string;
}

const IS_YAML = /\.ya?ml$/;

/** The files that are meant: those named, and every YAML file below a folder, in the order of their names. */
export function inputsOf(paths: readonly string[]): Input[] {
  const problems: Finding[] = [];
  const inputs = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) problems.push(nothing(`there is no file or folder ${path}`, path, 'mend the path'));
    if (!stat?.isDirectory()) return [inputAt(path, basename(path))];
    const below = filesBelow(path);
    if (below.length === 0) problems.push(nothing(`folder ${path} holds no .yaml or .yml file`, path));
    return below;
  });
  if (problems.length > 0) throw new FindingsError(problems);
  return inputs;
}

const nothing = (message: string, file: string, hint?: string): Finding =>
  commandError('GPULAB4201', message, { file, hint });

const inputAt = (path: string, name: string): Input => ({ file: resolve(path), path, name });

/** Hidden files and folders, such as .git, belong to tools. */
function filesBelow(folder: string): Input[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => IS_YAML.test(entry.name) && isFile(entry))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')))
    .sort();
  return files.map((name) => inputAt(join(folder, name), name.split(sep).join('/')));
}

const isFile = (entry: Dirent): boolean =>
  entry.isFile() ||
  (entry.isSymbolicLink() &&
    statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.isFile() === true);
