import type { Finding } from 'cdk8s-gpulab';
import { attempt } from '../cli/finding';
import { ReleaseValues } from './release-values';
import type { Release } from './render';
import { readSet } from './set-argument';
import { readValuesFile, releaseFiles } from './values-files';

/** Which releases are wanted, and what they are given. Paths are relative to the working directory. */
export interface ReleaseProps {
  /** Values files of all releases. */
  readonly files: readonly string[];

  /** Arguments of `--set`. */
  readonly sets: readonly string[];
  readonly namespace: string;

  /** The only release; undefined for one release for each file of the folder `each`. */
  readonly name: string | undefined;
  readonly each: string | undefined;
}

/** The releases whose values can be read. What is wrong with the others goes to `findings`, each problem once. */
export function readReleases({ files, sets, namespace, name, each }: ReleaseProps, findings: Finding[]): Release[] {
  const assignments = sets.flatMap((argument) => attempt(() => readSet(argument), findings) ?? []);
  const add = (values: ReleaseValues | undefined, path: string) => {
    const file = readValuesFile(path, findings);
    return file && values?.withFile(file);
  };
  const shared = files.reduce(add, ReleaseValues.NONE as ReleaseValues | undefined);
  const finished = (values: ReleaseValues) =>
    attempt(() => assignments.reduce((given, assignment) => given.withSet(assignment), values), findings);
  if (each === undefined) {
    const values = shared && finished(shared);
    return values ? [{ name: name!, namespace, values }] : [];
  }
  return [...releaseFiles(each)].flatMap(([release, path]) => {
    const own = add(shared, path);
    const values = own && finished(own);
    return values ? [{ name: release, namespace, values, namesake: values.lastFile!.file }] : [];
  });
}
