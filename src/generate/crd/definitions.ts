import type { Finding } from 'cdk8s-gpulab';
import { keyOf } from 'cdk8s-gpulab/lib/core/checks/private/key';
import type { Position } from 'cdk8s-gpulab/lib/core/private/place';
import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { visible } from 'cdk8s-gpulab/lib/core/private/visible';
import { syntaxProblem } from 'cdk8s-gpulab/lib/core/private/yaml-syntax';
import type { Document, LineCounter, Node } from 'yaml';
import { commandError } from '../../cli/finding';

/** Keys and indices from a document, or a definition, to a part of it. */
export type Path = readonly (string | number)[];

/** A CustomResourceDefinition as it stands in a file; nothing is known of it but its kind. */
export interface Definition {
  readonly crd: any;

  /** A finding about a part of it; about a part that is not there, at what it would be in. */
  finding(code: string, path: Path, message: string, hint?: string): Finding;
}

const KIND = 'CustomResourceDefinition';
/** `kubectl get` prints what it finds as a list, whatever it is a list of. */
const LIST = /List$/;

/** The definitions in a YAML file: of any number of documents, each an object or a list of objects. */
export class DefinitionFile {
  readonly definitions: Definition[] = [];
  readonly findings: Finding[] = [];

  /** Kinds of objects that are no definitions, each time that there is one. */
  readonly others: string[] = [];

  private readonly lines: LineCounter;

  private constructor(
    text: string,
    private readonly file: string,
  ) {
    const { LineCounter, parseAllDocuments } = yaml();
    this.lines = new LineCounter();
    const options = { lineCounter: this.lines, prettyErrors: false, merge: true, logLevel: 'error' } as const;
    const documents = parseAllDocuments(text, options);
    // Without any document there is an empty list that is no list of documents.
    for (const document of documents) this.readDocument(document as Document.Parsed);
  }

  /** Reads a text; `file` is the name in places. Never throws: what is wrong is in `findings`. */
  static read(text: string, file: string): DefinitionFile {
    return new DefinitionFile(text.replace(/^\ufeff/, ''), file);
  }

  private readDocument(document: Document.Parsed): void {
    const problem = syntaxProblem(document);
    if (problem) {
      const { message, offset, hint } = problem;
      this.findings.push(commandError('GPULAB4302', message, { ...this.positionOf(offset), hint }));
      return;
    }
    try {
      this.readObject(document.toJS(), document, []);
    } catch (error) {
      // The parser's only objection here: aliases of aliases that stand for more than any memory holds.
      if (!(error instanceof ReferenceError)) throw error;
      const hint = 'write out what the aliases stand for';
      const message = 'the document stands for too much';
      this.findings.push(commandError('GPULAB4302', message, { ...this.positionOf(document.range[0]), hint }));
    }
  }

  private readObject(object: any, document: Document.Parsed, path: Path): void {
    if (object?.kind === KIND) this.definitions.push({ crd: object, finding: this.finderIn(document, path) });
    else if (LIST.test(object?.kind) && Array.isArray(object.items)) {
      for (const [index, item] of object.items.entries()) this.readObject(item, document, [...path, 'items', index]);
    } else if (object) this.others.push(typeof object.kind === 'string' ? object.kind : 'something without a kind');
  }

  private finderIn(document: Document.Parsed, start: Path): Definition['finding'] {
    return (code, path, message, hint) => {
      const position = this.positionOf(offsetOf(document, [...start, ...path]));
      return commandError(code, message, { ...position, key: visible(keyOf(path)) || undefined, hint });
    };
  }

  private positionOf(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    // An empty file has no line yet.
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** Where a part begins, or else the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
