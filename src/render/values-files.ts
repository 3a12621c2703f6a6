import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { readText } from 'cdk8s-gpulab/lib/core/rules/text-file';
import { attempt, commandError, FindingsError } from '../cli/finding';
import { ValuesFile } from '../values-file/values-file';

/** A values file, or undefined when it cannot be read. What is wrong goes to `findings`. */
export function readValuesFile(path: string, findings: Finding[]): ValuesFile | undefined {
  // A program may change the working directory before places are told.
  const file = resolve(path);
  const problems: Finding[] = [];
  const text = attempt(() => readText(path, 'values file', 'GPULAB4101'), problems);
  findings.push(
    ...problems.map((problem) => ({ ...problem, file, hint: problem.line ? problem.hint : `${file} was tried` })),
  );
  if (text === undefined) return undefined;
  const read = ValuesFile.read(text, file);
  findings.push(...read.findings);
  return read.value && read;
}

const EXTENSION = /\.ya?ml$/;

/** The values files of a folder by the names of their releases. Hidden files belong to tools. */
export function releaseFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const findings: Finding[] = [];
  for (const name of namesIn(folder)) {
    const release = name.replace(EXTENSION, '');
    const path = join(folder, name);
    if (files.has(release)) findings.push(twice(release, path));
    files.set(release, path);
  }
  if (files.size === 0) findings.push(commandError('GPULAB4112', `${folder} holds no .yaml or .yml file`));
  if (findings.length > 0) throw new FindingsError(findings);
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => EXTENSION.test(name) && !name.startsWith('.'))
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FindingsError([commandError('GPULAB4112', `${folder} is no folder that can be read (${code})`)]);
  }
}

const twice = (release: string, path: string): Finding =>
  commandError('GPULAB4112', `two files are of release ${release}`, {
    file: resolve(path),
    hint: 'rename one of them',
  });
