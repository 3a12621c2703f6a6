import type { Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { plainScalar } from 'cdk8s-gpulab/lib/core/private/plain-scalar';
import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import { aliasTargets } from 'cdk8s-gpulab/lib/core/private/yaml-syntax';
import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';

/** Keys and indices from the whole file to a value. */
export type Path = readonly (string | number)[];

/** What is wrong with a values file, before its place is counted in lines. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly path: Path;
  readonly hint: string;
}

type Entry = Pair<Node, Node | null>;
type Entries = ReadonlyMap<string, Entry>;

const MERGE = '<<';
const QUOTES_HINT = 'put it in quotes if text is wanted there; else write a smaller number';
/** Deeper, or with more values, is no values file: aliases of aliases can stand for more than any memory holds. */
const DEEPEST = 100;
const MOST_VALUES = 200_000;

/** The values of a parsed document without syntax errors, as Helm has them. */
export class ValuesReader {
  readonly problems: Problem[] = [];
  readonly value: Mapping | undefined;
  private readonly aliases: ReturnType<typeof aliasTargets>;
  private readonly entries = new Map<YAMLMap, Entries>();
  private count = 0;
  private isReadable = true;

  constructor(private readonly document: Document.Parsed) {
    this.aliases = aliasTargets(document);
    const root = document.contents;
    if (yaml().isMap(root)) {
      const value = this.valueOf(root, []) as Mapping;
      if (this.isReadable) this.value = value;
    } else if (root === null || (isPlain(root) && plainScalar(sourceOf(root)) === null)) this.value = {};
    else this.report('GPULAB4106', 'the file holds no mapping (key: value)', root, [], 'write "name: value" lines');
  }

  /** Where a value or its key begins, or else what it would be in. */
  offsetOf(path: Path, part: 'key' | 'value'): number {
    let at: Node | null = this.document.contents;
    let key: Node | undefined;
    for (const step of path) {
      const inside = this.stepInto(at, step);
      if (!inside) return startOf(key ?? at);
      ({ key, value: at } = inside);
    }
    return startOf(key && (part === 'key' || isNothing(at)) ? key : at);
  }

  sourceOf(path: Path): string | undefined {
    let at: Node | null = this.document.contents;
    for (const step of path) at = this.stepInto(at, step)?.value ?? null;
    const node = this.resolve(at);
    return yaml().isScalar(node) ? (node as Scalar<string>).value : undefined;
  }

  private stepInto(node: Node | null, step: string | number): { key?: Node; value: Node | null } | undefined {
    const { isMap, isSeq } = yaml();
    const resolved = this.resolve(node);
    if (isMap(resolved)) return this.entriesOf(resolved, []).get(String(step));
    if (isSeq(resolved) && typeof step === 'number' && step in resolved.items)
      return { value: resolved.items[step] as Node };
    return undefined;
  }

  /** What an alias stands for, else the node itself. */
  private resolve(node: Node | null): Node | null {
    return yaml().isAlias(node) ? this.aliases.get(node)!.target! : node;
  }

  private valueOf(node: Node | null, path: Path): unknown {
    const resolved = this.resolve(node);
    if (resolved === null || !this.isReasonable(resolved, path)) return null;
    const { isMap, isSeq } = yaml();
    if (isMap(resolved)) {
      const entries = [...this.entriesOf(resolved, path)];
      // Defines members: a key `__proto__` stays a key.
      return Object.fromEntries(entries.map(([name, { value }]) => [name, this.valueOf(value, [...path, name])]));
    }
    if (isSeq(resolved)) return resolved.items.map((item, i) => this.valueOf(item as Node, [...path, i]));
    return this.scalarOf(resolved as Scalar<string>, path);
  }

  private scalarOf(scalar: Scalar<string>, path: Path): unknown {
    const value = isPlain(scalar) ? plainScalar(scalar.source!) : scalar.value;
    if (typeof value !== 'number') return value;
    if (!Number.isFinite(value) || isRounded(scalar.source!, value)) {
      const number = `the number ${shown(scalar.source)}`;
      const [message, hint] = Number.isFinite(value)
        ? [`${number} is beyond ${Number.MAX_SAFE_INTEGER}, and Helm rounds such numbers`, QUOTES_HINT]
        : [`Helm cannot keep ${number}`, 'write a number in digits'];
      this.report('GPULAB4105', message, scalar, path, hint);
    }
    return value;
  }

  /** Keys with their pairs: the last of a name wins, a merge key over what stands before it, too. */
  private entriesOf(map: YAMLMap, path: Path): Entries {
    let entries = this.entries.get(map);
    if (!entries) {
      entries = this.readEntries(map, path);
      this.entries.set(map, entries);
    }
    return entries;
  }

  private readEntries(map: YAMLMap, path: Path): Entries {
    const entries = new Map<string, Entry>();
    const own = new Set<string>();
    for (const pair of map.items as Entry[]) {
      if (isPlain(pair.key) && sourceOf(pair.key) === MERGE) {
        this.merge(pair, entries, own, path);
        continue;
      }
      const name = this.nameOf(pair.key, path);
      if (name === undefined) continue;
      if (own.has(name)) {
        const message = `key ${shown(name)} is there twice`;
        this.report('GPULAB4103', message, pair.key, [...path, name], 'remove or rename one of the two');
      }
      own.add(name);
      entries.set(name, pair);
    }
    return entries;
  }

  private merge({ key, value }: Entry, entries: Map<string, Entry>, own: ReadonlySet<string>, path: Path): void {
    const { isMap, isSeq } = yaml();
    const source = this.resolve(value);
    // Of several the first wins, so that it comes last.
    const maps = (isSeq(source) ? [...source.items].reverse() : [source]).map((item) => this.resolve(item as Node));
    for (const map of maps) {
      if (!isMap(map)) {
        this.report('GPULAB4102', 'a merge key (<<) takes a mapping or a list of mappings', key, path, 'give it one');
        continue;
      }
      for (const [name, pair] of this.entriesOf(map, path)) {
        if (own.has(name)) {
          const message = `the merge key (<<) replaces ${shown(name)}, which stands before it`;
          this.report('GPULAB4103', message, key, [...path, name], 'put the merge key first');
        }
        entries.set(name, pair);
      }
    }
  }

  /** A key as Helm has it; undefined when it cannot be one. */
  private nameOf(key: Node, path: Path): string | undefined {
    const node = this.resolve(key);
    if (!yaml().isScalar(node)) {
      this.report('GPULAB4104', 'a key is a mapping or a list; text is wanted', key, path, 'put it in quotes');
      return undefined;
    }
    const { source, value } = node as Scalar<string>;
    const meant = isPlain(node) ? plainScalar(source!) : value;
    if (meant === null || (typeof meant !== 'string' && String(meant) !== source)) {
      this.report('GPULAB4104', `key ${shown(source)} means ${meant} to Helm`, key, path, 'put it in quotes');
    }
    return String(meant);
  }

  /** Of several values that are too deep one is told, and of those that are too many the first. */
  private isReasonable(node: Node, path: Path): boolean {
    if (!this.isReadable) return false;
    this.count++;
    const problem =
      path.length > DEEPEST
        ? ['this is nested too deeply', 'use fewer levels']
        : this.count === MOST_VALUES && [
            `the file stands for more than ${MOST_VALUES} values`,
            'use fewer aliases of aliases',
          ];
    if (!problem) return true;
    this.isReadable = false;
    this.report('GPULAB4102', problem[0], node, path, problem[1]);
    return false;
  }

  private report(code: string, message: string, at: Node | null, path: Path, hint: string): void {
    this.problems.push({ code, message, offset: startOf(at), path, hint });
  }
}

/** Without quotes and without a tag that would say what it is. */
const isPlain = (node: Node | null): boolean =>
  yaml().isScalar(node) && node.type === 'PLAIN' && node.tag === undefined;

const sourceOf = (node: Node | null): string => (node as Scalar).source!;

/** Is nothing written there? */
const isNothing = (node: Node | null): boolean => node === null || (isPlain(node) && sourceOf(node) === '');

const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

/** A whole number that a double cannot hold; 1e300 says by its form that it is not meant to the last digit. */
const isRounded = (source: string, value: number): boolean =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && !/^[-+]?[\d_.]*e/i.test(source);
