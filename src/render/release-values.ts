import type { Finding } from 'cdk8s-gpulab';
import { keyOf } from 'cdk8s-gpulab/lib/core/checks/private/key';
import type { Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import type { Position } from 'cdk8s-gpulab/lib/core/private/place';
import { isSecretPath } from 'cdk8s-gpulab/lib/core/private/secret-key';
import { shown, visible } from 'cdk8s-gpulab/lib/core/private/visible';
import { merge } from 'cdk8s-gpulab/lib/core/values/private/coalesce';
import type { SchemaIssue } from 'cdk8s-gpulab/lib/core/values/private/schema-check';
import { isAlong, type ValuePath } from 'cdk8s-gpulab/lib/core/values/private/value-paths';
import type { BrokenDemand } from 'cdk8s-gpulab/lib/output/private/helm/renderer';
import { commandError } from '../cli/finding';
import type { ValuesFile } from '../values-file/values-file';
import type { Path } from '../values-file/values-reader';
import { assign } from './assign';
import { type Assignment, shownArgument } from './set-argument';

/** Keys that only files for the charts of iiisthu/ailab have. */
const OLD_KEYS = new Set(['EMAIL', 'UIDD', 'GIDD']);
const IMPORT_HINT = '`gpulab import values` reads files of older charts';

/** Older charts took a key without a value for one that is not there. */
const NULL_HINT =
  'without a value the key takes the default away: remove it, as `gpulab import values` does, or give it a value';

/** A value that a release is given: by a file, or by an argument of `--set`. */
export interface Given {
  readonly key: string;

  /** None for an argument. */
  readonly place?: Position;
}

/** What a release is given, as Helm puts it together: values files in their order, and over them each `--set`. */
export class ReleaseValues {
  private constructor(
    readonly given: Mapping,
    private readonly files: readonly ValuesFile[],
    private readonly sets: readonly Assignment[],
  ) {}

  static readonly NONE = new ReleaseValues({}, [], []);

  /** With one more file, whose values win. It must be one that could be read. */
  withFile(file: ValuesFile): ReleaseValues {
    return new ReleaseValues(merge(this.given, file.value!), [...this.files, file], this.sets);
  }

  /** With one more `--set`. Throws where it does not fit to what is there. */
  withSet(set: Assignment): ReleaseValues {
    return new ReleaseValues(assign(this.given, set), this.files, [...this.sets, set]);
  }

  /** An issue as a finding, at the place that gave the value last. */
  findingOf(issue: SchemaIssue): Finding {
    const { path, problem } = issue;
    const key = visible(keyOf(path));
    const hint = problem === 'unknown' && OLD_KEYS.has(key) ? IMPORT_HINT : issue.hint;
    const set = last(this.sets, (one) => isAlong(one.path, path));
    if (set) return commandError('GPULAB3106', `--set ${shownArgument(set.argument)}: ${issue.message}`, { key, hint });
    const message = this.messageOf(issue);
    const file = this.fileOf(path);
    const isEmptied = problem === 'missing' && file?.valueAt(path) === null;
    const place = file?.placeOf(path, problem === 'unknown' ? 'key' : 'value');
    return commandError('GPULAB3106', message, { ...place, key, hint: isEmptied ? NULL_HINT : hint });
  }

  /** Has the file that gives a value told everything that is wrong with it? */
  isTold(path: ValuePath): boolean {
    return this.fileOf(path)?.isTold(path) ?? false;
  }

  /** A rule between values that they break, at the first value that it names and that was given. */
  findingOfDemand({ message, hint, values }: BrokenDemand): Finding {
    const given = this.firstGiven(values);
    return commandError('GPULAB3107', message, { file: this.lastFile?.file, ...given?.place, key: given?.key, hint });
  }

  /** The first of several values that a file or `--set` gives, with its key; a `--set` has no place. */
  firstGiven(paths: readonly ValuePath[]): Given | undefined {
    for (const path of paths) {
      const key = visible(keyOf(path));
      const set = last(this.sets, (one) => isAlong(one.path, path));
      if (set) return { key };
      const file = last(this.files, (one) => one.valueAt(path) !== undefined);
      if (file) return { key, place: file.placeOf(path) };
    }
    return undefined;
  }

  /** The file that says most of a release. */
  get lastFile(): ValuesFile | undefined {
    return this.files.at(-1);
  }

  /** The last file that gives a value, or what it would be in. */
  private fileOf(path: Path): ValuesFile | undefined {
    for (let length = path.length; length > 0; length--) {
      const file = last(this.files, (one) => one.valueAt(path.slice(0, length)) !== undefined);
      if (file) return file;
    }
    return this.lastFile;
  }

  /** A number or truth that is written in another way is shown as it is written, too. */
  private messageOf({ path, message }: SchemaIssue): string {
    if (isSecretPath(path)) return message;
    const file = this.fileOf(path);
    const value = file?.valueAt(path);
    const source = file?.sourceOf(path);
    const isSame = (typeof value !== 'number' && typeof value !== 'boolean') || String(value) === source;
    return isSame ? message : `${message} (written ${shown(source)})`;
  }
}

const last = <T>(items: readonly T[], isWanted: (item: T) => boolean): T | undefined =>
  [...items].reverse().find(isWanted);
