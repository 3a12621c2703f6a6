import type { Finding, Roster } from 'cdk8s-gpulab';
import { nearest } from 'cdk8s-gpulab/lib/core/private/nearest';
import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import { releaseProblems } from 'cdk8s-gpulab/lib/output/private/helm/release';
import { readValuesFile } from '../render/values-files';
import { check } from './check';
import { type Entry, entryOf } from './entry';
import type { Input } from './inputs';
import { type JobName, jobNameOf } from './job-name';
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

  readonly name: JobName;

  /** What became of each key, in the order of the text. */
  readonly entries: readonly Entry[];
  readonly values: WorkloadValues;
}

/** Reads a file and looks at all that can be wrong with it. */
export function readJob(input: Input, { target, registries, roster }: Surroundings): Job {
  const name = jobNameOf(input);
  const findings: Finding[] = [];
  const source = readValuesFile(input.file, findings);
  if (!source) return { input, name, entries: findings.map(entryOf), values: new Map() };
  const translation = new Translation(source, input.file, { registries, defaultImage: target.site.defaultImage });
  checkName(translation, input, name);
  check(translation, target, name.release);
  if (roster) checkStudent(translation, roster);
  return { input, name, entries: translation.entries.sort(byPlace), values: translation.values };
}

/** A name that no release can have would be refused by the next command, and the whole folder with it. */
function checkName(translation: Translation, input: Input, { release, file }: JobName): void {
  if (release === '') {
    const hint = 'rename the file, or its folder, with letters from a to z, digits and "-"';
    translation.wrong('', { code: 'GPULAB4218', message: `no release can be named after ${shown(input.name)}`, hint });
    return;
  }
  for (const problem of releaseProblems({ name: release, namespace: release })) {
    translation.wrong('', { ...problem, hint: 'give the file, or its folders, a shorter name' });
    return;
  }
  if (file === input.name) return;
  const message = `${shown(input.name)} becomes ${file}, for the release ${release}`;
  translation.entries.push({ fate: 'changed', file: input.file, remark: { code: 'GPULAB4218', message } });
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

const byPlace = (a: Entry, b: Entry): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
