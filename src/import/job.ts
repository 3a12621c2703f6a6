import type { Finding, Roster } from 'cdk8s-gpulab';
import { nearest } from 'cdk8s-gpulab/lib/core/private/nearest';
import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import { readValuesFile } from '../render/values-files';
import { check } from './check';
import { type Entry, entryOf } from './entry';
import type { Input } from './inputs';
import type { Registries } from './registries';
import type { Target } from './target';
import { NAMESPACE, Translation, type WorkloadValues } from './translation';

/** What every file is looked at with. */
export interface Surroundings {
  readonly target: Target;
  readonly registries: Registries;

  /** Students who may have jobs; undefined for any namespace. */
  readonly roster: Roster | undefined;
}

/** A student's job as a file of today describes it. */
export interface Job {
  readonly input: Input;

  /** Name of the job beside others in its namespace: that of the file. */
  readonly release: string;

  /** What became of each key, in the order of the text. */
  readonly entries: readonly Entry[];
  readonly values: WorkloadValues;
}

/** Reads a file and looks at all that can be wrong with it. */
export function readJob(input: Input, { target, registries, roster }: Surroundings): Job {
  const release = releaseOf(input);
  const findings: Finding[] = [];
  const source = readValuesFile(input.file, findings);
  if (!source) return { input, release, entries: findings.map(entryOf), values: new Map() };
  const translation = new Translation(source, input.file, registries);
  check(translation, target, release);
  if (roster) checkStudent(translation, roster);
  return { input, release, entries: translation.entries.sort(byPlace), values: translation.values };
}

function checkStudent(translation: Translation, { _entries }: Roster): void {
  const namespace = translation.values.get(NAMESPACE) as string | undefined;
  // Rows with errors count: of these the roster tells itself.
  const uids = _entries.map(({ uid }) => uid);
  if (namespace === undefined || uids.includes(namespace) || translation.isWrong(NAMESPACE)) return;
  const near = nearest(namespace, uids);
  const hint = near === undefined ? 'mend it, or add the student to the roster' : `did you mean "${near}"?`;
  translation.wrong(NAMESPACE, {
    code: 'GPULAB4206',
    message: `${NAMESPACE} ${shown(namespace)} is no uid of the roster`,
    hint,
  });
}

/** Release names are what Helm allows; a file may be called `Lab_1.yaml`. */
function releaseOf({ name }: Input): string {
  const stem = name.slice(name.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  return identifier(stem);
}

/** Lower-case letters, digits and dashes, made of a name of a file. */
export function identifier(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return id === '' ? 'job' : id;
}

const byPlace = (a: Entry, b: Entry): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
