import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../cli/finding';
import { yamlFilesBelow } from '../values-file/values-folder';

/** A values file to be read. */
export interface Input {
  /** Absolute path. */
  readonly file: string;

  /** Path as the user gave it. */
  readonly path: string;

  /** Name below the folder that was given, with slashes: that of what is written. */
  readonly name: string;
}

/** The files that are meant, each once: those named, and every YAML file below a folder, in the order of their names. */
export function inputsOf(paths: readonly string[]): Input[] {
  const problems: Finding[] = [];
  const inputs = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) problems.push(nothing(`there is no file or folder ${path}`, path, 'mend the path'));
    if (!stat?.isDirectory()) return [inputAt(path, basename(path))];
    const below = yamlFilesBelow(path);
    if (below.length === 0) problems.push(nothing(`folder ${path} holds no .yaml or .yml file`, path));
    return below.map((name) => inputAt(join(path, name), name));
  });
  if (problems.length > 0) throw new FindingsError(problems);
  const files = inputs.map(({ file }) => file);
  return inputs.filter(({ file }, i) => files.indexOf(file) === i);
}

const nothing = (message: string, file: string, hint?: string): Finding =>
  commandError('GPULAB4201', message, { file, hint });

const inputAt = (path: string, name: string): Input => ({ file: resolve(path), path, name });
