import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { Manifest } from '../../../../core/checks/check';
import { isMapping } from '../../../../core/private/mapping';
import { plainScalar } from '../../../../core/private/plain-scalar';
import { yaml } from '../../../../core/private/third-party';
import { quoted } from '../../../../core/private/visible';
import { syntaxProblem } from '../../../../core/private/yaml-syntax';

/**
 * The objects in what helm prints, in its order, read as Helm and kubectl read them: YAML 1.1, where `yes` without quotes is a
 * boolean. Lists are taken apart. Throws an Error that says what is no object, and where.
 */
export function readRendered(text: string): Manifest[] {
  const documents = yaml().parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const problem = syntaxProblem(document);
    if (problem) throw new Error(`${problem.message} (character ${problem.offset} of what helm printed)`);
    return objectsOf(new Reader(document).value());
  });
}

function objectsOf(value: unknown): Manifest[] {
  if (value === null) return [];
  if (!isMapping(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string')
    throw new Error(`the chart printed something without apiVersion and kind: ${quoted(value).slice(0, 100)}`);
  return value.kind === 'List' && Array.isArray(value.items) ? value.items.flatMap(objectsOf) : [value as Manifest];
}

class Reader {
  constructor(private readonly document: Document.Parsed) {}

  value(): unknown {
    return this.valueOf(this.document.contents);
  }

  private valueOf(node: Node | null): unknown {
    const { isMap, isSeq } = yaml();
    const resolved = this.resolve(node);
    if (resolved === null) return null;
    if (isMap(resolved)) return this.mapOf(resolved);
    if (isSeq(resolved)) return resolved.items.map((item) => this.valueOf(item as Node));
    return scalarOf(resolved as Scalar<string>);
  }

  /** The last of a name wins, and a merge key never wins over a key of the map itself. */
  private mapOf(map: YAMLMap): object {
    const entries: [string, unknown][] = [];
    const merged: [string, unknown][] = [];
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      if (isPlain(key) && (key as Scalar).source === '<<') merged.push(...this.mergedBy(value));
      else entries.push([String(this.valueOf(key)), this.valueOf(value)]);
    }
    // Defines members: a key `__proto__` stays a key.
    return Object.fromEntries([...merged, ...entries]);
  }

  /** Of several maps the first wins, so it comes last. */
  private mergedBy(node: Node | null): [string, unknown][] {
    const value = this.valueOf(node);
    const maps = Array.isArray(value) ? [...value].reverse() : [value];
    return maps.filter(isMapping).flatMap((map) => Object.entries(map));
  }

  private resolve(node: Node | null): Node | null {
    return yaml().isAlias(node) ? (node.resolve(this.document) ?? null) : node;
  }
}

/** Without quotes and without a tag that would say what it is. */
const isPlain = (node: Node | null): boolean =>
  yaml().isScalar(node) && node.type === 'PLAIN' && node.tag === undefined;

function scalarOf(scalar: Scalar<string>): unknown {
  const value = isPlain(scalar) ? plainScalar(scalar.source!) : scalar.value;
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Error(`the number ${scalar.source} is too large to be kept exactly`);
  return value;
}
