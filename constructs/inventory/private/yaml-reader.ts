import { type Finding, FindingLevel } from '../../core/finding';
import { suggestion } from '../../core/private/nearest';
import type { Position } from '../../core/private/place';
import { nanosOf } from '../../core/private/quantity';
import type { SyntaxProblem } from '../../core/private/yaml-syntax';
import { quoted, visible } from '../../core/rules/problem';
import { readPlainYaml } from './plain-yaml';
import { readYaml, type YamlEntry, type YamlMapping, type YamlNode } from './yaml-nodes';

/** Codes of what can be wrong with a YAML file. */
export interface YamlCodes {
  /** Not YAML. */
  readonly syntax: string;
  /** A key that nobody reads. */
  readonly unknownKey: string;
  /** A key that must be there. */
  readonly missing: string;
  /** Another type or form than wanted. */
  readonly value: string;
}

/** A YAML text whose parts know their place. Every problem becomes a finding; reading goes on behind it. */
export class YamlReader {
  readonly findings: Finding[] = [];
  readonly root: MappingReader;

  constructor(
    private readonly text: string,
    private readonly file: string,
    readonly codes: YamlCodes,
  ) {
    const root = readPlainYaml(text) ?? readYaml(text);
    this.root =
      ('kind' in root ? this.mapping(root, '') : this.reportSyntax(root)) ?? new MappingReader(this, undefined, '');
  }

  /** The mapping that a node is; a finding if it is another thing. */
  mapping(node: YamlNode, key: string): MappingReader | undefined {
    if (node.kind === 'mapping') return new MappingReader(this, node, key);
    this.wrongType(node, key, 'a mapping (key: value)');
    return undefined;
  }

  wrongType(node: YamlNode, key: string, wanted: string): void {
    const got = node.kind === 'scalar' ? describe(node.value) : `a ${node.kind}`;
    const subject = key === '' ? 'the file' : key;
    const hint = typeof scalarOf(node) === 'number' && wanted.includes('text') ? 'put it in quotes' : undefined;
    this.report(this.codes.value, `${subject} is ${got}: ${wanted} is wanted`, node.offset, key, hint);
  }

  report(code: string, message: string, offset: number, key: string | undefined, hint?: string): void {
    this.findings.push({ level: FindingLevel.ERROR, code, message, ...this.placeOf(offset), key, hint });
  }

  placeOf(offset: number): Position {
    const before = this.text.slice(0, offset).split('\n');
    return { file: this.file, line: before.length, column: before[before.length - 1].length + 1 };
  }

  private reportSyntax({ message, offset, hint }: SyntaxProblem): undefined {
    this.report(this.codes.syntax, message, offset, undefined, hint);
  }
}

/** A mapping: each key is asked for once, and `close` reports those that nobody asked for. */
export class MappingReader {
  private readonly asked = new Set<string>();

  constructor(
    private readonly reader: YamlReader,
    private readonly node: YamlMapping | undefined,
    readonly key: string,
  ) {}

  /** Where the mapping or one of its values begins. */
  offset(name?: string): number {
    return ((name === undefined ? undefined : this.entry(name)?.value) ?? this.node)?.offset ?? 0;
  }

  /** Where a value is written. */
  place(name: string): Position {
    return this.reader.placeOf(this.offset(name));
  }

  /** A problem with one of the values, or with the mapping. */
  report(code: string, message: string, name?: string, hint?: string): void {
    this.reader.report(code, message, this.offset(name), name === undefined ? this.key : this.path(name), hint);
  }

  /** Text, which must be there. */
  text(name: string, pattern: RegExp, wanted: string, hint?: string): string | undefined {
    this.needs(name, hint);
    return this.optionalText(name, pattern, wanted);
  }

  /** A key that must be there, with a value. */
  needs(name: string, hint?: string): void {
    if (this.value(name) !== undefined || !this.node) return;
    const message = this.key === '' ? `the file has no ${name}` : `${this.key} has no ${name}`;
    this.reader.report(this.reader.codes.missing, message, this.offset(), this.path(name), hint);
  }

