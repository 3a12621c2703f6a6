import type { Document, LineCounter, Node, Pair, YAMLMap } from 'yaml';
import { type Finding, FindingLevel } from '../../core/finding';
import { suggestion } from '../../core/private/nearest';
import type { Position } from '../../core/private/place';
import { nanosOf } from '../../core/private/quantity';
import { yaml } from '../../core/private/third-party';
import { syntaxProblem } from '../../core/private/yaml-syntax';
import { quoted, visible } from './problem';

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
  private readonly document: Document.Parsed;
  private readonly lines: LineCounter;

  constructor(
    text: string,
    private readonly file: string,
    readonly codes: YamlCodes,
  ) {
    const { LineCounter, parseDocument } = yaml();
    this.lines = new LineCounter();
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    const problem = syntaxProblem(this.document);
    if (problem) this.report(codes.syntax, problem.message, problem.offset, undefined, problem.hint);
    this.root = this.mapping(this.document.contents, '') ?? new MappingReader(this, undefined, '');
  }

  /** The mapping that a node is; a finding if it is another thing. */
  mapping(node: unknown, key: string): MappingReader | undefined {
    const resolved = this.resolve(node);
    if (yaml().isMap(resolved)) return new MappingReader(this, resolved, key);
    this.wrongType(node, key, 'a mapping (key: value)');
    return undefined;
  }

  /** What an alias stands for, else the node itself. */
  resolve(node: unknown): unknown {
    return yaml().isAlias(node) ? node.resolve(this.document) : node;
  }

  /** The value of a scalar node, undefined for anything else. */
  scalar(node: unknown): unknown {
    const resolved = this.resolve(node);
    return yaml().isScalar(resolved) ? resolved.value : undefined;
  }

  wrongType(node: unknown, key: string, wanted: string): void {
    const { isMap, isSeq } = yaml();
    const resolved = this.resolve(node);
    const got = isMap(resolved) ? 'a mapping' : isSeq(resolved) ? 'a list' : describe(this.scalar(node));
    const subject = key === '' ? 'the file' : key;
    const text = typeof this.scalar(node) === 'number' && wanted.includes('text') ? 'put it in quotes' : undefined;
    this.report(this.codes.value, `${subject} is ${got}: ${wanted} is wanted`, startOf(node), key, text);
  }

  report(code: string, message: string, offset: number, key: string | undefined, hint?: string): void {
    this.findings.push({ level: FindingLevel.ERROR, code, message, ...this.placeOf(offset), key, hint });
  }

  placeOf(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    // An empty file has no line yet.
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** A mapping: each key is asked for once, and `close` reports those that nobody asked for. */
export class MappingReader {
  private readonly asked = new Set<string>();

  constructor(
    private readonly reader: YamlReader,
    private readonly node: YAMLMap | undefined,
    readonly key: string,
  ) {}

  /** Where the mapping or one of its values begins. */
  offset(name?: string): number {
    return startOf((name === undefined ? undefined : this.pair(name)?.value) ?? this.node);
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
    const value = this.reader.scalar(node);
    if (typeof value === 'string' && pattern.test(value)) return value;
    if (typeof value === 'string') {
      this.report(this.reader.codes.value, `${this.path(name)} ${quoted(value)} is not ${wanted}`, name);
    } else {
      this.reader.wrongType(node, this.path(name), `text (${wanted})`);
    }
    return undefined;
  }

  /** A quantity above zero, as text or as a number. */
  optionalQuantity(name: string): string | undefined {
    const node = this.value(name);
    if (node === undefined) return undefined;
    const value = this.reader.scalar(node);
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if ((nanosOf(text) ?? 0n) > 0n) return text;
    this.reader.wrongType(node, this.path(name), 'a quantity above zero, as 64 or 512Gi,');
    return undefined;
  }

  quantity(name: string): string | undefined {
    this.needs(name);
    return this.optionalQuantity(name);
  }

  /** A whole number of at least one; `fallback` without it. */
  count(name: string, fallback: number): number | undefined {
    const node = this.value(name);
    if (node === undefined) return fallback;
    const value = this.reader.scalar(node);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    this.reader.wrongType(node, this.path(name), 'a whole number of at least 1');
    return undefined;
  }

  /** The mappings of a list; none without it. */
  mappings(name: string): MappingReader[] {
    return this.items(name).flatMap((item, i) => this.reader.mapping(item, `${this.path(name)}[${i}]`) ?? []);
  }

  texts(name: string, pattern: RegExp, wanted: string): string[] {
    return this.items(name).flatMap((item, i) => {
      const value = this.reader.scalar(item);
      if (typeof value === 'string' && pattern.test(value)) return [value];
      this.reader.wrongType(item, `${this.path(name)}[${i}]`, `text (${wanted})`);
      return [];
    });
  }

  /** A mapping that later work reads: only its type is looked at. */
  reserved(name: string): void {
    const node = this.value(name);
    if (node !== undefined) this.reader.mapping(node, this.path(name));
  }

  /** Reports every key that was not asked for. */
  close(): void {
    for (const pair of this.pairs()) {
      const name = String(this.reader.scalar(pair.key) ?? pair.key);
      if (this.asked.has(name)) continue;
      const message = `key ${quoted(name)} is unknown${this.key === '' ? '' : ` in ${this.key}`}`;
      const hint = suggestion(name, [...this.asked]);
      this.reader.report(this.reader.codes.unknownKey, message, startOf(pair.key), this.path(visible(name)), hint);
    }
  }

  private items(name: string): unknown[] {
    const node = this.value(name);
    if (node === undefined) return [];
    const list = this.reader.resolve(node);
    if (yaml().isSeq(list)) return list.items;
    this.reader.wrongType(node, this.path(name), 'a list');
    return [];
  }

  /** The node of a key; a key without a value counts as absent, as in Kubernetes. */
  private value(name: string): Node | undefined {
    this.asked.add(name);
    const node = this.pair(name)?.value as Node | null | undefined;
    return node == null || this.reader.scalar(node) === null ? undefined : node;
  }

  private pair(name: string): Pair | undefined {
    return this.pairs().find((pair) => this.reader.scalar(pair.key) === name);
  }

  private pairs(): readonly Pair[] {
    return this.node?.items ?? [];
  }

  private path(name: string): string {
    return this.key === '' ? name : `${this.key}.${name}`;
  }
}

const startOf = (node: unknown): number => (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;

const describe = (value: unknown): string => (value === undefined || value === null ? 'empty' : quoted(value));
