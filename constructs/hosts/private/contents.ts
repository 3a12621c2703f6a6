import type { IConstruct } from 'constructs';
import { error, quoted } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import type { Rules } from '../../core/rules/rules';
import type { HostDirectory, HostFile, HostFileOptions, HostJson } from '../host-entry';
import type { ManifestDirectory, ManifestFile, ManifestUnit } from './manifest';
import { type JsonPart, mergedParts } from './merge';
import { checkDirectoryMode, checkFileMode, fourDigits } from './modes';
import { checkName, checkPath } from './names';
import { holdsSecret, markedText } from './secret-token';

type Directory = ManifestDirectory & { readonly kind: 'directory' };
type Absent = { readonly kind: 'absent'; readonly path: string };
type File = Omit<ManifestFile, 'source' | 'secrets'>;

/** A file that the host has a text for. */
export type TextEntry = File &
  ({ readonly kind: 'file'; readonly text: string } | { readonly kind: 'json'; readonly parts: readonly JsonPart[] });

/** What stands at one path. */
export type Entry = Directory | Absent | TextEntry;

interface Held {
  readonly entry: Entry;

  /** Who wanted it first. */
  readonly part: IConstruct;
}

/** What stands on one host, while parts add to it. */
export class HostContents {
  readonly packages = new Set<string>();
  readonly modules = new Set<string>();
  readonly sysctls = new Map<string, string>();
  readonly units = new Map<string, ManifestUnit>();
  private readonly held = new Map<string, Held>();
  swap?: false;

  constructor(private readonly host: IConstruct) {}

  /** Entries by path, so that directories stand before what is in them. */
  sortedEntries(): Entry[] {
    return sorted(this.held.keys()).map((path) => this.entryAt(path)!);
  }

  entryAt(path: string): Entry | undefined {
    return this.held.get(path)?.entry;
  }

  /** Adds what a part wants. Is it the first at its path? */
  add(entry: Entry, part: IConstruct): boolean {
    const before = this.held.get(entry.path) ?? this.inTheWay(entry);
    const merged = before ? unified(before.entry, entry) : entry;
    if (!merged) {
      const what = `${before!.part.node.path} has ${KINDS[before!.entry.kind]} at ${quoted(before!.entry.path)}`;
      this.clash(part, `${what}, which is not what ${KINDS[entry.kind]} at ${quoted(entry.path)} needs here`, 'path');
      return false;
    }
    this.held.set(entry.path, { entry: merged, part: before?.part ?? part });
    if (merged.kind === 'json') report(part, conflictsWithLast(merged));
    return before === undefined;
  }

  /** A file above the path, or something below the path of a file. */
  private inTheWay({ path, kind }: Entry): Held | undefined {
    return [...this.held.values()].find(
      ({ entry }) =>
        (entry.kind !== 'directory' && path.startsWith(`${entry.path}/`)) ||
        (kind !== 'directory' && entry.path.startsWith(`${path}/`)),
    );
  }

  addUnit(unit: ManifestUnit, part: IConstruct): void {
    const before = this.units.get(unit.name);
    if (before && (before.enabled !== unit.enabled || before.running !== unit.running)) {
      this.clash(part, `unit ${unit.name} is to run and not to run, or to be enabled and disabled`, 'name');
    }
    this.units.set(unit.name, unit);
  }

  addSysctl(name: string, value: string): void {
    const before = this.sysctls.get(name) ?? value;
    if (before !== value)
      this.clash(this.host, `${name} is ${quoted(before)} already, and ${quoted(value)} here`, name);
    this.sysctls.set(name, value);
  }

  private clash(part: IConstruct, message: string, key: string): void {
    report(part, [error('GPULAB2953', message, key)]);
  }
}

const KINDS: { readonly [kind in Entry['kind']]: string } = {
  directory: 'a directory',
  absent: 'nothing',
  file: 'a file',
  json: 'a JSON file',
};

