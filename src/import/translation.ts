import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { nearest } from 'cdk8s-gpulab/lib/core/private/nearest';
import { shown, visible } from 'cdk8s-gpulab/lib/core/private/visible';
import type { ValuesFile } from '../values-file/values-file';
import { type Entry, entryOf, type Fate, type Remark } from './entry';
import { described, readValue } from './read-value';
import { changed, type Reading } from './reading';
import type { Registries } from './registries';
import { LIMITS, WORKLOAD_KEYS, type WorkloadKey } from './workload-keys';

/** The mail of a student: only the admin charts, which share the file, read it. */
const MAIL_KEY = 'EMAIL';

/** The one key that must be there. */
export const NAMESPACE = 'NameSpace';

/** The key that names what runs. */
const IMAGE = 'ContainerImage';

/** Values by the keys of `WORKLOAD_KEYS`. */
export type WorkloadValues = ReadonlyMap<string, unknown>;

/** Which image a job has that names none, and where images move to. */
export interface Images {
  readonly registries: Registries;
  readonly defaultImage: string;
}

/** A file of today in the keys of today's chart: the values that count, and what became of each key. */
export class Translation {
  readonly entries: Entry[];
  private readonly found = new Map<string, unknown>();

  constructor(
    private readonly source: ValuesFile,
    private readonly file: string,
    private readonly images: Images,
  ) {
    this.entries = source.findings.map(entryOf);
    this.unknownKeys();
    for (const key of WORKLOAD_KEYS) this.read(key);
    this.moveDefaultImage();
    if (!this.found.has(NAMESPACE) && !this.isWrong(NAMESPACE)) {
      const hint = `give ${NAMESPACE} the login name of the student`;
      this.wrong(NAMESPACE, { code: 'GPULAB4205', message: `${NAMESPACE} is missing`, hint });
    }
  }

  get values(): WorkloadValues {
    return this.found;
  }

  isWrong(key: string): boolean {
    return this.entries.some((entry) => entry.fate === 'wrong' && entry.key === key);
  }

  get failed(): boolean {
    return this.entries.some(({ fate }) => fate === 'wrong');
  }

  /** Tells of a problem that shows only beside other keys, other files or the roster. */
  wrong(key: string, remark: Remark): void {
    this.entry('wrong', key === '' ? [] : key.split('.'), remark);
  }

  private read(rule: WorkloadKey): void {
    const { key } = rule;
    const path = key.split('.');
    const value = this.source.valueAt(path);
    if (value === undefined) return;
    if (rule.needs !== undefined && this.withoutEffect(rule.needs)) {
      const message = `${key} without ${rule.needs} had no effect`;
      this.entry('dropped', path, { code: 'GPULAB4224', message, hint: `give ${rule.needs} as well if it is meant` });
      return;
    }
    const read = readValue({ key, value, source: this.source.sourceOf(path) }, rule);
    const reading = rule.kind === 'image' ? this.moved(key, read) : read;
    if (reading.value !== undefined) this.found.set(key, reading.value);
    // An empty one is told as missing.
    if (reading.fate === 'dropped' && key === NAMESPACE) return;
    this.entry(reading.fate, path, reading.remark);
  }

  /** Is the key, on which another depends, not given or off? */
  private withoutEffect(key: string): boolean {
    return !this.isWrong(key) && (!this.found.has(key) || this.found.get(key) === false);
  }

  private moved(key: string, reading: Reading): Reading {
    if (reading.fate !== 'mapped') return reading;
    const image = reading.value as string;
    const moved = this.images.registries.rewrite(image);
    return moved === image ? reading : changed(moved, 'GPULAB4215', `${key} ${shown(image)} becomes ${shown(moved)}`);
  }

  /** A job that names no image has that of the chart, which may be of a registry that moves. */
  private moveDefaultImage(): void {
    if (this.found.has(IMAGE) || this.isWrong(IMAGE)) return;
    const { registries, defaultImage } = this.images;
    const moved = registries.rewrite(defaultImage);
    if (moved === defaultImage) return;
    this.found.set(IMAGE, moved);
    const message = `${IMAGE} is not given: the default ${shown(defaultImage)} becomes ${shown(moved)}`;
    this.entry('changed', [IMAGE], { code: 'GPULAB4215', message });
  }

  private unknownKeys(): void {
    const limits = this.source.valueAt([LIMITS]);
    for (const name of Object.keys(this.source.value!)) if (name !== LIMITS) this.unknown([name]);
    if (limits === undefined) return;
    if (limits === null) this.entry('dropped', [LIMITS], { code: 'GPULAB4223', message: `${LIMITS} is empty` });
    else if (isMapping(limits)) for (const name of Object.keys(limits)) this.unknown([LIMITS, name]);
    else {
      const got = described({ value: limits, source: this.source.sourceOf([LIMITS]) });
      const hint = 'write CPU, memory and GPU below it, indented';
      this.wrong(LIMITS, { code: 'GPULAB4203', message: `${LIMITS} is ${got}: a mapping is wanted`, hint });
    }
  }

  private unknown(path: readonly string[]): void {
    const key = path.join('.');
    if (WORKLOAD_KEYS.some((known) => known.key === key)) return;
    if (key === MAIL_KEY) {
      this.entry('dropped', path, { code: 'GPULAB4222', message: `${key} belongs to the roster` });
      return;
    }
    const near = this.nearestMissing(path);
    const message = `${shown(key).slice(1, -1)} is read by no chart: it is left out`;
    this.entry('dropped', path, { code: 'GPULAB4221', message, hint: near && `did you mean "${near}"?` });
  }

  /** The key that was most likely meant: one that the file does not give, of the same mapping before the others. */
  private nearestMissing(path: readonly string[]): string | undefined {
    const missing = WORKLOAD_KEYS.filter(({ key }) => this.source.valueAt(key.split('.')) === undefined);
    const isBeside = ({ key }: WorkloadKey) => key.split('.').length === path.length;
    const ordered = [...missing.filter(isBeside), ...missing.filter((key) => !isBeside(key))];
    const leaf = nearest(path[path.length - 1], ordered.map(leafOf));
    return ordered.find((key) => leafOf(key) === leaf)?.key;
  }

  private entry(fate: Fate, path: readonly string[], remark?: Remark): void {
    // What is wrong with a value is told at the value, everything else at the key.
    const part = fate === 'wrong' || fate === 'changed' ? 'value' : 'key';
    const { line, column } = this.source.placeOf(path, part);
    this.entries.push({ fate, file: this.file, line, column, key: visible(path.join('.')), remark });
  }
}

const leafOf = ({ key }: WorkloadKey): string => key.slice(key.lastIndexOf('.') + 1);
