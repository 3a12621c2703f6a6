import { Construct } from 'constructs';
import { recordCall } from '../core/private/place';
import { addFile } from '../core/rules/output-file';
import { hasError } from '../core/rules/problem';
import { report } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import type { HostDirectory, HostEntry, HostFile, HostJson, HostUnit } from './host-entry';
import {
  absentOf,
  directoryOf,
  type Entry,
  fileOf,
  HostContents,
  jsonPartOf,
  type TextEntry,
  textOf,
} from './private/contents';
import { manifestText, sourceOf } from './private/manifest-text';
import { checkName } from './private/names';
import { markedText } from './private/secret-token';

/** What `HostFiles` are for. */
export interface HostFilesProps {
  /**
   * Name of the host, as the inventory has it.
   * @default - the id of the construct
   */
  readonly hostName?: string;
}

/**
 * What stands on one machine: packages, kernel settings, directories, files and units, from as many parts as there are. It
 * comes out as `hosts/HOST/host.json` beside the manifests, with the text of each file below `hosts/HOST/files`; `gpulab hosts`
 * brings machines into that state. No secret is in it (see `HostSecret`).
 */
export class HostFiles extends Construct {
  /** Name of the host. */
  public readonly hostName: string;

  private readonly contents: HostContents;

  constructor(scope: Construct, id: string, props: HostFilesProps = {}) {
    super(scope, id);
    recordCall(this, new.target);
    this.hostName = props.hostName ?? id;
    this.contents = new HostContents(this);
    const rules = new Rules();
    rules.subdomain('hostName', this.hostName);
    report(this, rules.problems);
    addFile(this, { name: `${this.folder}/host.json`, text: () => manifestText(this.hostName, this.contents) });
  }

  /** Debian packages that must be there. */
  public addPackages(...names: string[]): void {
    this.addNames('package', names, this.contents.packages);
  }

  /** Kernel modules that are loaded now and at every start. */
  public addModules(...names: string[]): void {
    this.addNames('module', names, this.contents.modules);
  }

  /** A kernel parameter, now and at every start: `addSysctl('net.ipv4.ip_forward', '1')`. */
  public addSysctl(name: string, value: string): void {
    const rules = new Rules();
    checkName(rules, 'sysctl', 'name', name);
    rules.matching('value', value, /^[ -~]+$/, 'the value of a kernel parameter: printable characters on one line');
    if (this.isRight(rules)) this.contents.addSysctl(name, value);
  }

  /** Swap is off, now and after every start: the kubelet refuses to run with it. */
  public disableSwap(): void {
    this.contents.swap = false;
  }

  /** A directory. Several parts may give the same. */
  public addDirectory(directory: HostDirectory): void {
    this.add(directory, (rules) => directoryOf(directory, rules));
  }

  /** A file, whole. */
  public addFile(file: HostFile): void {
    this.add(file, (rules) => fileOf(file, rules));
  }

  /**
   * What a part needs in a JSON file that others may need keys in, too: objects are merged, lists are put together. Two values for
   * one key are an error.
   */
  public addJson(json: HostJson): void {
    this.add(json, (rules) => jsonPartOf(json, json.part ?? this, rules));
  }

  /** A file that must not be there. */
  public addAbsent(path: string): void {
    this.add({}, (rules) => absentOf(path, rules));
  }

  /** A unit of systemd that is enabled or not, and runs or not. Its own file is a HostFile below /etc/systemd/system. */
  public addUnit(unit: HostUnit): void {
    const rules = new Rules();
    checkName(rules, 'unit', 'name', unit.name);
    if (!this.isRight(rules, unit)) return;
    const { name, enabled = true, running = true } = unit;
    this.contents.addUnit({ name, enabled, running }, unit.part ?? this);
  }

  /** Keys of a JSON file, as all parts want it. @internal */
  public _json(path: string): { readonly [key: string]: unknown } | undefined {
    const entry = this.contents.entryAt(path);
    return entry?.kind === 'json' ? JSON.parse(textOf(entry)) : undefined;
  }

  private add({ part = this }: HostEntry, entryOf: (rules: Rules) => Entry): void {
    const rules = new Rules();
    const entry = entryOf(rules);
    if (!this.isRight(rules, { part }) || !this.contents.add(entry, part)) return;
    if (entry.kind !== 'file' && entry.kind !== 'json') return;
    addFile(this, {
      name: `${this.folder}/${sourceOf(entry.path)}`,
      text: () => markedText(textOf(this.contents.entryAt(entry.path) as TextEntry)).text,
    });
  }

  private addNames(kind: 'package' | 'module', names: readonly string[], into: Set<string>): void {
    const rules = new Rules();
    for (const name of names) checkName(rules, kind, `${kind}s`, name);
    if (!this.isRight(rules)) return;
    for (const name of names) into.add(name);
  }

  private get folder(): string {
    return `hosts/${this.hostName}`;
  }

  private isRight({ problems }: Rules, { part = this }: HostEntry = {}): boolean {
    report(part, problems);
    return !hasError(problems);
  }
}