/** Keys in which the last part differs from those before it. */
const conflictsWithLast = ({ parts, path }: { readonly parts: readonly JsonPart[]; readonly path: string }) =>
  mergedParts(parts)
    .conflicts.filter(({ second }) => second === parts[parts.length - 1])
    .map(({ key, first, values: [one, other] }) =>
      error('GPULAB2954', `${key} of ${path} is ${other} here, but ${first.part.node.path} gives ${one}`, key),
    );

/** One entry for two wishes, or none where they differ. Of a JSON file that parts share, the stricter mode holds. */
function unified(first: Entry, second: Entry): Entry | undefined {
  if (first.kind === 'json' && second.kind === 'json' && isSameOwner(first, second)) {
    const parts = [...first.parts, ...second.parts];
    const mode = fourDigits((Number.parseInt(first.mode, 8) & Number.parseInt(second.mode, 8)).toString(8));
    return { ...first, mode, parts, ...unitsOf([first, second]), validate: first.validate ?? second.validate };
  }
  const isSame =
    first.kind === second.kind && first.kind !== 'json' && JSON.stringify(first) === JSON.stringify(second);
  return isSame ? first : undefined;
}

const isSameOwner = (first: ManifestDirectory, second: ManifestDirectory): boolean =>
  first.owner === second.owner && first.group === second.group;

const unitsOf = (files: readonly Pick<ManifestFile, 'restart' | 'reload'>[]) => ({
  restart: sorted(files.flatMap(({ restart }) => restart)),
  reload: sorted(files.flatMap(({ reload }) => reload)),
});

export const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

export function absentOf(path: string, rules: Rules): Entry {
  checkPath(rules, 'path', path);
  return { kind: 'absent', path };
}

export function directoryOf(
  { path, mode = '0755', owner = 'root', group = 'root' }: HostDirectory,
  rules: Rules,
): Entry {
  checkPath(rules, 'path', path);
  checkDirectoryMode(rules, mode);
  checkOwner(rules, owner, group);
  return { kind: 'directory', path, mode: fourDigits(mode), owner, group };
}

export function fileOf(file: HostFile, rules: Rules): Entry {
  const { text } = file;
  const isText = rules.text('text', text);
  if (isText) checkText(rules, text);
  return { kind: 'file', ...optionsOf(file, isText && holdsSecret(text), rules), text };
}

export function jsonPartOf(json: HostJson, part: IConstruct, rules: Rules): Entry {
  const parts = rules.object('content', json.content) ? [{ part, content: json.content }] : [];
  const text = jsonText(parts);
  checkText(rules, text);
  return { kind: 'json', ...optionsOf(json, holdsSecret(text), rules), parts };
}

/** A JSON file as it is written. */
const jsonText = (parts: readonly JsonPart[]): string =>
  `${JSON.stringify(mergedParts(parts).content, undefined, 2)}\n`;

/** The text of a file, with tokens of secrets. */
export const textOf = (entry: TextEntry): string => (entry.kind === 'json' ? jsonText(entry.parts) : entry.text);

function optionsOf(options: HostFileOptions, isSecret: boolean, rules: Rules) {
  const { path, mode = isSecret ? '0600' : '0644', owner = 'root', group = 'root', validate } = options;
  const { restart = [], reload = [] } = options;
  checkPath(rules, 'path', path);
  checkFileMode(rules, mode, isSecret);
  checkOwner(rules, owner, group);
  for (const [key, units] of Object.entries({ restart, reload })) {
    for (const unit of rules.list(key, units)) checkName(rules, 'unit', key, unit);
  }
  if (validate !== undefined && rules.list('validate', validate).filter((word) => word === '%').length !== 1) {
    rules.error('GPULAB2202', 'validate has not exactly one word "%", the path of the new text', 'validate');
  }
  return { path, mode: fourDigits(mode), owner, group, ...unitsOf([{ restart, reload }]), validate };
}

function checkOwner(rules: Rules, owner: string, group: string): void {
  checkName(rules, 'user', 'owner', owner);
  checkName(rules, 'user', 'group', group);
}

function checkText(rules: Rules, text: string): void {
  if (/\0|\p{Cs}/u.test(text)) rules.error('GPULAB2958', 'text has a NUL or half a character in it', 'text');
  rules.problems.push(...markedText(text).problems);
}
