import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../../core/acknowledgement';
import type { Problem, Subject } from '../../core/checks/check';
import { type Finding, FindingLevel } from '../../core/finding';
import { rawPlaceOf } from '../../core/private/place';
import { positionOfStack } from '../../core/private/source-position';

/** Gathers problems and makes findings of them: with construct path, place, and acknowledgements applied. */
export class Collector {
  private readonly found: Finding[] = [];

  constructor(private readonly root: IConstruct) {}

  /** A problem of a construct. */
  add(construct: Pick<Subject, 'node'>, problem: Problem): void {
    this.found.push({ ...problem, path: construct.node.path });
  }

  /** A finding that may lack its place. */
  addFinding(finding: Finding, construct?: IConstruct): void {
    this.found.push(construct && finding.path === undefined ? { ...finding, path: construct.node.path } : finding);
  }

  /** Findings that remain, each with its place; errors first. */
  finish(acknowledgements: readonly Acknowledgement[]): Finding[] {
    const used = new Set<Acknowledgement>();
    const remaining = this.found.filter((finding) => {
      const acknowledgement = acknowledgements.find((candidate) => covers(candidate, finding));
      if (acknowledgement) used.add(acknowledgement);
      return !acknowledgement || finding.level === FindingLevel.ERROR;
    });
    for (const acknowledgement of acknowledgements) {
      const problem = misuse(acknowledgement, used, this.found);
      if (problem) remaining.push(problem);
    }
    const errors = remaining.filter((finding) => finding.level === FindingLevel.ERROR);
    const warnings = remaining.filter((finding) => finding.level !== FindingLevel.ERROR);
    return [...errors, ...warnings].map((finding) => this.placed(finding));
  }

  private placed(finding: Finding): Finding {
    if (finding.file !== undefined || finding.path === undefined) return finding;
    const construct = this.find(finding.path);
    const place = construct && rawPlaceOf(construct);
    const position = typeof place === 'string' ? positionOfStack(place) : place;
    return position ? { ...finding, file: position.file, line: position.line, column: position.column } : finding;
  }

  /** The construct of a path, or its nearest ancestor that exists. */
  private find(path: string): IConstruct {
    let at = this.root;
    for (const id of path.split('/')) {
      const child = at.node.tryFindChild(id);
      if (!child) break;
      at = child;
    }
    return at;
  }
}

/** Is the finding meant? */
export function covers(acknowledgement: Acknowledgement, finding: Finding): boolean {
  if (acknowledgement.code !== finding.code) return false;
  const { path } = acknowledgement;
  return path === undefined || finding.path === path || finding.path?.startsWith(`${path}/`) === true;
}

function misuse(acknowledgement: Acknowledgement, used: Set<Acknowledgement>, found: Finding[]): Finding | undefined {
  const { code, path } = acknowledgement;
  const of = path === undefined ? code : `${code} at ${path}`;
  if (!used.has(acknowledgement)) {
    return {
      level: FindingLevel.WARNING,
      code: 'GPULAB1005',
      message: `the acknowledgement of ${of} matches no warning`,
    };
  }
  if (found.some((finding) => finding.level === FindingLevel.ERROR && covers(acknowledgement, finding))) {
    return { level: FindingLevel.ERROR, code: 'GPULAB1006', message: `${of} is an error and cannot be acknowledged` };
  }
  return undefined;
}
