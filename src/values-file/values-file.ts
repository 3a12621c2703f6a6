import type { Finding } from 'cdk8s-gpulab';
import { keyOf } from 'cdk8s-gpulab/lib/core/checks/private/key';
import type { Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import type { Position } from 'cdk8s-gpulab/lib/core/private/place';
import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { visible } from 'cdk8s-gpulab/lib/core/private/visible';
import { syntaxProblem } from 'cdk8s-gpulab/lib/core/private/yaml-syntax';
import type { LineCounter } from 'yaml';
import { commandError } from '../cli/finding';
import { forbiddenCharacter, helmSyntaxProblem } from './helm-syntax';
import { keyAt } from './key-at';
import { type Path, type Problem, ValuesReader } from './values-reader';

/**
 * A values file as Helm reads it: one YAML document of version 1.1, with merge keys and anchors. What Helm would take without
 * a word although it is hardly ever meant (a key that is there twice, a second document, a rounded number) is an error here.
 */
export class ValuesFile {
  readonly findings: readonly Finding[];

  /** Undefined when the text is no YAML, no mapping, or more than one can read; without any key when it is empty. */
  readonly value: Mapping | undefined;

  private readonly lines: LineCounter;
  private readonly reader: ValuesReader | undefined;

  private constructor(
    text: string,
    readonly file: string,
  ) {
    const { LineCounter, parseDocument } = yaml();
    this.lines = new LineCounter();
    const document = parseDocument(text, {
      schema: 'failsafe', // every scalar as it is written: what it means to Helm is for the reader to say
      uniqueKeys: false,
      lineCounter: this.lines,
      prettyErrors: false,
    });
    const problem = forbiddenCharacter(text) ?? syntaxProblem(document) ?? helmSyntaxProblem(document, text);
    if (problem) {
      this.findings = [this.findingOf({ code: 'GPULAB4102', path: keyAt(document, problem.offset), ...problem })];
    } else {
      this.reader = new ValuesReader(document);
      this.value = this.reader.value;
      this.findings = this.reader.problems.map((found) => this.findingOf(found));
    }
  }

  /** Reads a text; `file` is the name in places. Never throws: what is wrong is in `findings`. */
  static read(text: string, file: string): ValuesFile {
    return new ValuesFile(withoutEmptyDocuments(text.replace(/^\ufeff/, '')), file);
  }

  /** Undefined for what is not there; what is there and empty is null. */
  valueAt(path: Path): unknown {
    let at: unknown = this.value;
    for (const step of path) {
      const isThere = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
      at = isThere ? (at as { [step: string | number]: unknown })[step] : undefined;
    }
    return at;
  }

  /** Where a value, or its key, is written; of a value that is not there, what it would be in. */
  placeOf(path: Path, part: 'key' | 'value' = 'value'): Position {
    return this.positionOf(this.reader?.offsetOf(path, part) ?? 0);
  }

  /** A scalar as it is written, without quotes: `yes` where the value is true. Undefined for all else. */
  sourceOf(path: Path): string | undefined {
    return this.reader?.sourceOf(path);
  }

  /** Is there a finding already that says all of a value? */
  isTold(path: Path): boolean {
    const key = keyOf(path);
    return this.reader?.problems.some((found) => found.code === 'GPULAB4105' && keyOf(found.path) === key) ?? false;
  }

  private findingOf({ code, message, offset, path, hint }: Problem): Finding {
    const key = path.length === 0 ? undefined : visible(keyOf(path));
    return commandError(code, message, { ...this.positionOf(offset), key, hint });
  }

  private positionOf(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    // An empty file has no line yet.
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** Blank, a comment, or the beginning of a document. */
const EMPTY_LINE = /^(?:---(?=[ \t\r]|$))?[ \t]*(?:#.*)?\r?$/;

/** Behind a last `---` with nothing after it Helm finds nothing, and our parser a second document. */
function withoutEmptyDocuments(text: string): string {
  const lines = text.split('\n');
  let end = lines.length;
  for (let i = end - 1; i >= 0 && EMPTY_LINE.test(lines[i]); i--) if (lines[i].startsWith('---')) end = i;
  // What a directive stands for is the document after it.
  return end === lines.length || text.startsWith('%') ? text : `${lines.slice(0, end).join('\n')}\n`;
}
