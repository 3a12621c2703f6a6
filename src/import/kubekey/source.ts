import type { Finding } from 'cdk8s-gpulab';
import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { syntaxProblem } from 'cdk8s-gpulab/lib/core/private/yaml-syntax';
import type { Path } from 'cdk8s-gpulab/lib/threek/private/kubekey/document-problem';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import { commandError } from '../../cli/finding';
import { type Shift, unnestRoleGroups } from './mended-text';

/** A place in the text as the user has it. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A KubeKey file as it was read, with the place of every value. */
export class Source {
  /** Set where the text had to be mended before it was YAML. */
  readonly shift?: Shift;

  /** What is no YAML; then there is no value. */
  readonly problem?: Finding;

  /** The document of kind Cluster, or the only one. */
  readonly value: unknown;

  /** Places of documents beside it, with their kind. */
  readonly others: readonly (Place & { readonly kind: unknown })[] = [];

  private readonly lines: LineCounter;
  private readonly document?: Document.Parsed;

  constructor(
    given: string,
    readonly file: string,
  ) {
    const { LineCounter } = yaml();
    let text = given.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
    this.lines = new LineCounter();
    let documents = parsed(text, this.lines);
    let problem = firstProblem(documents);
    const mended = problem && unnestRoleGroups(text);
    if (mended) {
      const lines = new LineCounter();
      const again = parsed(mended.text, lines);
      if (!firstProblem(again)) {
        [text, documents, problem] = [mended.text, again, undefined];
        this.lines = lines;
        this.shift = mended.shift;
      }
    }
    if (problem) {
      const { message, offset, hint } = problem;
      const range = /\[\s*[\w.-]+\[\d+:\d+\]/.test(text) ? 'put "master[1:3]" in quotes inside of brackets' : hint;
      this.problem = commandError('GPULAB4230', message, { file, ...this.placeAt(offset), hint: range });
      return;
    }
    const chosen = documents.find(isCluster) ?? documents[0];
    this.document = chosen;
    this.value = chosen?.toJS({ maxAliasCount: 100 }) ?? undefined;
    this.others = documents
      .filter((one) => one !== chosen)
      .map((one) => ({ ...this.placeAt(startOf(one)), kind: one.get?.('kind') }));
  }

  /** Where a value is written; of one that is not there, what it would be in. */
  placeOf(path: Path): Place {
    const { isMap, isSeq, isScalar } = yaml();
    let node = this.document?.contents as Node | null | undefined;
    let offset = node?.range?.[0] ?? 0;
    for (const part of path) {
      if (isMap(node)) {
        const pair = (node.items as Pair<Node, Node>[]).find(
          ({ key }) => isScalar(key) && String(key.value) === String(part),
        );
        if (!pair) break;
        node = pair.value;
        offset = (pair.key as Node).range?.[0] ?? offset;
      } else if (isSeq(node)) {
        node = node.items[part as number] as Node | undefined;
        if (!node) break;
        offset = node.range?.[0] ?? offset;
      } else break;
    }
    return this.placeAt(offset);
  }

  private placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    const { shift } = this;
    const moved = shift && line >= shift.firstLine && line <= shift.lastLine ? shift.columns : 0;
    return { line: Math.max(line, 1), column: Math.max(col, 1) + moved };
  }
}

function parsed(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const documents = yaml().parseAllDocuments(text, { lineCounter, prettyErrors: false });
  return Array.isArray(documents) ? documents : [];
}

const firstProblem = (documents: readonly Document.Parsed[]) =>
  documents.map((document) => syntaxProblem(document)).find((problem) => problem !== undefined);

/** Where its text begins, behind comments and the line between documents. */
const startOf = (document: Document.Parsed): number => document.contents?.range?.[0] ?? document.range[0];

const isCluster = (document: Document.Parsed): boolean => document.get?.('kind') === 'Cluster';
