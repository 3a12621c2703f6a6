import { join, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { readText } from 'cdk8s-gpulab/lib/core/rules/text-file';
import { attempt, commandError, FindingsError } from '../cli/finding';
import { ValuesFile } from '../values-file/values-file';
import { releaseOf, yamlFilesBelow } from '../values-file/values-folder';

/** What Helm takes for standard input. */
const STDIN = '-';

/** A values file, or undefined when it cannot be read. What is wrong goes to `findings`. */
export function readValuesFile(path: string, findings: Finding[]): ValuesFile | undefined {
  // A program may change the working directory before places are told.
  const file = resolve(path);
  const problems: Finding[] = [];
  const tried = path === STDIN ? 'standard input is not read: write the values into a file' : `${file} was tried`;
  const text = attempt(() => readText(path, 'values file', 'GPULAB4101'), problems);
  findings.push(...problems.map((problem) => ({ ...problem, file, hint: problem.line ? problem.hint : tried })));
  if (text === undefined) return undefined;
  const read = ValuesFile.read(text, file);
  findings.push(...read.findings);
  return read.value && read;
}

/** The values files below a folder by the names of their releases. */
export function releaseFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const findings: Finding[] = [];
  for (const name of namesIn(folder)) {
    const release = releaseOf(name);
    const path = join(folder, name);
    const first = files.get(release);
    if (first !== undefined) findings.push(twice(release, path, first));
    files.set(release, first ?? path);
  }
  if (files.size === 0) findings.push(commandError('GPULAB4112', `${folder} holds no .yaml or .yml file`));
  if (findings.length > 0) throw new FindingsError(findings);
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return yamlFilesBelow(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FindingsError([commandError('GPULAB4112', `${folder} is no folder that can be read (${code})`)]);
  }
}

const twice = (release: string, path: string, first: string): Finding =>
  commandError('GPULAB4112', `two files are of release ${release}: this one and ${first}`, {
    file: resolve(path),
    hint: 'rename one of them',
  });