  optionalText(name: string, pattern: RegExp, wanted: string): string | undefined {
    const node = this.value(name);
    if (node === undefined) return undefined;
    const value = scalarOf(node);
    if (typeof value === 'string' && pattern.test(value)) return value;
    if (typeof value === 'string') {
      this.report(this.reader.codes.value, `${this.path(name)} ${quoted(value)} is not ${wanted}`, name);
    } else {
      this.reader.wrongType(node, this.path(name), `text (${wanted})`);
    }
    return undefined;
  }

  /** A quantity above zero, as text or as a number. @param example what one looks like, as "as 64" */
  optionalQuantity(name: string, example: string): string | undefined {
    const node = this.value(name);
    if (node === undefined) return undefined;
    const value = scalarOf(node);
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if ((nanosOf(text) ?? 0n) > 0n) return text;
    this.reader.wrongType(node, this.path(name), `a quantity above zero, ${example},`);
    return undefined;
  }

  quantity(name: string, example: string): string | undefined {
    this.needs(name);
    return this.optionalQuantity(name, example);
  }

  /** A whole number of at least one; `fallback` without it. */
  count(name: string, fallback: number): number | undefined {
    const node = this.value(name);
    if (node === undefined) return fallback;
    const value = scalarOf(node);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    this.reader.wrongType(node, this.path(name), 'a whole number of at least 1');
    return undefined;
  }

  /** A switch; undefined without it. */
  optionalBoolean(name: string): boolean | undefined {
    const node = this.value(name);
    if (node === undefined) return undefined;
    const value = scalarOf(node);
    if (typeof value === 'boolean') return value;
    this.reader.wrongType(node, this.path(name), 'true or false');
    return undefined;
  }

  /** The mapping below a key; undefined without it. */
  optionalMapping(name: string): MappingReader | undefined {
    const node = this.value(name);
    return node && this.reader.mapping(node, this.path(name));
  }

  /** A mapping that is there to be found: nobody can tell whether an empty one means its defaults, or none. */
  optionalSection(name: string): MappingReader | undefined {
    const section = this.optionalMapping(name);
    if (section || this.value(name) !== undefined || !this.entry(name)) return section;
    const hint = 'write {} for its defaults, or take the key out';
    this.report(this.reader.codes.value, `${this.path(name)} is empty`, name, hint);
    return undefined;
  }

  /** The mappings of a list; none without it. */
  mappings(name: string): MappingReader[] {
    return this.items(name).flatMap((item, i) => this.reader.mapping(item, `${this.path(name)}[${i}]`) ?? []);
  }

  texts(name: string, pattern: RegExp, wanted: string): string[] {
    return this.items(name).flatMap((item, i) => {
      const value = scalarOf(item);
      if (typeof value === 'string' && pattern.test(value)) return [value];
      this.reader.wrongType(item, `${this.path(name)}[${i}]`, `text (${wanted})`);
      return [];
    });
  }

  /** Reports every key that was not asked for. */
  close(): void {
    for (const { key } of this.node?.entries ?? []) {
      const name = String(key.value);
      if (this.asked.has(name)) continue;
      const message = `key ${quoted(name)} is unknown${this.key === '' ? '' : ` in ${this.key}`}`;
      const hint = suggestion(name, [...this.asked]);
      this.reader.report(this.reader.codes.unknownKey, message, key.offset, this.path(visible(name)), hint);
    }
  }

  private items(name: string): readonly YamlNode[] {
    const node = this.value(name);
    if (node === undefined) return [];
    if (node.kind === 'list') return node.items;
    this.reader.wrongType(node, this.path(name), 'a list');
    return [];
  }

  /** The node of a key; a key without a value counts as absent, as in Kubernetes. */
  private value(name: string): YamlNode | undefined {
    this.asked.add(name);
    const node = this.entry(name)?.value;
    return node && scalarOf(node) === null ? undefined : node;
  }

  private entry(name: string): YamlEntry | undefined {
    return this.node?.entries.find(({ key }) => key.value === name);
  }

  private path(name: string): string {
    return this.key === '' ? name : `${this.key}.${name}`;
  }
}

/** The value of a scalar, undefined for anything else. */
const scalarOf = (node: YamlNode): unknown => (node.kind === 'scalar' ? node.value : undefined);

const describe = (value: unknown): string => (value === undefined || value === null ? 'empty' : quoted(value));
