import type { Document, Node } from 'yaml';
import { yaml } from '../../core/private/third-party';
import { aliasTargets, type SyntaxProblem, syntaxProblem } from '../../core/private/yaml-syntax';

/** A value of a YAML file that knows where it begins. Aliases are what they stand for, at their own place. */
export type YamlNode = YamlScalar | YamlList | YamlMapping;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: unknown;
  readonly offset: number;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly offset: number;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
  readonly offset: number;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/** Reads any YAML, or tells why it is none. */
export function readYaml(text: string): YamlNode | SyntaxProblem {
  const document = yaml().parseDocument(text, { prettyErrors: false });
  return syntaxProblem(document) ?? new Converter(document).node(document.contents, 0);
}

/** From the parser's nodes to ours. */
class Converter {
  private readonly aliases: ReturnType<typeof aliasTargets>;
  /** What aliases stand for is converted once: aliases of aliases can stand for more than any memory holds. */
  private readonly known = new Map<Node, YamlNode>();

  constructor(document: Document.Parsed) {
    this.aliases = aliasTargets(document);
  }

  /** @param offset where nothing is written, that of what it would be in */
  node(node: Node | null, offset: number): YamlNode {
    if (!node) return { kind: 'scalar', value: null, offset };
    const start = node.range?.[0] ?? offset;
    if (yaml().isAlias(node)) return { ...this.node(this.aliases.get(node)!.target!, start), offset: start };
    let known = this.known.get(node);
    if (!known) {
      known = this.converted(node, start);
      this.known.set(node, known);
    }
    return known;
  }

  private converted(node: Node, offset: number): YamlNode {
    const { isMap, isScalar, isSeq } = yaml();
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.node(item as Node, offset)), offset };
    if (!isMap(node)) return { kind: 'scalar', value: isScalar(node) ? node.value : undefined, offset };
    const entries = node.items.map((pair) => {
      const key = this.node(pair.key as Node, offset);
      // No mapping of ours has another key than a word; a message can show it.
      const word: YamlScalar =
        key.kind === 'scalar' ? key : { kind: 'scalar', value: String(pair.key), offset: key.offset };
      return { key: word, value: this.node(pair.value as Node | null, key.offset) };
    });
    return { kind: 'mapping', entries, offset };
  }
}
